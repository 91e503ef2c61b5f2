"""What there is to be reminded of: asked of the rooms below, for the viewer alone, without opening a word.

Nothing is ever due about someone who is paused, out of contact, grieved for or ended (SAFETY A2).
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from mending.checkins.queries import chosen as check_in_chosen
from mending.checkins.queries import today as has_checked_in
from mending.checkins.queries.weekly import of_week
from mending.checkins.rules.weekly import monday
from mending.circle.queries import quiet_ones
from mending.circle.queries.contacts import is_drifting
from mending.circle.queries.groups import has_groups, meeting_starts
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.dates import days
from mending.promises.queries.days import days_with_promises, is_open_today
from mending.reminders.rules.kinds import USUAL, Kind, Plan
from mending.reminders.rules.times import LOOK_AGAIN, Quiet, moment, next_before, next_moment


def _promise(viewer: Viewer) -> bool:
    return is_open_today(viewer, clock.today(viewer.zone), quiet=quiet_ones(viewer))


def _check_in(viewer: Viewer) -> bool:
    return not has_checked_in(viewer, clock.today(viewer.zone))


def _touch(viewer: Viewer) -> bool:
    return is_drifting(viewer, clock.today(viewer.zone))


def _review(viewer: Viewer) -> bool:
    return of_week(viewer, monday(clock.today(viewer.zone))) is None


def _meetings(viewer: Viewer, first: date, last: date) -> list[datetime]:
    return [moment(start.date(), start.time(), viewer.zone) for start in meeting_starts(viewer, first, last)]


_ASK: dict[Kind, Callable[[Viewer], bool]] = {
    Kind.PROMISE: _promise,
    Kind.CHECKIN: _check_in,
    Kind.TOUCH: _touch,
    Kind.REVIEW: _review,
    Kind.MEETING: has_groups,
}
_STARTS: dict[Kind, Callable[[Viewer, date, date], list[datetime]]] = {Kind.MEETING: _meetings}
"""For kinds with times of their own: when each begins, from one day to another."""
AHEAD = timedelta(days=2)


def usual_plan(viewer: Viewer, kind: Kind) -> Plan:
    """When a kind comes until the viewer chose: a check-in at the time they picked for it."""
    if kind is Kind.CHECKIN and (at := check_in_chosen(viewer).at):
        return Plan(at)
    return USUAL[kind]


def followed(viewer: Viewer, kind: Kind, plan: Plan) -> time | None:
    """The check-in's own time, when a plan for it is the same: the plan then moves along with it."""
    at = check_in_chosen(viewer).at if kind is Kind.CHECKIN else None
    return at if at == plan.at else None


def is_something_due(viewer: Viewer, kind: Kind) -> bool:
    """Whether there is something to be reminded of right now."""
    return _ASK[kind](viewer)


def next_due(viewer: Viewer, kind: Kind, plan: Plan, quiet: Quiet, after: datetime) -> datetime:
    """When a kind is to be looked at next. What has times of its own is looked at again every half hour."""
    if plan.lead is None:
        return next_moment(plan, quiet, viewer.zone, after)
    today = clock.today(viewer.zone)
    starts = _STARTS[kind](viewer, today, today + AHEAD)
    found = next_before(starts, plan.lead, quiet, viewer.zone, after)
    return min(found or after + LOOK_AGAIN, after + LOOK_AGAIN)


def is_time(viewer: Viewer, kind: Kind, plan: Plan, quiet: Quiet, at: datetime) -> bool:
    """Whether `at` is a moment to remind at: not only one to look again, nor before what has begun by now."""
    if plan.lead is None:
        return True
    now, today = clock.now(), clock.today(viewer.zone)
    to_come = [start for start in _STARTS[kind](viewer, today, today + AHEAD) if start > now]
    return next_before(to_come, plan.lead, quiet, viewer.zone, at - timedelta(seconds=1)) == at


def moments(viewer: Viewer, kind: Kind, plan: Plan, first: date, last: date) -> list[datetime]:
    """Every moment of a kind from one day to another, both included, for the viewer's calendar."""
    if plan.lead is not None:
        return _STARTS[kind](viewer, first, last)
    if kind is Kind.PROMISE:
        wanted = days_with_promises(viewer, first, last, quiet=quiet_ones(viewer))
    else:
        wanted = [day for day in days(first, last) if plan.weekday in (None, day.weekday())]
    return [moment(day, plan.at, viewer.zone) for day in wanted]
