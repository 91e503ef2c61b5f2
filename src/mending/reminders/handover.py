"""This room's part of leaving with everything and of erasing everything."""

from typing import Any
from uuid import UUID

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.reminders.models import Address, Browser, Choice, Due, Feed, Hours
from mending.vault.actions import reseal as seal_again


def export(viewer: Viewer) -> dict[str, Any]:
    """What was chosen, where it reaches, and what was sent lately. A calendar's secret is kept nowhere."""
    eyes = Eyes(viewer)
    return {
        "reminders": [_choice(row) for row in Choice.objects.filter(owner=viewer.id).order_by("kind")],
        "quiet_hours": [
            {"starts": f"{row.starts:%H:%M}", "ends": f"{row.ends:%H:%M}"}
            for row in Hours.objects.filter(owner=viewer.id)
        ],
        "email": [_address(eyes, row) for row in Address.objects.filter(owner=viewer.id)],
        "browsers": [_browser(eyes, row) for row in Browser.objects.filter(owner=viewer.id)],
        "calendar": [
            {"id": str(row.pk), "kinds": row.kinds, "made_at": row.made_at.isoformat()}
            for row in Feed.objects.filter(owner=viewer.id)
        ],
        "sendings": [_due(row) for row in Due.objects.filter(owner=viewer.id).order_by("due_at")],
    }


def erase(person_id: UUID) -> None:
    """Delete all that reminds a person, and every place it reached them."""
    for table in (Due, Choice, Hours, Address, Browser, Feed):
        table.objects.filter(owner=person_id).delete()


def reseal(person_id: UUID) -> None:
    """Seal everything again under the person's newest key."""
    for row in Address.objects.filter(owner=person_id):
        seal_again(row, "address")
        row.save(update_fields=["address"])
    for browser in Browser.objects.filter(owner=person_id):
        seal_again(browser, "where")
        browser.save(update_fields=["where"])


def _choice(row: Choice) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "channel": row.channel,
        "at": f"{row.at:%H:%M}",
        "weekday": row.weekday,
        "lead": row.lead,
        "follows": row.follows and f"{row.follows:%H:%M}",
        "earlier_channel": row.earlier_channel,
        "stopped_at": row.stopped_at and row.stopped_at.isoformat(),
        "version": row.version,
    }


def _address(eyes: Eyes, row: Address) -> dict[str, Any]:
    return {
        "address": eyes.text(row, "address"),
        "asked_at": row.asked_at.isoformat(),
        "confirmed_at": row.confirmed_at and row.confirmed_at.isoformat(),
    }


def _browser(eyes: Eyes, row: Browser) -> dict[str, Any]:
    return {"where": eyes.text(row, "where"), "added_at": row.added_at.isoformat()}


def _due(row: Due) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "channel": row.channel,
        "due_at": row.due_at.isoformat(),
        "zone": row.zone,
        "state": row.state,
        "settled_at": row.settled_at and row.settled_at.isoformat(),
    }
