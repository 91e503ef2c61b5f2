"""The calendar feed. Whoever knows the secret address reads it; there is nothing in it but times."""

import hashlib
from datetime import timedelta

from mending.accounts.queries import viewer_of
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.reminders.models import Feed
from mending.reminders.queries.choices import ChoiceCard, choices
from mending.reminders.queries.due import moments, usual_plan
from mending.reminders.rules.calendar import Event
from mending.reminders.rules.kinds import Plan
from mending.vault.tags import blind_tag

BACK, AHEAD = timedelta(days=7), timedelta(days=56)
LONGEST = 64


def tag_of(token: str) -> str:
    """The fingerprint under which a feed's secret is kept."""
    return blind_tag("reminders", f"feed|{token}")


def reader_of(token: str) -> Viewer | None:
    """Whose calendar this secret opens; None when it is nobody's any more, or never was."""
    if len(token) > LONGEST:
        return None
    row = Feed.objects.select_related("owner").filter(tag=tag_of(token)).first()
    return viewer_of(row.owner) if row is not None and row.owner.is_active else None


def events(viewer: Viewer) -> list[Event]:
    """The moments of the kinds the viewer put into their calendar: the last week and the eight to come."""
    row = Feed.objects.get(owner=viewer.id)
    today, wanted = clock.today(viewer.zone), row.kinds.split()
    return [
        Event(f"{hashlib.sha256(f'{row.pk}|{card.kind}|{at}'.encode()).hexdigest()[:32]}@feed", at)
        for card in choices(viewer)
        if card.kind.value in wanted
        for at in moments(viewer, card.kind, _plan(viewer, card), today - BACK, today + AHEAD)
    ]


def _plan(viewer: Viewer, card: ChoiceCard) -> Plan:
    return card.plan if card.version else usual_plan(viewer, card.kind)
