"""The record: a picture, a table and words with the same figures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mending.charts.rules import scene
from mending.charts.web import words
from mending.circle.queries import Named, names
from mending.consent.web import SignedInRequest, own_space
from mending.consent.web.addresses import address
from mending.foundation import clock
from mending.foundation.dates import Month
from mending.promises.queries import record as q

YEAR = 12
EARLIEST = 50 * YEAR


@own_space
@require_safe
def all_of_them(request: SignedInRequest, *, half_life: float) -> HttpResponse:
    """Twelve months of all promises."""
    return _page(request, gettext("All promises"), names(request.viewer), half_life=half_life)


@own_space
@require_safe
def to_myself(request: SignedInRequest, *, half_life: float) -> HttpResponse:
    """Twelve months of promises to oneself."""
    title = gettext("Promises to myself")
    return _page(request, title, names(request.viewer), here="myself", to_myself=True, half_life=half_life)


@own_space
@require_safe
def to_someone(request: SignedInRequest, person: UUID, *, half_life: float) -> HttpResponse:
    """Twelve months of promises to one relationship, however it stands now."""
    circle = names(request.viewer)
    name = next((one.nickname for one in circle if one.id == person), None)
    if name is None:
        raise Http404
    title = gettext("Promises to %(name)s") % {"name": name}
    return _page(request, title, circle, here=str(person), to=person, half_life=half_life)


def _page(
    request: SignedInRequest, title: str, circle: list[Named], *, here: str = "", **asked: Any
) -> HttpResponse:
    today = clock.today(request.viewer.zone)
    this_month = Month.of(today)
    last = _last(request.GET.get("to", ""), this_month)
    found = q.record(request.viewer, last=last, today=today, **asked)
    drawn = scene(found.months)
    context = {
        "title": title,
        "tabs": _tabs(q.recipients(request.viewer, since=(this_month - YEAR).first), circle, here),
        "record": found,
        "scene": drawn,
        "columns": [(column, words.name_of(column.month, "M")) for column in drawn.columns],
        "figures": [(words.name_of(month.month, "M Y"), words.cells(month)) for month in found.months],
        "together": words.cells(found.total),
        "now": _now(found, this_month),
        "honesty": words.honesty(found.total),
        "practised": words.practised(found.total),
        "recent": words.recent(found.recent) if last == this_month else "",
        "sentences": [words.month_in_words(m, so_far=m.month == this_month) for m in reversed(found.months)],
        "newer": last + YEAR if last < this_month else None,
        "older": last - YEAR,
    }
    return render(request, "charts/record.html", context)


def _now(found: q.Record, this_month: Month) -> str:
    latest = found.months[-1]
    return words.month_in_words(latest, so_far=True) if latest.month == this_month else ""


def _tabs(recipients: set[UUID | None], circle: list[Named], here: str) -> list[dict[str, Any]]:
    """All, myself, and whoever something was promised to."""
    tabs = [("", gettext("All"), reverse("record"))]
    if None in recipients:
        tabs.append(("myself", gettext("Myself"), reverse("record_myself")))
    tabs += [
        (str(one.id), one.nickname, address("record_person", one.id)) for one in circle if one.id in recipients
    ]
    return [{"label": label, "href": href, "is_current": key == here} for key, label, href in tabs]


def _last(text: str, latest: Month) -> Month:
    """The last month to show, from an address like ?to=2026-05; the present one for anything else."""
    try:
        month = Month.of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        return latest
    return min(max(month, latest - EARLIEST), latest)
