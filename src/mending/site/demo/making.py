"""Making the demo: everyone's deeds in the order of their moments, in one transaction."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction

from mending.foundation import clock
from mending.foundation.dates import Month
from mending.site.demo import (
    ruth_amends,
    ruth_checkins,
    ruth_contacts,
    ruth_expectations,
    ruth_groups,
    ruth_letting_go,
    ruth_recovery,
    ruth_reminders,
    ruth_skills,
)
from mending.site.demo.family import OTHERS
from mending.site.demo.ruth import LIFE as RUTH
from mending.site.demo.story import Span
from mending.site.demo.telling import Deed, Telling

CAST = (RUTH, *OTHERS)
MORE = {
    "ruth": (
        ruth_recovery.deeds,
        ruth_checkins.deeds,
        ruth_contacts.deeds,
        ruth_groups.deeds,
        ruth_expectations.deeds,
        ruth_letting_go.deeds,
        ruth_amends.deeds,
        ruth_skills.deeds,
        ruth_reminders.deeds,
    )
}
"""What a life tells besides people and promises."""
SIGN_INS = tuple((life.name, life.password) for life in CAST)


def make(last: date, say: Callable[[Month], None]) -> None:
    """Live all lives up to and including the day `last`; `say` is told each month as it begins.

    All or nothing: cut short, the database is as it was before.
    """
    span, now = Span(last), clock.now()
    deeds = [deed for life in CAST for deed in _all_of(Telling(life, span))]
    deeds.sort(key=lambda deed: deed.at)
    month = None
    with transaction.atomic():
        for deed in deeds:
            moment = min(deed.at, now)
            if deed.at.date() > last:
                continue
            if month != Month.of(deed.at.date()):
                month = Month.of(deed.at.date())
                say(month)
            with clock.frozen(moment):
                deed.do()


def _all_of(telling: Telling) -> Iterator[Deed]:
    yield from telling.deeds()
    for more in MORE.get(telling.life.name, ()):
        yield from more(telling)
