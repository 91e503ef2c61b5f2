"""Answers over time: a picture, and a table with the same figures. Nobody else's to see."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from mending.checkins.queries import daily as q
from mending.checkins.rules.questions import SCALES, Question
from mending.checkins.rules.series import Point, Span, Stretch, points, stretches
from mending.checkins.web import words
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock

WIDTH, HEIGHT, EDGE = 300, 48, 6
NO_ANSWER = "\u2013"


@dataclass(frozen=True, slots=True)
class Row:
    """One question over the span: its name, its dots as one path, a sentence, and the cells of the table."""

    name: Any
    dots: str
    said: str
    cells: list[str]


@own_space
@require_safe
def pictures(request: SignedInRequest) -> HttpResponse:
    """Thirty days, ninety, or a year."""
    today = clock.today(request.viewer.zone)
    span = _span(request.GET.get("days", ""))
    steps = stretches(span, today)
    days = q.days(request.viewer, steps[0].first, steps[-1].last)
    asked = [question for question in Question if any(question in answers for _, answers in days)]
    rows = [_row(question, points(question, days, steps), steps) for question in asked]
    seen = [place for place in range(len(steps)) if any(row.cells[place] for row in rows)]
    page = {
        "rows": rows,
        "lines": [(_name(steps[n], span), [row.cells[n] or NO_ANSWER for row in rows]) for n in reversed(seen)],
        "tabs": [_tab(one, span) for one in Span],
        "count": len(days),
        "said": ngettext("%(n)s day written down", "%(n)s days written down", len(days)) % {"n": len(days)},
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "checkins/pictures.html", page)


def _row(question: Question, found: list[Point], steps: list[Stretch]) -> Row:
    scale = SCALES[question]
    step = (WIDTH - 2 * EDGE) / max(1, len(steps) - 1)
    rise = (HEIGHT - 2 * EDGE) / (scale.high - scale.low)
    dots = "".join(
        f"M{EDGE + point.place * step:.1f} {HEIGHT - EDGE - (point.mean - scale.low) * rise:.1f}h0"
        for point in found
    )
    cells = [""] * len(steps)
    for point in found:
        cells[point.place] = _figure(question, point)
    return Row(words.NAMES[question], dots, _sentence(question, found), cells)


def _figure(question: Question, point: Point) -> str:
    if point.days == 1:
        return str(words.said(question, round(point.mean)))
    if SCALES[question].is_count:
        return gettext("%(n)s of %(most)s") % {"n": number_format(point.mean, 1), "most": SCALES[question].high}
    return _days(question, [point])


def _sentence(question: Question, found: list[Point]) -> str:
    """The row in words: from lowest to highest, or on how many days it was so."""
    if not SCALES[question].is_count:
        return _days(question, found)
    low, high = (words.about(question, pick(point.mean for point in found)) for pick in (min, max))
    if low == high:
        return gettext("%(low)s all along") % {"low": low}
    return gettext("between %(low)s and %(high)s") % {"low": low, "high": high}


def _days(question: Question, found: list[Point]) -> str:
    return gettext("%(n)s of %(days)s days") % _yes(question, found)


def _yes(question: Question, found: list[Point]) -> dict[str, Any]:
    """On how many of the answered days it was so; half a yes counts half."""
    days = sum(point.days for point in found)
    yes = sum(point.mean * point.days for point in found) / SCALES[question].high
    return {"n": number_format(yes, 0), "days": days}


def _name(step: Stretch, span: Span) -> str:
    if span is Span.YEAR:
        return date_format(step.first, "F Y")
    if span is Span.QUARTER:
        return gettext("Week to %(day)s") % {"day": date_format(step.last, "j M")}
    return date_format(step.first, "D j M")


def _tab(one: Span, span: Span) -> dict[str, Any]:
    names = {Span.MONTH: gettext("30 days"), Span.QUARTER: gettext("90 days"), Span.YEAR: gettext("A year")}
    return {"label": names[one], "href": f"{reverse('well_pictures')}?days={one.value}", "is_current": one is span}


def _span(text: str) -> Span:
    return Span(int(text)) if text in {str(one.value) for one in Span} else Span.MONTH
