"""The part of a built life that is about staying well and in touch: check-ins, weeks looked back at, contacts."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID


def live(owner: Any, people: list[UUID], first: date, today: date) -> None:
    """Four in five days with a check-in, every week looked back at, contacts on two days in three."""
    chance = random.Random(str(first))
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    _check_ins(owner, [day for day in days if chance.random() < 0.8], chance)
    _weeks(owner, [day for day in days if day.weekday() == 0], chance)
    _contacts(owner, people, days, chance)
    _signs(owner)


def _check_ins(owner: Any, days: list[date], chance: random.Random) -> None:
    from mending.checkins.models import CheckIn  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    rows = []
    for day in days:
        row = CheckIn(id=new_id(), owner_id=owner.id, day=day, written_at=_evening(day), is_backdated=False)
        row.mood, row.craving, row.confidence = chance.randint(1, 5), chance.randint(0, 10), chance.randint(0, 10)
        row.reached = chance.randint(0, 1)
        seal_into(row, note="A long walk, and then it was better")
        rows.append(row)
    CheckIn.objects.bulk_create(rows, batch_size=500)


def _weeks(owner: Any, mondays: list[date], chance: random.Random) -> None:
    from mending.checkins.models import Review  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    rows = []
    for day in mondays:
        row = Review(id=new_id(), owner_id=owner.id, day=day, written_at=_evening(day), is_backdated=False)
        row.places, row.people, row.plans = (chance.randint(0, 2) for _ in range(3))
        seal_into(row, note="Ring Nina earlier")
        rows.append(row)
    Review.objects.bulk_create(rows, batch_size=500)


def _contacts(owner: Any, people: list[UUID], days: list[date], chance: random.Random) -> None:
    from mending.circle.actions import contacts as actions  # noqa: PLC0415
    from mending.circle.models import Contact, Relationship  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415

    Relationship.objects.filter(pk__in=people[:5]).update(support=2)
    rows = [
        Contact(
            id=new_id(),
            owner_id=owner.id,
            relationship_id=chance.choice(people),
            on=day,
            how=chance.choice(("met", "talked", "wrote")),
            started=chance.choice(("me", "them", "both")),
            logged_at=_evening(day),
            is_backdated=False,
        )
        for day in days
        if chance.random() < 2 / 3
    ]
    Contact.objects.bulk_create(rows, batch_size=500)
    for person in people[:5]:
        actions.stay_in_touch(by=owner, relationship=person, days=7)
    actions.look_again(by=owner)


def _signs(owner: Any) -> None:
    from mending.checkins.actions import add_sign  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415

    for number in range(5):
        add_sign(by=owner, id=new_id(), words=f"A sign that it is coming, number {number}")


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(20), UTC)
