"""The one clock. Everything that needs the time asks here, so that a test or the demo can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def now_in(zone: str) -> datetime:
    """The present moment by the clocks of `zone`, an IANA name. Raises ZoneInfoNotFoundError for another."""
    return now().astimezone(ZoneInfo(zone))


def today(zone: str) -> date:
    """The calendar day it is now in `zone`."""
    return now_in(zone).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at `moment` (aware) within the block, in this thread and its tasks only."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen.reset(token)
