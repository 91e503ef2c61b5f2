"""Ruth's recovery time, one return to use in the hard month, and her safety plan. Fictional."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any
from uuid import UUID

from mending.foundation.ids import new_id
from mending.recovery import actions as windows
from mending.recovery.actions import returns, times
from mending.recovery.actions.returns import Lookback, ReturnWanted
from mending.recovery.actions.times import TimeWanted
from mending.recovery.rules.times import Kind, Return
from mending.recovery.rules.windows import Answer, Event
from mending.safetyplan import actions as plan
from mending.safetyplan.actions import LineWanted
from mending.safetyplan.rules import Part
from mending.site.demo.story import When, after, on
from mending.site.demo.telling import MORNING, NIGHT, NOON, Deed, Telling

# The numbers are kept free for stories by the British regulator of telephones.
PLAN: tuple[tuple[When, Part, str, str, str], ...] = (
    (after(3), Part.SIGNS, "I stop opening the post.", "", ""),
    (after(3), Part.SIGNS, "I say “fine” twice in one evening.", "", ""),
    (on(9, 2), Part.SIGNS, "I lie awake and do sums.", "", ""),
    (after(3), Part.ALONE, "Cold water on my wrists. Then out, with a coat.", "", ""),
    (on(2, 11), Part.ALONE, "The dog, round the weir, all the way.", "", ""),
    (after(4), Part.AROUND, "His kitchen. He never asks.", "Joni", ""),
    (on(2, 11), Part.AROUND, "The library in Mill Street, till six.", "", ""),
    (on(1, 15), Part.ASK, "Any hour. She said it twice.", "Nina", "07700 900142"),
    (after(4), Part.ASK, "", "Joni", "07700 900208"),
    (on(9, 2), Part.ASK, "I need not say why.", "Daniel", "07700 900317"),
    (after(4), Part.TRAINED, "The clinic, about my dose", "", "01632 960077"),
    (after(4), Part.TRAINED, "Lena, Tuesdays and Fridays", "", "01632 960204"),
    (after(4), Part.SAFER, "Mum keeps the spare tablets.", "", ""),
    (on(9, 3), Part.SAFER, "The old phone is at Joni’s, in the drawer with the string.", "", ""),
)
BACK = Lookback(
    before="Alone in the flat four nights. Did not sleep. Had the money from Bev’s aunt in my coat.",
    helped="Nina sat on the stairs with me till the clinic opened. I told them the truth at the hatch.",
    worked="Going to where people are. The night bus counts.",
    next_step="Tell Daniel, before he has to ask.",
)


def deeds(telling: Telling) -> Iterator[Deed]:
    """All of it, not in order."""
    told, span = _Told(telling), telling.span
    yield told.at(after(0), MORNING, told.came_out)
    yield told.at(after(1), NOON, told.counts)
    yield told.at(on(9, 26), NOON, lambda: told.count(Kind.SMOKING, "", on(9, 20)))
    yield told.at(on(8, 18), MORNING, told.used)
    yield told.at(on(8, 26), NIGHT, told.looks_back)
    yield told.at(on(12, 20), NIGHT, told.hospital)
    for when, part, words, who, phone in PLAN:
        assert when.day(span) <= span.last
        yield told.at(when, NIGHT, _line(telling, part, words, who, phone))


def _line(telling: Telling, part: Part, words: str, who: str, phone: str) -> Callable[[], Any]:
    def write() -> None:
        wanted = LineWanted(words, telling.ids[who] if who else None, phone)
        plan.add_line(by=telling.viewer, id=new_id(), part=part, wanted=wanted)

    return write


class _Told:
    """What happened, in the rooms' own deeds."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.slip: UUID = new_id()

    def at(self, when: When, hour: time, do: Callable[[], Any]) -> Deed:
        return self.telling.at(self.day(when), hour, do)

    def day(self, when: When) -> date:
        return when.day(self.telling.span)

    def came_out(self) -> None:
        self._open(Event.DISCHARGE, after(0), Answer.YES)

    def counts(self) -> None:
        self.count(Kind.OPIOIDS, "on my medication", after(0))

    def count(self, kind: Kind, name: str, since: When) -> None:
        wanted = TimeWanted(kind, name, self.day(since))
        times.add_time(by=self.telling.viewer, id=new_id(), wanted=wanted)

    def used(self) -> None:
        wanted = ReturnWanted(Return(self.day(on(8, 16)), self.day(on(8, 17))))
        returns.write_return(by=self.telling.viewer, id=self.slip, wanted=wanted)

    def looks_back(self) -> None:
        returns.reflect(by=self.telling.viewer, slip=self.slip, version=0, said=BACK)

    def hospital(self) -> None:
        self._open(Event.HOSPITAL, on(12, 20), Answer.NOT_YET)

    def _open(self, event: Event, when: When, not_alone: Answer) -> None:
        by = self.telling.viewer
        window = windows.open_window(by=by, event=event, on=self.day(when))
        windows.answer_window(by=by, window=window, naloxone=Answer.YES, not_alone=not_alone)
