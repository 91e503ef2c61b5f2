"""When a reminder comes: by the person's own clock, never in their quiet hours, on the days the clocks change too.

Times of day are wall-clock times in an IANA zone; moments are aware and in UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mending.reminders.rules.kinds import Plan

TOO_LATE = timedelta(hours=2)
LOOK_AGAIN = timedelta(minutes=30)
QUIET_MOST = timedelta(hours=16)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nothing is sent, from `starts` to `ends`; past midnight when it ends before it starts.

    The same time twice means none.
    """

    starts: time = time(22, 0)
    ends: time = time(8, 0)

    def covers(self, at: time) -> bool:
        if self.starts <= self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends

    @property
    def length(self) -> timedelta:
        minutes = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        return timedelta(minutes=minutes % (24 * 60))


def moment(day: date, at: time, zone: str) -> datetime:
    """The moment at which clocks in `zone` show `at` on `day`.

    A time that is skipped in spring comes as much later as the clocks jump (02:30 becomes 03:30); of a time that
    comes twice in autumn it is the first.
    """
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def after_quiet(at: datetime, quiet: Quiet, zone: str) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    local = at.astimezone(ZoneInfo(zone))
    if not quiet.covers(local.time()):
        return at
    # Quiet hours that began in the evening end on the next day; in autumn an hour may come twice.
    days = (local.date(), local.date() + _DAY)
    ends = (datetime.combine(day, quiet.ends.replace(fold=fold), local.tzinfo) for day in days for fold in (0, 1))
    return min(end for each in ends if (end := each.astimezone(UTC)) > at)


def next_moment(plan: Plan, quiet: Quiet, zone: str, after: datetime) -> datetime:
    """The first moment of a plan later than `after`, outside quiet hours; at most eight days ahead."""
    first = after.astimezone(ZoneInfo(zone)).date() - _DAY
    days = (first + number * _DAY for number in range(11))
    wanted = (day for day in days if plan.weekday is None or day.weekday() == plan.weekday)
    moments = (after_quiet(moment(day, plan.at, zone), quiet, zone) for day in wanted)
    return next(one for one in moments if one > after)


def next_before(
    starts: Iterable[datetime], lead: int, quiet: Quiet, zone: str, after: datetime
) -> datetime | None:
    """The first moment later than `after` that lies `lead` minutes before one of `starts`; None if none is.

    One that falls into quiet hours comes at their end, and is left out when it has begun by then.
    """
    found = []
    for start in starts:
        at = after_quiet(start - timedelta(minutes=lead), quiet, zone)
        if after < at < start:
            found.append(at)
    return min(found, default=None)


def is_too_late(due: datetime, now: datetime, quiet: Quiet, zone: str) -> bool:
    """Whether a reminder is better left out now: hours after its time, or in quiet hours."""
    return now - due > TOO_LATE or quiet.covers(now.astimezone(ZoneInfo(zone)).time())
