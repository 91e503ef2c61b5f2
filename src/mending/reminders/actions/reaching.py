"""Where reminders reach someone: an address, browsers, a calendar. Given here, confirmed, and taken away again."""

import hmac
import secrets
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.reminders.actions.outside import outside
from mending.reminders.actions.stopping import stop_channel
from mending.reminders.actions.tokens import code_of
from mending.reminders.actions.trouble import Refused
from mending.reminders.models import UPCOMING, Address, Browser, Due, Feed
from mending.reminders.queries.feed import tag_of
from mending.reminders.rules.kinds import Channel, Kind
from mending.reminders.rules.places import Subscription, is_subscription
from mending.vault.actions import seal_into
from mending.vault.tags import blind_tag

CODE_LASTS = timedelta(minutes=30)
TRIES_MOST = 5
BROWSERS_MOST = 10


@transaction.atomic
def give_address(*, by: Viewer, address: str) -> None:
    """Keep an address, sealed, and let a code go there. Until the code comes back nothing else goes there.

    Raises Refused where no e-mail is sent.
    """
    if outside().mail is None:
        raise Refused(("", "no-mail"))
    row = Address.objects.select_for_update(of=("self",)).filter(owner=by.id).first()
    if row is not None and row.confirmed_at is not None and Eyes(by).text(row, "address") == address:
        return
    with deed(by=by, verb="reminder.address_given", kind="person", item=by.id):
        if row is not None and row.confirmed_at is not None:
            stop_channel(by, Channel.EMAIL)
        kept = row or Address(owner_id=by.id, asked=0)
        kept.asked, kept.asked_at, kept.tries, kept.confirmed_at = kept.asked + 1, clock.now(), 0, None
        seal_into(kept, address=address)
        kept.save()
        Due.objects.filter(UPCOMING, owner=by.id, kind="code").delete()
        Due.objects.create(
            owner_id=by.id, kind="code", channel=Channel.EMAIL.value, due_at=clock.now(), zone=by.zone
        )


def confirm_address(*, by: Viewer, code: str) -> None:
    """Confirm the address by the code that went there. Raises Refused: wrong, old, or tried too often."""
    with transaction.atomic():
        row = Address.objects.select_for_update(of=("self",)).filter(owner=by.id).first()
        if row is None:
            raise Http404
        if row.confirmed_at is not None:
            return
        if clock.now() - row.asked_at > CODE_LASTS or row.tries >= TRIES_MOST:
            raise Refused(("code", "over"))
        if fits := hmac.compare_digest(code_of(row).encode(), code.encode()):
            with deed(by=by, verb="reminder.address_confirmed", kind="person", item=by.id):
                row.confirmed_at = clock.now()
                row.save()
        else:
            row.tries += 1
            row.save()
    # Outside the transaction: a wrong try must stay counted.
    if not fits:
        raise Refused(("code", "wrong"))


@transaction.atomic
def remove_address(*, by: Viewer) -> None:
    """Take the address away, and stop what came by e-mail."""
    row = Address.objects.filter(owner=by.id).first()
    if row is not None:
        with deed(by=by, verb="reminder.address_removed", kind="person", item=by.id):
            stop_channel(by, Channel.EMAIL)
            row.delete()


@transaction.atomic
def add_browser(*, by: Viewer, given: Subscription) -> None:
    """Let this browser receive reminders; one that is known already changes nothing. Raises Refused."""
    if not is_subscription(given):
        raise Refused(("", "no-browser"))
    tag = blind_tag("reminders", f"browser|{by.id}|{given.endpoint}")
    if Browser.objects.filter(tag=tag).exists():
        return
    if Browser.objects.filter(owner=by.id).count() >= BROWSERS_MOST:
        raise Refused(("", "many-browsers"))
    with deed(by=by, verb="reminder.browser_added", kind="person", item=by.id):
        row = Browser(owner_id=by.id, tag=tag, added_at=clock.now())
        seal_into(row, where=f"{given.endpoint} {given.p256dh} {given.auth}")
        row.save()


@transaction.atomic
def remove_browsers(*, by: Viewer) -> None:
    """Let no browser receive anything any more, and stop what came there."""
    rows = Browser.objects.filter(owner=by.id)
    if rows.exists():
        with deed(by=by, verb="reminder.browsers_removed", kind="person", item=by.id):
            stop_channel(by, Channel.PUSH)
            rows.delete()


@transaction.atomic
def make_feed(*, by: Viewer, id: UUID, kinds: Collection[str]) -> str | None:
    """Make a calendar feed at a new secret address, in place of an earlier one. Returns the secret, this once.

    Sent again with the same `id`, it changes nothing and returns None.
    """
    owner = Feed.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner is not None:
        if owner != by.id:
            raise Http404
        return None
    token = secrets.token_urlsafe(32)
    wanted = " ".join(kind.value for kind in Kind if kind.value in kinds)
    with deed(by=by, verb="reminder.feed_made", kind="person", item=by.id):
        Feed.objects.filter(owner=by.id).delete()
        Feed.objects.create(id=id, owner_id=by.id, tag=tag_of(token), kinds=wanted, made_at=clock.now())
    return token


@transaction.atomic
def revoke_feed(*, by: Viewer) -> None:
    """Close the calendar feed. Its address leads nowhere from now on, and never will again."""
    rows = Feed.objects.filter(owner=by.id)
    if rows.exists():
        with deed(by=by, verb="reminder.feed_revoked", kind="person", item=by.id):
            rows.delete()
