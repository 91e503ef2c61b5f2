"""The part of a built life that is about skills and hard days: diary cards, thought records, expectations."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID


def practise(owner: Any, people: list[UUID], first: date, today: date) -> dict[str, str]:
    """A card on three days in five, a thought record and an expectation a week. Returns the ids to ask for."""
    chance = random.Random(f"skills {first}")
    days = [first + timedelta(days=n) for n in range((today - first).days)]
    _sheets(owner, "diary-card", [(day, _card(chance)) for day in days if chance.random() < 0.6])
    records = [(day, _record(chance)) for day in days if day.weekday() == 2]
    sheet = _sheets(owner, "thought-record", records)
    expected = _expectations(owner, people, [day for day in days if day.weekday() == 5], chance)
    return {"sheet": str(sheet), "expectation": str(expected)}


def _card(chance: random.Random) -> dict[str, Any]:
    feelings = ("misery", "shame", "anger", "fear", "joy")
    return {name: chance.randint(0, 5) for name in feelings} | {"untrue": False, "medication": "as-meant"}


def _record(chance: random.Random) -> dict[str, Any]:
    words = {
        "situation": "No answer for three hours.",
        "feeling": "scared",
        "thought": "They have given up on me.",
    }
    after = {
        "belief": 85,
        "belief-now": 5 * chance.randint(2, 12),
        "fairer": "The phone is off at work on Tuesdays.",
    }
    return words | after


def _sheets(owner: Any, form: str, written: list[tuple[date, Mapping[str, Any]]]) -> UUID:
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415
    from mending.worksheets.actions.publishing import version_of  # noqa: PLC0415
    from mending.worksheets.models import Sheet  # noqa: PLC0415
    from mending.worksheets.queries.catalog import skill  # noqa: PLC0415
    from mending.worksheets.rules.kept import Kept, as_text  # noqa: PLC0415
    from mending.worksheets.rules.stamping import stamps  # noqa: PLC0415

    wanted = skill(form).form
    version, rows = version_of(wanted), []
    for day, answers in written:
        row = Sheet(id=new_id(), owner_id=owner.id, version=version, form=form, day=day)
        row.begun_at = row.done_at = datetime.combine(day, time(21), UTC)
        told = stamps(wanted, answers, str, "Yes", "No")
        seal_into(row, kept=as_text(Kept(answers, told, {})))
        rows.append(row)
    Sheet.objects.bulk_create(rows, batch_size=500)
    return rows[-1].pk


def _expectations(owner: Any, people: list[UUID], days: list[date], chance: random.Random) -> UUID:
    from mending.expectations.models import Expectation  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    rows = []
    for day in days:
        row = Expectation(id=new_id(), owner_id=owner.id, who_id=chance.choice(people), day=day)
        row.planned_on = row.done_on = row.learned_on = row.happened_on = day
        row.best_chance, row.likely_chance, row.worst_chance = 20, 50, 30
        row.strength, row.strength_after = chance.randint(50, 95), chance.randint(10, 60)
        row.nearest = chance.choice(("best", "likely", "worst", "other"))
        row.begun_at = datetime.combine(day, time(9), UTC)
        told = dict.fromkeys(("best", "likely", "worst", "happened", "lesson"), "They open, and there is tea")
        seal_into(row, prediction="They will not look up", welcome="A nod is enough", **told)
        rows.append(row)
    Expectation.objects.bulk_create(rows, batch_size=500)
    return rows[-1].pk
