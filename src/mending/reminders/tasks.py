"""Entry points for the clock: what is due now, and what every room does once a day."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q

from mending.circle import tasks as circle
from mending.foundation import clock
from mending.reminders.actions.claiming import follow_zones, forget_old
from mending.reminders.actions.following import follow_check_ins
from mending.reminders.actions.sending import Title, send_due
from mending.reminders.models import DailyRun

LEASE = timedelta(minutes=30)
_log = logging.getLogger(__name__)


def tick(*, title: Title) -> int:
    """Send what is due now. Returns how many reminders were taken up."""
    return send_due(title=title)


def daily() -> int:
    """Forget what was sent long ago. Returns how many."""
    return forget_old()


_DAILY: dict[str, Callable[[], int]] = {"circle": circle.daily, "reminders": daily}
"""Each room's daily work; it can be done twice without harm."""


def now_and_then() -> None:
    """What wants doing every minute or so: what moved, and the daily work of each room once a day (UTC)."""
    follow_zones()
    follow_check_ins()
    for name, work in _DAILY.items():
        try:
            run_daily(name, work)
        except Exception:  # one room's trouble is not the others'
            _log.exception("The daily work of %s failed.", name)


def run_daily(name: str, work: Callable[[], int]) -> bool:
    """Do a room's daily work unless it is done for today or under way. When it dies, the lease ends."""
    now, today = clock.now(), clock.today("UTC")
    open_today = Q(done_on__isnull=True) | Q(done_on__lt=today)
    if not DailyRun.objects.filter(name=name).exists():
        DailyRun.objects.get_or_create(name=name)
    free = DailyRun.objects.filter(open_today, Q(lease_until__isnull=True) | Q(lease_until__lt=now), name=name)
    if not free.exists() or not free.update(lease_until=now + LEASE):
        return False
    work()
    DailyRun.objects.filter(name=name).update(done_on=today, lease_until=None)
    return True
