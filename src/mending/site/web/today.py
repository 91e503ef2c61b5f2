"""Today: what is due, what is open from before, and one next step. Composed from the rooms below."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mending.accounts.queries import keeps_the_house
from mending.circle.queries.contacts import names_and_notice
from mending.consent.rules import Side, Viewer
from mending.consent.web import SignedInRequest
from mending.foundation import clock
from mending.lettinggo.queries.family import near_and_checked_in
from mending.promises.queries.days import FORTNIGHT, Fortnight, fortnight, has_any
from mending.promises.rules.today import is_back, next_step
from mending.promises.web.lists import due_line
from mending.recovery.web.pinned import on_today

FEW = 4


@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    """The page after signing in. A side without a space of its own is told that nothing is shared with it yet."""
    if not request.viewer.side.has_own_space:
        return render(request, "site/desk.html", {"keeps_house": keeps_the_house(request.viewer)})
    return render(
        request,
        "site/today.html",
        _page(request.viewer) | {"pinned": on_today(request), "in_recovery": request.viewer.side is Side.PERSON},
    )


def _page(viewer: Viewer) -> dict[str, Any]:
    day = clock.today(viewer.zone)
    circle, is_quiet_lately = names_and_notice(viewer, day)
    called = {one.id: one.nickname for one in circle}
    hard_day, is_checked_in = near_and_checked_in(viewer, day)
    found = fortnight(viewer, day, quiet=[one.id for one in circle if one.is_quiet])
    return {
        "day": day,
        "is_quiet_lately": is_quiet_lately,
        "hard_day": hard_day,
        "checked_in": is_checked_in,
        "greeting": _greeting(viewer),
        "due": [due_line(one, called) for one in found.today],
        "before": [due_line(one, called) for one in found.open_before[:FEW]],
        "more_before": max(0, len(found.open_before) - FEW),
        "back": is_back(
            open_days=len(found.open_before),
            answered_days=found.answered_before,
            days_looked_at=FORTNIGHT.days,
        ),
        "step": _step(viewer, found, knows_someone=any(not one.is_quiet for one in circle)),
    }


def _step(viewer: Viewer, found: Fortnight, *, knows_someone: bool) -> str:
    return next_step(
        knows_someone=knows_someone,
        ever_promised=bool(found.today or found.open_before or found.answered_before) or has_any(viewer),
        due=len(found.today),
        due_open=sum(one.is_open for one in found.today),
        open_before=len(found.open_before),
    ).value


def _greeting(viewer: Viewer) -> str:
    hour = clock.now_in(viewer.zone).hour
    if hour < 5:
        return gettext("It is late")
    if hour < 12:
        return gettext("Good morning")
    return gettext("Good afternoon") if hour < 18 else gettext("Good evening")
