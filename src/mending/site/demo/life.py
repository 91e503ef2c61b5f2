"""Letting the family live: every account, tie, promise and answer, at its own hour, the same each time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from mending.accounts.actions.choices import change_own_words
from mending.accounts.actions.opening import open_account
from mending.circle.actions.adding import add_relationship
from mending.circle.actions.standing import change_state
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.answering import answer, renegotiate
from mending.promises.actions.making import make_promise
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Schedule, due_days
from mending.promises.rules.wanted import Wanted
from mending.site.demo import family
from mending.site.demo.family import Member, Said, Someone

MONTH = timedelta(days=family.DAYS / len(family.MONTHS))


@transaction.atomic
def live(today: date, tell: Callable[[str], None]) -> None:
    """Make the whole family up to `today`. `tell` is given a line whenever one of them is done."""
    for member in family.CAST:
        _Life(member, today).live()
        tell(member.name)


class _Life:
    """One member's fourteen months."""

    def __init__(self, member: Member, today: date) -> None:
        self.member, self.today = member, today
        self.first = today - timedelta(days=family.DAYS)
        # A stream of chance of their own, so that nobody's life changes when another's is written anew.
        self.chance = Random(f"mending demo {member.name}")  # noqa: S311  nothing secret hangs on it
        self.ties: dict[str, UUID] = {}

    def live(self) -> None:
        member = self.member
        with self._at(self.first, 8):
            account = open_account(
                name=member.name, side=member.side, password=family.PASSWORD, zone=member.zone, country="GB"
            )
            self.viewer = Viewer(account, member.side, member.zone)
            if member.own_words:
                change_own_words(by=self.viewer, words=member.own_words)
            for someone in member.circle:
                self._meet(someone)
        for said in member.promises:
            self._promise(said)
        for someone in member.circle:
            self._turn(someone)

    def _at(self, day: date, hour: int, minute: int = 0) -> AbstractContextManager[datetime]:
        moment = datetime.combine(day, time(hour, minute), ZoneInfo(self.member.zone))
        return clock.frozen(moment.astimezone(UTC))

    def _meet(self, someone: Someone) -> None:
        self.ties[someone.portrait.nickname] = add_relationship(
            by=self.viewer, portrait=someone.portrait, no_contact=someone.no_contact
        )

    def _turn(self, someone: Someone) -> None:
        for seen, turn in enumerate(someone.turns, start=1):
            day = self.today - timedelta(days=turn.days_ago)
            with self._at(day, 21):
                change_state(
                    by=self.viewer,
                    relationship_id=self.ties[someone.portrait.nickname],
                    wished=turn.wished(day),
                    change_id=new_id(),
                    seen=seen,
                )

    def _promise(self, said: Said) -> None:
        starts = self.today - timedelta(days=said.starts)
        until = None if said.until is None else self.today - timedelta(days=said.until)
        schedule = Schedule(starts, said.repeat, until)
        id = new_id()
        with self._at(min(starts, self.today), 7, self.chance.randrange(60)):
            to = self.ties[said.to] if said.to else None
            make_promise(by=self.viewer, id=id, wanted=Wanted(said.words, to, said.kind, schedule))
        if said.moved_to is not None:
            self._move(id, said, starts)
            return
        for day in due_days(schedule, starts, self.today - timedelta(days=1)):
            self._answer(id, day, said.luck)

    def _move(self, id: UUID, said: Said, day: date) -> None:
        assert said.moved_to is not None
        successor, later = new_id(), self.today - timedelta(days=said.moved_to)
        with self._at(day, 11):
            renegotiate(
                by=self.viewer, promise=id, due_on=day, successor=successor, words=said.words, to_day=later
            )
        with self._at(later, 20):
            answer(by=self.viewer, promise=successor, due_on=later, outcome=Outcome.KEPT)

    def _answer(self, id: UUID, day: date, luck: float) -> None:
        month = min(int((day - self.first) / MONTH), len(family.MONTHS) - 1)
        kept, told, left_open = family.MONTHS[month]
        if self.chance.random() < left_open:
            return
        outcome = self._outcome(min(0.97, kept + luck), told)
        note = self.chance.choice(family.NOTES[outcome]) if self.chance.random() < 0.12 else None
        # Mostly the same evening; now and then remembered days later, and marked as that.
        later = 3 if self.chance.random() < 0.03 and day + timedelta(days=3) < self.today else 0
        with self._at(day + timedelta(days=later), 20, self.chance.randrange(60)):
            answer(by=self.viewer, promise=id, due_on=day, outcome=outcome, note=note)

    def _outcome(self, kept: float, told: float) -> Outcome:
        if self.chance.random() < kept:
            return Outcome.KEPT
        return Outcome.TOLD if self.chance.random() < told else Outcome.FOUND_OUT
