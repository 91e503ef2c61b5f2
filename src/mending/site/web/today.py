"""Today: what is due, what is open from before, and one next step. Composed from the rooms below."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mending.circle.queries import relationships
from mending.consent.rules import Viewer
from mending.consent.web import SignedInRequest
from mending.foundation import clock
from mending.promises.queries.days import DueDay, due_between, has_any
from mending.promises.rules.today import is_back, next_step
from mending.promises.web.lists import name_of

LOOK_BACK = timedelta(days=14)
FEW = 4


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    """The page after signing in. A side without a space of its own is told that nothing is shared with it yet."""
    if not request.viewer.side.has_own_space:
        return render(request, "site/desk.html")
    return render(request, "site/today.html", _page(request.viewer))


def _page(viewer: Viewer) -> dict[str, Any]:
    day = clock.today(viewer.zone)
    names = {card.id: card.nickname for card in relationships(viewer) if not card.is_quiet}
    found = [
        due
        for due in due_between(viewer, day - LOOK_BACK, day)
        if due.promise.to is None or due.promise.to in names
    ]
    due, before = [one for one in found if one.on == day], [one for one in found if one.on < day]
    still_open = [one for one in reversed(before) if one.is_open]
    return {
        "day": day,
        "greeting": _greeting(viewer),
        "due": [(one, name_of(one.promise.to, names)) for one in due],
        "before": [(one, name_of(one.promise.to, names)) for one in still_open[:FEW]],
        "more_before": max(0, len(still_open) - FEW),
        "back": is_back(
            open_days=len(still_open),
            answered_days=len(found) - len(still_open) - sum(one.is_open for one in due),
            days_looked_at=LOOK_BACK.days,
        ),
        "step": _step(viewer, bool(names), due, still_open, bool(found)),
    }


def _step(viewer: Viewer, knows_someone: bool, due: list[DueDay], before: list[DueDay], found: bool) -> str:
    return next_step(
        knows_someone=knows_someone,
        ever_promised=found or has_any(viewer),
        due=len(due),
        due_open=sum(one.is_open for one in due),
        open_before=len(before),
    ).value


def _greeting(viewer: Viewer) -> str:
    hour = clock.now_in(viewer.zone).hour
    if hour < 5:
        return gettext("It is late")
    if hour < 12:
        return gettext("Good morning")
    return gettext("Good afternoon") if hour < 18 else gettext("Good evening")
