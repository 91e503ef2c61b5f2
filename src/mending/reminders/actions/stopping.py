"""Stopping: everything in one tap, one kind from its own link, one channel; and taking it back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mending.accounts.queries import viewer_of
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.reminders.actions.ahead import plan_anew
from mending.reminders.actions.outside import outside
from mending.reminders.actions.tokens import read_stop_token
from mending.reminders.models import UPCOMING, Address, Browser, Choice, Due
from mending.reminders.rules.kinds import Channel


@transaction.atomic
def stop_all(*, by: Viewer) -> None:
    """Stop every reminder at once. `resume` takes it back."""
    rows = Choice.objects.filter(owner=by.id).exclude(channel=Channel.NONE)
    if rows.exists():
        with deed(by=by, verb="reminder.all_stopped", kind="person", item=by.id):
            _stop(rows.values_list("pk", flat=True), clock.now())


@transaction.atomic
def resume(*, by: Viewer) -> None:
    """Take the last stopping back: what was stopped together comes again as it did, if it can reach anybody."""
    stopped = Choice.objects.filter(owner=by.id, stopped_at__isnull=False)
    last = stopped.order_by("-stopped_at").values_list("stopped_at", flat=True).first()
    if last is None:
        return
    reached = channels_that_reach(by)
    with deed(by=by, verb="reminder.all_resumed", kind="person", item=by.id):
        for row in stopped.filter(stopped_at=last, earlier_channel__in=reached):
            row.channel, row.earlier_channel, row.stopped_at = row.earlier_channel, "", None
            row.version += 1
            row.save()
            plan_anew(by, row)


def channels_that_reach(by: Viewer) -> list[str]:
    """By which channels something can reach the one who acts. For this room's actions."""
    found = []
    if outside().mail and Address.objects.filter(owner=by.id, confirmed_at__isnull=False).exists():
        found.append(Channel.EMAIL.value)
    if Browser.objects.filter(owner=by.id).exists():
        found.append(Channel.PUSH.value)
    return found


def _stop(choices: Iterable[UUID], moment: datetime) -> None:
    ids = list(choices)
    for row in Choice.objects.filter(pk__in=ids):
        row.earlier_channel, row.channel, row.stopped_at = row.channel, Channel.NONE.value, moment
        row.version += 1
        row.save()
    Due.objects.filter(UPCOMING, choice__in=ids).delete()


def stop_channel(by: Viewer, channel: Channel) -> None:
    """Stop what comes by one channel. For this room's actions, within their deeds."""
    rows = Choice.objects.filter(owner=by.id, channel=channel.value)
    _stop(rows.values_list("pk", flat=True), clock.now())
    Due.objects.filter(owner=by.id, channel=channel.value, state="waiting").delete()


@transaction.atomic
def stop_by_token(*, token: str) -> bool:
    """Stop what a link stops, for whoever holds the link: it came to them. Returns whether it is one of ours.

    Said twice, or when there is nothing to stop any more, it changes nothing.
    """
    found = read_stop_token(token)
    if found is None:
        return False
    what, id = found
    if what == "choice":
        _stop_choice(id)
    elif what == "address":
        _stop_address(id)
    else:
        _stop_pushes(id)
    return True


def _stop_pushes(person: UUID) -> None:
    row = Browser.objects.select_related("owner").filter(owner=person).first()
    if row is not None:
        owner = viewer_of(row.owner)
        assert owner is not None
        with deed(by=owner, verb="reminder.stopped", kind="person", item=owner.id):
            stop_channel(owner, Channel.PUSH)


def _stop_choice(id: UUID) -> None:
    row = Choice.objects.select_related("owner").filter(pk=id).exclude(channel=Channel.NONE).first()
    if row is not None:
        owner = viewer_of(row.owner)
        assert owner is not None
        with deed(by=owner, verb="reminder.stopped", kind="person", item=owner.id):
            _stop([row.pk], clock.now())


def _stop_address(id: UUID) -> None:
    row = Address.objects.select_related("owner").filter(pk=id).first()
    if row is not None:
        owner = viewer_of(row.owner)
        assert owner is not None
        with deed(by=owner, verb="reminder.stopped", kind="person", item=owner.id):
            stop_channel(owner, Channel.EMAIL)
            row.delete()
