"""What rows cannot do without, asked of all of them at once: a sentence that lacks it need not be looked at.

Every need of a row is one bit of one number, with a bit left free after the last. The words of a sentence set the
bits of the needs that they meet; where all of a row are set, a one that is added to the first goes on as a carry
into the free bit. So a word is one look and one step, however many rows there are.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator

_MOST_KEPT = 800
"""So many words of rows keep their bits as a number, in each of two halves: those met last, and those before."""


class Needs:
    """Rows of needs, numbered as they were added."""

    def __init__(self, symbols: Callable[[str], Iterable[str]], words: Container[str]) -> None:
        """`symbols` says what a word carries; a need is met by a word that carries one of its symbols.

        What `words` meet is kept, once it was asked for.
        """
        self._symbols, self._words = symbols, words
        self._met_by: dict[str, array[int]] = {}
        self._firsts, self._frees = array("I"), array("I")
        self._size = 0
        self._forget()

    def _forget(self) -> None:
        self._numbers: tuple[int, int] | None = None
        self._known: dict[str, int] = {}
        self._known_before: dict[str, int] = {}

    def add(self, needs: Iterable[Iterable[str]]) -> None:
        """One more row, each of its needs by the symbols that meet it."""
        self._firsts.append(self._size)
        for at, need in enumerate(needs, self._size):
            for symbol in need:
                if symbol not in self._met_by:
                    self._met_by[symbol] = array("I")
                self._met_by[symbol].append(at)
            self._size = at + 1
        self._frees.append(self._size)
        self._size += 1
        self._forget()

    def met(self, words: Iterable[str]) -> int:
        """The rows that find all their needs among these words, wherever they stand; as bits."""
        if not self._frees:
            return 0
        if self._numbers is None:
            self._numbers = self._number(self._firsts), self._number(self._frees)
        firsts, frees = self._numbers
        seen, known = 0, self._known
        for word in words:
            seen |= known[word] if word in known else self._look_up(word)
        return (seen + firsts) & frees

    def rows(self, met: int) -> Iterator[int]:
        """The numbers of rows that are given as bits."""
        while met:
            lowest = met & -met
            met ^= lowest
            yield bisect_left(self._frees, lowest.bit_length() - 1)

    def has(self, met: int, row: int) -> bool:
        """Whether a row is among those that are given as bits."""
        return bool(met >> self._frees[row] & 1)

    def _look_up(self, word: str) -> int:
        """The needs that a word meets. Kept only for words of rows, so that no other word of a text is."""
        bits = self._known_before.get(word)
        if bits is None:
            needs = [at for symbol in self._symbols(word) for at in self._met_by.get(symbol, ())]
            bits = self._number(needs) if needs else 0
        if word in self._words:
            if len(self._known) >= _MOST_KEPT:
                self._known_before, self._known = self._known, {}
            self._known[word] = bits
        return bits

    def _number(self, places: Iterable[int]) -> int:
        bits = bytearray(self._size // 8 + 1)
        for at in places:
            bits[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(bits, "little")
