"""A person with so many days behind them, written in bulk: the rows are those that the rooms' actions write.

python -m bench.build DAYS        into the data folder that the environment names; prints the ids to ask for
"""

import json
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

import django

NAME = "writer 0"
PEOPLE = 12
REPEATING = ("daily", "daily", "weekdays", "weekly", "monthly")


def main() -> None:
    """Build and print what the client needs to know."""
    django.setup()
    from mending.site.cli import place  # noqa: PLC0415

    place.open_installation()
    print(json.dumps(build(int(sys.argv[1]), datetime.now(UTC).date())))


def build(days: int, today: date) -> dict[str, str]:
    """Twelve people, five promises that repeat, and one more single promise a day; nine in ten days answered."""
    from bench.build_amends import mend  # noqa: PLC0415
    from bench.build_skills import practise  # noqa: PLC0415
    from bench.build_well import live  # noqa: PLC0415
    from bench.serving import PASSWORD  # noqa: PLC0415
    from mending.accounts.actions import open_account  # noqa: PLC0415
    from mending.circle.actions.adding import add_relationship  # noqa: PLC0415
    from mending.circle.rules.people import Portrait  # noqa: PLC0415
    from mending.consent.rules import Side, Viewer  # noqa: PLC0415

    owner = Viewer(open_account(name=NAME, side=Side.PERSON, password=PASSWORD), Side.PERSON)
    people = [add_relationship(by=owner, portrait=Portrait(f"Person {n}")) for n in range(PEOPLE)]
    first = today - timedelta(days=days)
    longest = None
    for repeat, to in zip(REPEATING, people, strict=False):
        row = _promise(owner.id, to, repeat, first)
        longest = longest or row.pk
        _answers(row, today)
    for n, to in zip(range(days + 1), cycle(people)):
        _answers(_promise(owner.id, to, "once", first + timedelta(days=n)), today)
    _hard_days(owner, people[0], first, today)
    live(owner, people, first, today)
    ids = {"person": str(people[0]), "promise": str(longest)} | practise(owner, people, first, today)
    return ids | mend(owner, people, days)


def _hard_days(owner: Any, person: UUID, first: date, today: date) -> None:
    """A time since the first day, a return to use every two months, weeks to take care in, and a plan."""
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.recovery.actions import open_window, returns, times  # noqa: PLC0415
    from mending.recovery.rules.times import Kind, Return  # noqa: PLC0415
    from mending.recovery.rules.windows import Event  # noqa: PLC0415
    from mending.safetyplan.actions import LineWanted, add_line  # noqa: PLC0415
    from mending.safetyplan.rules import Part  # noqa: PLC0415

    times.add_time(by=owner, id=new_id(), wanted=times.TimeWanted(Kind.OPIOIDS, "steady", first))
    for day in range(20, (today - first).days, 60):
        slip = returns.ReturnWanted(Return(first + timedelta(days=day)))
        returns.write_return(by=owner, id=new_id(), wanted=slip)
    open_window(by=owner, event=Event.HOSPITAL, on=today)
    for part in Part:
        for number in range(3):
            add_line(by=owner, id=new_id(), part=part, wanted=LineWanted(f"Something that helps, number {number}"))
    add_line(by=owner, id=new_id(), part=Part.ASK, wanted=LineWanted("", person, "0161 496 0000"))


def _promise(owner: UUID, to: UUID, repeat: str, starts: date) -> Any:
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.promises.models import Promise  # noqa: PLC0415
    from mending.promises.rules.schedule import Repeat, Schedule  # noqa: PLC0415
    from mending.vault.actions import seal_into  # noqa: PLC0415

    row = Promise(id=new_id(), owner_id=owner, to_id=to, kind="ability", made_at=_evening(starts))
    row.set_schedule(Schedule(starts, Repeat(repeat)))
    seal_into(row, words="Ring at six and say how the day was")
    row.save(force_insert=True)
    return row


def _answers(row: Any, today: date) -> None:
    from mending.foundation.ids import new_id  # noqa: PLC0415
    from mending.promises.models import Answer  # noqa: PLC0415
    from mending.promises.rules.schedule import due_days  # noqa: PLC0415

    chance = random.Random(str(row.starts_on))
    answers = []
    for day in due_days(row.schedule, row.starts_on, today - timedelta(days=1)):
        if chance.random() < 0.9:
            outcome = chance.choices(("kept", "told", "found_out"), (8, 1, 1))[0]
            answer = Answer(
                id=new_id(),
                owner_id=row.owner_id,
                promise=row,
                to_id=row.to_id,
                outcome=outcome,
                is_backdated=False,
            )
            answer.set_day(day)
            answer.answered_at = _evening(day)
            answers.append(answer)
    Answer.objects.bulk_create(answers, batch_size=500)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(20), UTC)


if __name__ == "__main__":
    main()
