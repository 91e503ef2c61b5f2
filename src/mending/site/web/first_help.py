"""Words of crisis bring help first, on the same screen (SAFETY A5). Nothing is sent to anyone, nothing is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mending.coach.crisis import HELP_FIRST, Danger, dangers
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.help.queries import nearest
from mending.help.rules import Country, Kind
from mending.help.web.lines import LineShown, shown
from mending.safetyplan.queries import InShort, in_short

_NOT_WORDS = ("csrfmiddlewaretoken", "password", "code")
_MOST = 20_000  # letters of one field that are read

QUESTIONS: dict[Danger, str | Promise] = {
    Danger.OVERDOSE: _("Is someone hard to wake, or hardly breathing, right now?"),
    Danger.SUICIDE: _("Are you thinking of ending your life, or afraid that someone else is?"),
    Danger.HARMED: _("Is someone hurting you, or are you afraid of someone?"),
    Danger.HARM_OTHER: _("Are you afraid that you could hurt someone?"),
}
_LINES = {
    Danger.OVERDOSE: (Kind.USING, Kind.CRISIS),
    Danger.SUICIDE: (Kind.CRISIS,),
    Danger.HARMED: (Kind.VIOLENCE,),
    Danger.HARM_OTHER: (Kind.CRISIS,),
}
_FEW = 2


@dataclass(frozen=True, slots=True)
class FirstHelp:
    """What stands above everything else: one question, whom to call, and one's own plan."""

    question: str | Promise
    is_overdose: bool
    here: Country | None
    lines: list[LineShown]
    plan: InShort | None


def notice_crisis(next_handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Read what someone sends before its page does. Stands behind the lock: a shut page shows nothing."""

    def look(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "shows_help", False):  # it reads the words itself, on the page one is typing in
            return
        if request.method == "POST" and request.viewer and getattr(view, "login_required", True):  # type: ignore[attr-defined]
            found = _found(request)
            if found:
                messages.error(request, ",".join(found), extra_tags=HELP_FIRST)

    def handle(request: HttpRequest) -> HttpResponse:
        return next_handler(request)

    handle.process_view = look  # type: ignore[attr-defined]
    return handle


def _found(request: HttpRequest) -> list[Danger]:
    typed = [
        value[:_MOST]
        for name, values in request.POST.lists()
        if not any(part in name for part in _NOT_WORDS)
        for value in values
        if isinstance(value, str)
    ]
    seen = {danger for text in typed for danger in dangers(text)}
    return [danger for danger in Danger if danger in seen]


def first_help(viewer: Viewer | None, country: str, codes: str) -> FirstHelp:
    """Help for dangers as `notice_crisis` wrote them down, for someone who lives in `country`."""
    found = [Danger(code) for code in codes.split(",")]
    here = nearest(country)
    kinds = dict.fromkeys(kind for danger in found for kind in _LINES[danger])
    return FirstHelp(
        QUESTIONS[found[0]],
        Danger.OVERDOSE in found,
        here,
        _lines(here, kinds) if here else [],
        _plan(viewer, found),
    )


def _plan(viewer: Viewer | None, found: Iterable[Danger]) -> InShort | None:
    """One's own plan. Who hurts someone may be in it, so where somebody is hurt it names nobody to call."""
    if viewer is None or not viewer.side.has_own_space:
        return None
    plan = in_short(viewer)
    return replace(plan, people=[]) if Danger.HARMED in found else plan


def _lines(here: Country, kinds: Iterable[Kind]) -> list[LineShown]:
    today = clock.today("UTC")
    return [line for kind in kinds for line in shown(here, today, kind)[:_FEW]]
