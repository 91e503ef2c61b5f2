"""Living a life of the demo: each thing it tells becomes a deed of the rooms, at its own moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from mending.accounts.actions import open_account
from mending.accounts.actions.choices import change_own_words
from mending.circle import actions as circle
from mending.circle.queries import relationship, story
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering, making
from mending.promises.queries.promises import promise
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule, due_days
from mending.promises.rules.wanted import Wanted
from mending.site.demo import weather
from mending.site.demo.story import COUNTRY, ZONE, Life, PutAway, Redrawn, Said, Someone, Span, Turn

NOON, EVENING, NIGHT, MORNING = time(12, 40), time(20, 30), time(22, 50), time(8, 10)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done at a moment."""

    at: datetime
    do: Callable[[], Any]


@dataclass(slots=True)
class Telling:
    """One life on its way into the rooms."""

    life: Life
    span: Span
    viewer: Viewer = field(init=False)
    ids: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.viewer = Viewer(new_id(), self.life.side, ZONE)

    def deeds(self) -> Iterator[Deed]:
        """All of the life, not in order."""
        life, began = self.life, self.life.began.day(self.span)
        yield self.at(began, time(7, 30), self._open)
        for someone in life.people:
            yield self.at(someone.added.day(self.span), time(7, 40), partial(self._add, someone))
        for turn in life.turns:
            yield self.at(turn.when.day(self.span), time(19, 10), partial(self._turn, turn))
        for drawn in life.redrawn:
            yield self.at(drawn.when.day(self.span), time(19, 5), partial(self._redraw, drawn))
        for away in life.put_away:
            yield self.at(away.when.day(self.span), time(19, 20), partial(self._put_away, away))
        for number, said in enumerate(life.promises):
            yield from Promised(self, said, number).deeds()

    def at(self, day: date, when: time, do: Callable[[], Any]) -> Deed:
        """Something done at an hour of a day, by the clocks of the story."""
        return Deed(datetime.combine(day, when, ZoneInfo(ZONE)), do)

    def _open(self) -> None:
        life = self.life
        open_account(
            name=life.name,
            side=life.side,
            password=life.password,
            zone=ZONE,
            country=COUNTRY,
            account=self.viewer.id,
        )
        if life.own_words:
            change_own_words(by=self.viewer, words=life.own_words)

    def _add(self, someone: Someone) -> None:
        self.ids[someone.portrait.nickname] = circle.add_relationship(
            by=self.viewer, portrait=someone.portrait, no_contact=someone.no_contact
        )

    def _turn(self, turn: Turn) -> None:
        who = self.ids[turn.who]
        circle.change_state(
            by=self.viewer,
            relationship_id=who,
            wished=circle.Wished(turn.to, clock.today(ZONE), turn.answer, turn.reason),
            change_id=new_id(),
            seen=story(self.viewer, who).last.number,
        )

    def _redraw(self, drawn: Redrawn) -> None:
        card = relationship(self.viewer, self.ids[drawn.portrait.nickname])
        circle.edit_relationship(
            by=self.viewer, relationship_id=card.id, portrait=drawn.portrait, version=card.version
        )

    def _put_away(self, away: PutAway) -> None:
        circle.archive(by=self.viewer, relationship_id=self.ids[away.who])

    def is_quiet(self, who: str) -> bool:
        """Whether nothing new may be promised to them just now."""
        return bool(who) and relationship(self.viewer, self.ids[who]).is_quiet


