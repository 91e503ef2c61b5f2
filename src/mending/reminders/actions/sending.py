"""Sending what is due: claim, look whether there is something to say, mark as being sent, send, write down how."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from mending.accounts.queries import viewer_of
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.reminders.actions import mail, push
from mending.reminders.actions.claiming import begin, claim, let_be, ready, settle, sweep
from mending.reminders.actions.outside import outside
from mending.reminders.actions.tokens import Stops, code_of, stop_token
from mending.reminders.models import OWN, Address, Browser, Due
from mending.reminders.queries.choices import plan_of, quiet_of
from mending.reminders.queries.due import is_something_due, is_time
from mending.reminders.rules.kinds import Channel, Kind
from mending.reminders.rules.outcomes import Outcome, State, together
from mending.reminders.rules.places import Subscription
from mending.reminders.rules.times import TOO_LATE, is_too_late

AT_ONCE = 200
Title = Callable[[Any], str]
"""What a person calls the app: the name an e-mail comes from."""
_log = logging.getLogger(__name__)


def send_due(*, title: Title, limit: int = AT_ONCE) -> int:
    """Send what is due, one after another. Returns how many were taken up. Safe to run many times at once."""
    sweep()
    return sum(_one(id, title) for id in ready(limit))


def _one(id: UUID, title: Title) -> bool:
    mark = claim(id)
    if mark is None:
        return False
    try:
        _pass_on(id, mark, title)
    except Exception:  # one that cannot be sent must not hold up the others; its lease runs out by itself
        _log.exception("A reminder could not be sent.")
    return True


def _pass_on(id: UUID, mark: UUID, title: Title) -> None:
    row = Due.objects.select_related("owner", "choice").get(pk=id)
    viewer = viewer_of(row.owner)
    assert viewer is not None
    verdict = _is_wanted(row, viewer)
    if verdict is not True:
        let_be(id, mark, viewer, State.LATE if verdict is None else None)
        return
    with translation.override(row.owner.language):
        send = _ready_to_send(row, viewer, title)
    if begin(id, mark, viewer):
        settle(id, mark, send())


def _is_wanted(row: Due, viewer: Viewer) -> bool | None:
    """Whether it is to be sent; None when it would be, had its moment not passed."""
    if not row.owner.is_active:
        return False
    if row.choice is None:
        return True if clock.now() - row.due_at <= TOO_LATE else None
    kind, quiet, plan = Kind(row.kind), quiet_of(viewer), plan_of(row.choice)
    if not (row.tries or is_time(viewer, kind, plan, quiet, row.due_at)):
        return False
    if not is_something_due(viewer, kind):
        return False
    return None if is_too_late(row.due_at, clock.now(), quiet, viewer.zone) else True


def _ready_to_send(row: Due, viewer: Viewer, title: Title) -> Callable[[], Outcome]:
    """Everything read and opened that the sending needs, so that it touches no table."""
    if row.channel == Channel.EMAIL:
        return _letter(row, viewer, title(row.owner))
    eyes = Eyes(viewer)
    rows = Browser.objects.filter(owner=viewer.id)
    places = [(one.pk, Subscription(*eyes.text(one, "where").split())) for one in rows]
    stop = stop_token("person", viewer.id) if row.choice is None else stop_token("choice", row.choice.pk)
    return lambda: _push_all(places, stop, row.pk)


def _push_all(places: list[tuple[UUID, Subscription]], stop: str, id: UUID) -> Outcome:
    outcomes = {browser: push.post(place, stop=stop, id=id) for browser, place in places}
    gone = [browser for browser, outcome in outcomes.items() if outcome is Outcome.GONE]
    if gone:
        # The browser took its leave; the place it had is kept no longer.
        Browser.objects.filter(pk__in=gone).delete()
    return together(list(outcomes.values()))


def _letter(row: Due, viewer: Viewer, name: str) -> Callable[[], Outcome]:
    server, address = outside().mail, Address.objects.filter(owner=viewer.id).first()
    if server is None or address is None or (address.confirmed_at is None and row.kind != "code"):
        return lambda: Outcome.REFUSED
    what: Stops = "address" if row.kind in OWN else "choice"
    about = row.choice.pk if row.choice is not None else address.pk
    stop = outside().url + reverse("reminders_stop", args=[stop_token(what, about)])
    subject, text = _code(address) if row.kind == "code" else _reminder()
    text = "\n\n".join((text, gettext("To stop these: %(address)s") % {"address": stop})) + "\n"
    letter = mail.Letter(row.pk, Eyes(viewer).text(address, "address"), name, subject, text, stop)
    return lambda: mail.post(server, letter)


def _reminder() -> tuple[str, str]:
    said = gettext("You have a reminder.")
    return gettext("You have a reminder"), f"{said}\n\n{outside().url}{reverse('today')}"


def _code(address: Address) -> tuple[str, str]:
    said = gettext("Your code is %(code)s. It is good for half an hour.") % {"code": code_of(address)}
    return gettext("Your code"), f"{said}\n\n" + gettext("If you did not ask for it, you need do nothing.")
