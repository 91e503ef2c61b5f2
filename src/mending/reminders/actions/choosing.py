"""Choosing what to be reminded of, when and how. Everyone chooses for themselves alone (SAFETY A3)."""

from typing import Any

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.reminders.actions.ahead import plan_anew
from mending.reminders.actions.stopping import channels_that_reach
from mending.reminders.actions.trouble import Conflict, Refused
from mending.reminders.models import UPCOMING, Choice, Due, Hours
from mending.reminders.queries.choices import choice as card_of
from mending.reminders.queries.choices import quiet_of
from mending.reminders.queries.due import followed
from mending.reminders.rules.kinds import LEADS, Channel, Kind, Plan
from mending.reminders.rules.times import QUIET_MOST, Quiet


def choose(*, by: Viewer, kind: Kind, channel: Channel, plan: Plan, version: int) -> None:
    """Choose how a kind reaches the one who acts. `version` is the one their form saw, 0 for none yet.

    Raises Conflict when another tab chose since, Refused when it cannot reach them so or at that time.
    """
    seen = card_of(by, kind)
    if version != seen.version:
        if (channel, plan) == (seen.channel, seen.plan):
            return  # the same form, sent twice
        raise Conflict
    _refuse_unfit(by, channel, plan)
    try:
        with deed(by=by, verb="reminder.chosen", kind="person", item=by.id):
            _put(by, kind, channel, plan, version)
    except IntegrityError:
        raise Conflict from None


def _put(by: Viewer, kind: Kind, channel: Channel, plan: Plan, version: int) -> None:
    values: dict[str, Any] = {"channel": channel.value, "at": plan.at, "weekday": plan.weekday, "lead": plan.lead}
    values["follows"] = followed(by, kind, plan)
    if version == 0:
        row = Choice.objects.create(owner_id=by.id, kind=kind.value, **values)
    else:
        found = Choice.objects.filter(owner=by.id, kind=kind.value, version=version)
        if not found.update(**values, version=version + 1, earlier_channel="", stopped_at=None):
            raise Conflict
        row = Choice.objects.get(owner=by.id, kind=kind.value)
    plan_anew(by, row)


def _refuse_unfit(by: Viewer, channel: Channel, plan: Plan) -> None:
    if channel is not Channel.NONE and channel.value not in channels_that_reach(by):
        raise Refused(("channel", f"no-{channel.value}"))
    if plan.lead is None and quiet_of(by).covers(plan.at):
        raise Refused(("at", "quiet"))
    if plan.lead is not None and plan.lead not in LEADS:
        raise Refused(("lead", "unknown"))


@transaction.atomic
def keep_quiet(*, by: Viewer, quiet: Quiet) -> None:
    """Choose the hours in which nothing is sent. Raises Refused when too little of the day would be left."""
    if quiet.length > QUIET_MOST:
        raise Refused(("ends", "long"))
    if quiet == quiet_of(by):
        return
    with deed(by=by, verb="reminder.hours_set", kind="person", item=by.id):
        Hours.objects.update_or_create(owner_id=by.id, defaults={"starts": quiet.starts, "ends": quiet.ends})
        for row in Choice.objects.filter(owner=by.id):
            plan_anew(by, row)


@transaction.atomic
def try_now(*, by: Viewer, channel: Channel) -> None:
    """Let one reminder go out now, to see how it looks. Asked twice, it goes once. Raises Refused."""
    if channel.value not in channels_that_reach(by):
        raise Refused(("", f"no-{channel.value}"))
    waiting = Due.objects.filter(UPCOMING, owner=by.id, kind="try", channel=channel.value)
    if not waiting.exists():
        with deed(by=by, verb="reminder.tried", kind="person", item=by.id):
            Due.objects.create(
                id=new_id(),
                owner_id=by.id,
                kind="try",
                channel=channel.value,
                due_at=clock.now(),
                zone=by.zone,
            )
