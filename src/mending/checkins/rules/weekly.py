"""The weekly look back, over what made it harder and what held (evidence §10: risk ahead, support, confidence).

Our own few items, not a published scale: nothing is added up, and no week is better or worse than another.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

NO, SOMEWHAT, YES = 0, 1, 2
WEEKS_BACK = 1
LINE_MOST = 1000


class Item(StrEnum):
    """One thing to look back at. The first four make it harder, the others hold."""

    PLACES = "places"
    URGES = "urges"
    TROUBLE = "trouble"
    BODY = "body"
    PEOPLE = "people"
    STRENGTH = "strength"
    PLANS = "plans"
    PURPOSE = "purpose"


HARDER = (Item.PLACES, Item.URGES, Item.TROUBLE, Item.BODY)
HOLDS = (Item.PEOPLE, Item.STRENGTH, Item.PLANS, Item.PURPOSE)

Looked = Mapping[Item, int]


def monday(day: date) -> date:
    """The first day of the week a day is in."""
    return day - timedelta(days=day.weekday())


def weeks_open(this: date) -> list[date]:
    """The weeks that can be looked back at, by their Mondays: this one and the one before."""
    return [this - timedelta(weeks=back) for back in range(WEEKS_BACK + 1)]


def review_faults(looked: Looked, note: str, week: date, this: date) -> list[tuple[str, str]]:
    """What is wrong, as (field, code): nothing said at all, an answer that is none, a week out of reach."""
    found = [(item.value, "off-scale") for item, answer in looked.items() if answer not in (NO, SOMEWHAT, YES)]
    if not looked and not note.strip():
        found.append(("", "nothing"))
    if len(note) > LINE_MOST:
        found.append(("note", "long-line"))
    if week not in weeks_open(this):
        found.append(("", "week"))
    return found
