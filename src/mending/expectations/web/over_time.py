"""What I expected against what came: pictures, tables and words with the same figures. Nobody else's to see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from mending.consent.web import SignedInRequest, own_space
from mending.expectations.queries.looking_back import FEW, Told, over_time
from mending.expectations.rules import drawing
from mending.expectations.rules.looking_back import Beliefs, Looked
from mending.expectations.rules.sections import Nearest
from mending.expectations.web import words

NOTHING = "\u2013"


@own_space
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    """All of it counted, and the latest of them drawn."""
    found = over_time(request.viewer, every="all" in request.GET)
    seen = [one.seen for one in found.latest]
    context = {
        "looked": found.looked,
        "sentences": _sentences(found.looked),
        "counts": [(words.CAME[way], *_counts(found.looked, way)) for way in Nearest],
        "ways": drawing.ways(seen),
        "beliefs": drawing.beliefs(seen),
        "lanes": [(words.CAME[way], y) for way, y in drawing.LANES.items()],
        "scale": [(f"{strength} %", drawing.height(strength)) for strength in (100, 50, 0)],
        "has_more": len(found.latest) == FEW < found.looked.count,
        "width": drawing.WIDTH,
        "left": drawing.LEFT,
        "ways_height": drawing.WAYS_HEIGHT,
        "beliefs_height": drawing.BELIEFS_HEIGHT,
        "lines": [_line(one) for one in reversed(found.latest)],
    }
    return render(request, "expectations/over_time.html", context)


def _counts(looked: Looked, way: Nearest) -> tuple[object, object]:
    """How often it was thought the likeliest, and how often it came; a dash where there is none."""
    expected = NOTHING if way is Nearest.OTHER else looked.expected[way] or NOTHING
    return expected, looked.came[way] or NOTHING


def _line(one: Told) -> dict[str, Any]:
    seen = one.seen
    return {
        "id": one.id,
        "day": date_format(seen.day, "j M Y"),
        "prediction": one.prediction or gettext("about someone you leave in peace"),
        "cells": [
            words.WAYS[seen.expected] if seen.expected else NOTHING,
            words.CAME[seen.nearest] if seen.nearest else NOTHING,
            NOTHING if seen.before is None else f"{seen.before}\u00a0%",
            NOTHING if seen.after is None else f"{seen.after}\u00a0%",
        ],
    }


def _sentences(looked: Looked) -> list[str]:
    """The figures in words; what did not happen is not counted out."""
    return [*_came(looked), *_feared(looked), *(_beliefs(looked.beliefs) if looked.beliefs else [])]


def _came(looked: Looked) -> list[str]:
    if not looked.told:
        return []
    said = ngettext("You looked back at %(n)s day.", "You looked back at %(n)s days.", looked.told)
    came = [
        gettext("%(n)s went %(way)s") % {"way": words.WENT[way], "n": looked.came[way]}
        for way in Nearest
        if looked.came[way]
    ]
    return [f"{said % {'n': looked.told}} {', '.join(came)}."]


def _feared(looked: Looked) -> list[str]:
    """How often the worst was thought the likeliest, beside how often it came."""
    thought, came = looked.expected[Nearest.WORST], looked.came[Nearest.WORST]
    if not thought:
        return []
    said = ngettext(
        "The worst felt most likely %(n)s time.", "The worst felt most likely %(n)s times.", thought
    ) % {"n": thought}
    if not came:
        return [gettext("%(said)s So far it has not come.") % {"said": said}]
    then = ngettext("It came %(n)s time.", "It came %(n)s times.", came) % {"n": came}
    return [f"{said} {then}"]


def _beliefs(beliefs: Beliefs) -> list[str]:
    parts = [
        said % {"n": n}
        for n, said in (
            (beliefs.weaker, gettext("%(n)s grew weaker")),
            (beliefs.same, gettext("%(n)s stayed as strong")),
            (beliefs.stronger, gettext("%(n)s grew stronger")),
        )
        if n
    ]
    said = ngettext(
        "You rated %(n)s thought before and after: %(parts)s.",
        "You rated %(n)s thoughts before and after: %(parts)s.",
        beliefs.count,
    ) % {"n": beliefs.count, "parts": ", ".join(parts)}
    middle = gettext("In the middle they went from %(before)s to %(after)s per cent.") % {
        "before": beliefs.before,
        "after": beliefs.after,
    }
    return [said, middle] if beliefs.count > 1 else [said]