@dataclass(slots=True)
class Promised:
    """One promise of a life and all its days."""

    telling: Telling
    said: Said
    number: int
    id: UUID = field(default_factory=new_id)
    notes: dict[Outcome, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.notes = {outcome: list(notes) for outcome, notes in self.said.notes.items()}

    def deeds(self) -> Iterator[Deed]:
        """Making it, its changes, and how each of its days turned out."""
        said, span = self.said, self.telling.span
        starts = said.starts.day(span)
        yield self._at(starts - timedelta(days=said.made_before), time(7, 50), self._make)
        if said.reworded:
            yield self._at(said.reworded[0].day(span), NOON, self._reword)
        if said.until and not said.is_planned:
            yield self._at(said.until.day(span), NIGHT, self._end)
        if said.repeat is Repeat.ONCE:
            yield from self._one_day(starts)
        else:
            for day in due_days(self._schedule(), starts, span.last):
                yield from self._repeated_day(day)

    def _one_day(self, day: date) -> Iterator[Deed]:
        end = self.said.end
        if end is None:
            return
        if end.outcome is Outcome.RENEGOTIATED:
            yield from self._changed(day, end.days_later, Outcome.KEPT, end.new_words, end.note)
            return
        given = day + timedelta(days=end.days_later)
        yield self._at(given, EVENING, lambda: self._answer(self.id, day, end.outcome, end.note))

    def _repeated_day(self, day: date) -> Iterator[Deed]:
        """A day as the weather has it; the last two still have open ends, as days do."""
        life, span, chance = self.telling.life, self.telling.span, self._chance(day)
        found = weather.outcome(life, self.said, self.number, day, span)
        back = (span.last - day).days
        if back == 0:
            if self.number == 0:
                yield self._at(day, time(9, 5), lambda: self._answer(self.id, day, Outcome.KEPT, ""))
            return
        if found is None or (back == 1 and self.said.luck < 0.05):
            return
        if found is Outcome.RENEGOTIATED:
            goes_well = Outcome.KEPT if chance.random() < 0.8 else Outcome.TOLD
            yield from self._changed(day, 1 + chance.randrange(2), goes_well, self.said.words, "")
            return
        given, when = day, EVENING
        if found is not Outcome.KEPT or chance.random() < 0.2:
            given, when = day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 1, 1, 3))), MORNING
        note = self._note(found, chance.random())
        yield self._at(given, EVENING if given == day else when, lambda: self._answer(self.id, day, found, note))

    def _changed(self, day: date, later: int, then: Outcome, words: str, note: str) -> Iterator[Deed]:
        """Renegotiated in time, and how the new day turned out."""
        successor, to_day = new_id(), day + timedelta(days=later)

        def change() -> None:
            if self.telling.is_quiet(self.said.to):
                self._answer(self.id, day, Outcome.TOLD, "")
                return
            answering.renegotiate(
                by=self.telling.viewer,
                promise=self.id,
                due_on=day,
                successor=successor,
                words=words,
                to_day=to_day,
            )

        def answer() -> None:
            if not self.telling.is_quiet(self.said.to):
                self._answer(successor, to_day, then, note)

        yield self._at(day, NOON, change)
        if to_day < self.telling.span.last:
            yield self._at(to_day, EVENING, answer)

    def _note(self, outcome: Outcome, chance: float) -> str:
        left = self.notes.get(outcome, [])
        often = {Outcome.KEPT: 0.25, Outcome.TOLD: 0.5}.get(outcome, 0.8)
        return left.pop(0) if left and chance < often else ""

    def _chance(self, day: date) -> Any:
        return weather.dice(self.telling.life, self.number + 1000, day, self.telling.span)

    def _at(self, day: date, when: time, do: Callable[[], Any]) -> Deed:
        return Deed(datetime.combine(day, when, ZoneInfo(ZONE)), do)

    def _schedule(self) -> Schedule:
        span = self.telling.span
        until = self.said.until.day(span) if self.said.until else None
        return Schedule(self.said.starts.day(span), self.said.repeat, until)

    def _make(self) -> None:
        said, schedule = self.said, self._schedule()
        if not said.is_planned:
            schedule = Schedule(schedule.starts, schedule.repeat)
        to = self.telling.ids[said.to] if said.to else None
        making.make_promise(by=self.telling.viewer, id=self.id, wanted=Wanted(said.words, to, said.kind, schedule))

    def _reword(self) -> None:
        assert self.said.reworded
        card = promise(self.telling.viewer, self.id)
        making.revise(
            by=self.telling.viewer,
            promise=self.id,
            version=card.version,
            wanted=Wanted(self.said.reworded[1], card.to, card.kind, card.schedule),
            successor=new_id(),
        )

    def _end(self) -> None:
        card = promise(self.telling.viewer, self.id)
        making.end(by=self.telling.viewer, promise=self.id, version=card.version, last_day=clock.today(ZONE))

    def _answer(self, id: UUID, day: date, outcome: Outcome, note: str) -> None:
        answering.answer(by=self.telling.viewer, promise=id, due_on=day, outcome=outcome, note=note or None)
