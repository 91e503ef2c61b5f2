"""Many ways of words as a net, word by word, so that what they have in common is looked at once."""

from collections.abc import Callable, Iterable, Sequence, Set
from itertools import chain, product

from mending.coach.typed import BLANK, STOP

Item = tuple["str | Sequence[Row]", bool]
"""A word, a beginning of words (with a star), a list (in braces), or several rows; whether it may be missing."""
Row = Sequence[Item]


class Net:
    """Where words may lead from here: to other places of the net, by lists to other nets, or to an end."""

    __slots__ = ("begins", "is_end", "lists", "next")

    def __init__(self) -> None:
        # Most lead to few: what is empty is shared.
        self.next = self.begins = _NOWHERE
        self.lists: tuple[tuple[Net, Net], ...] = ()
        self.is_end = False

    def first_words(self, words: Set[str]) -> set[str]:
        """Those of these words with which one of the ways may begin."""
        found = self.next.keys() & words
        for beginning in self.begins:
            found |= {word for word in words if word.startswith(beginning)}
        for net, _ in self.lists:
            found |= net.first_words(words)
        return found

    def ends(self, words: Sequence[str], at: int, found: set[int]) -> None:
        """Add where in these words one of the ways ends that begins here. The last word is a full stop."""
        if self.is_end:
            found.add(at)
        word = words[at]
        for place in self.next.get(word, ()):
            place.ends(words, at + 1, found)
        if self.begins and word not in (STOP, BLANK):
            begun = (places for beginning, places in self.begins.items() if word.startswith(beginning))
            for place in chain.from_iterable(begun):
                place.ends(words, at + 1, found)
        for net, place in self.lists:
            ends: set[int] = set()
            net.ends(words, at, ends)
            for end in ends:
                place.ends(words, end, found)


_NOWHERE: dict[str, tuple[Net, ...]] = {}
_END = Net()
_END.is_end = True


class Weaver:
    """Makes nets of rows."""

    def __init__(self, of_list: Callable[[str], Net]) -> None:
        """`of_list` gives the net of a list, by its name in braces."""
        self._of_list = of_list

    def net(self, rows: Iterable[Row]) -> Net:
        """A net for these rows; none may be without a word."""
        net, shared = Net(), dict[tuple[Net, str], Net]()
        for row in rows:
            self._link(net, row, _END, shared)
        return net

    def _link(self, begin: Net, row: Row, end: Net, shared: dict[tuple[Net, str], Net]) -> None:
        """One more row between two places; of words that may be missing, with each and without."""
        for several in product(*((True, False) if may_be_missing else (True,) for _, may_be_missing in row)):
            *before, last = (said for (said, _), is_there in zip(row, several, strict=True) if is_there)
            place = begin
            for said in before:
                if isinstance(said, str):
                    place = self._after(place, said, shared)
                else:
                    place = self._beyond(place, said, shared)
            self._tie(place, last, end, shared)

    def _after(self, place: Net, said: str, shared: dict[tuple[Net, str], Net]) -> Net:
        """The place after a word, shared by all rows that come to it with this word alone."""
        if (known := shared.get((place, said))) is None:
            known = shared[place, said] = Net()
            self._tie(place, said, known, shared)
        return known

    def _beyond(self, place: Net, rows: Sequence[Row], shared: dict[tuple[Net, str], Net]) -> Net:
        end = Net()
        self._tie(place, rows, end, shared)
        return end

    def _tie(self, place: Net, said: str | Sequence[Row], end: Net, shared: dict[tuple[Net, str], Net]) -> None:
        if not isinstance(said, str):
            for row in said:
                self._link(place, row, end, shared)
        elif said.startswith("{"):
            net = self._of_list(said)
            if end is _END:
                _join(place, net)
            else:
                place.lists += ((net, end),)
        elif said.endswith("*"):
            place.begins = _with(place.begins, said[:-1], end)
        else:
            place.next = _with(place.next, said, end)


def _join(place: Net, net: Net) -> None:
    """Let a place lead wherever another net does: to its own places, which end as they do there."""
    for word, ends in net.next.items():
        for end in ends:
            place.next = _with(place.next, word, end)
    for word, ends in net.begins.items():
        for end in ends:
            place.begins = _with(place.begins, word, end)
    place.lists += net.lists


def _with(ways: dict[str, tuple[Net, ...]], word: str, end: Net) -> dict[str, tuple[Net, ...]]:
    ways = ways if ways is not _NOWHERE else {}
    if end not in (known := ways.get(word, ())):
        ways[word] = (*known, end)
    return ways
