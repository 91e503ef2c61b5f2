"""Ruth's quiet hours, and the calendar she reads her times in. No address, no browser: nothing leaves the demo."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from mending.foundation.ids import new_id
from mending.reminders.actions.choosing import keep_quiet
from mending.reminders.actions.reaching import make_feed
from mending.reminders.rules.times import Quiet
from mending.site.demo.story import ZONE, When, after, on
from mending.site.demo.telling import MORNING, NIGHT, Deed, Telling


def deeds(telling: Telling) -> Iterator[Deed]:
    """Both of them."""
    viewer = telling.viewer

    def at(when: When, hour: time) -> datetime:
        return datetime.combine(when.day(telling.span), hour, ZoneInfo(ZONE))

    yield Deed(at(after(5), NIGHT), lambda: keep_quiet(by=viewer, quiet=Quiet(time(21, 30), time(7, 30))))
    yield Deed(at(on(7, 4), MORNING), lambda: make_feed(by=viewer, id=new_id(), kinds=["promise"]))
