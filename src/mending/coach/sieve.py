"""Thousands of rows of words looked for at once: a text runs through all, and few are left to be looked at.

Every place of every row is one bit of one number. With each word of a text all bits move on by one place, and
those stay whose place takes the word; a carry runs over places that may be left out. So a word takes the same
work whatever the text: nothing has to be made ready for a text that was never met.

(Shift-And: Baeza-Yates and Gonnet, 1992; what may be left out: after Navarro and Raffinot, 2002.)
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mending.coach.words import NONE, SENTENCE

_MOST_KEPT = 500
"""So many words of rows keep their places as a number, in each of two halves: those met last, and those before."""


class Step(NamedTuple):
    """One place of a row: a word that carries one of the symbols, or, as `any_but`, a word that carries none."""

    symbols: tuple[str, ...] = ()
    is_any_but: bool = False
    may_be_missing: bool = False


class Sieve:
    """Rows of steps, numbered as they were added, within a sentence each."""

    def __init__(self) -> None:
        self._size = 0
        self._takes: dict[str, array[int]] = {}
        self._bars: dict[str, array[int]] = {}
        self._any, self._missing = array("I"), array("I")
        self._firsts, self._clause_firsts, self._lasts = array("I"), array("I"), array("I")
        self._forget()

    def _forget(self) -> None:
        self._numbers: tuple[int, int, int, int] | None = None
        self._met: dict[tuple[str, ...], int] = {}
        self._met_before: dict[tuple[str, ...], int] = {}

    def add(self, steps: Iterable[Step], begins_a_clause: bool = False) -> None:
        """One more row. Its last step must not be one that may be missing."""
        # The end of the row before goes on into the first place of the next, where it only matters for a clause.
        takes, at = self._takes, self._size + begins_a_clause
        (self._clause_firsts if begins_a_clause else self._firsts).append(at)
        for step in steps:
            places = self._bars if step.is_any_but else takes
            for symbol in step.symbols:
                if (known := places.get(symbol)) is None:
                    known = places[symbol] = array("I")
                known.append(at)
            if step.is_any_but:
                self._any.append(at)
            if step.may_be_missing:
                self._missing.append(at)
            at += 1
        self._lasts.append(at - 1)
        self._size = at
        self._forget()

    def ends(self, words: Iterable[tuple[str, ...]], breaks: Sequence[int]) -> list[tuple[int, int]]:
        """Which row ends at which word: (word, row), by words.

        Rows of steps that are all there, with no gap, do end there. Of others it is all that can be said here.
        """
        lasts, found = self._ready()[3], list[tuple[int, int]]()
        for at, here in enumerate(self.run(words, breaks)):
            if ended := here & lasts:
                found += ((at, row) for row in self.rows(ended))
        return found

    def rows(self, ended: int) -> Iterator[int]:
        """The rows of which these bits are the last."""
        while ended:
            lowest = ended & -ended
            ended ^= lowest
            yield bisect_left(self._lasts, lowest.bit_length() - 1)

    def run(self, words: Iterable[tuple[str, ...]], breaks: Sequence[int]) -> Iterator[int]:
        """With each word the places that end there, as bits. `breaks` says what stands before each word."""
        firsts, clause_firsts, missing, _ = self._ready()
        masks: dict[tuple[str, ...], int] = {}
        here = 0
        for symbols, pause in zip(words, breaks, strict=False):
            if (mask := masks.get(symbols)) is None:
                mask = masks[symbols] = self._mask(symbols)
            may_be = (here << 1) | firsts if pause < SENTENCE else firsts
            if pause > NONE:
                may_be |= clause_firsts
            # Added to a run of ones, a one goes on as a carry to the place after the run.
            may_be |= ((may_be & missing) + missing) ^ missing
            here = may_be & mask
            yield here

    def _ready(self) -> tuple[int, int, int, int]:
        if self._numbers is None:
            several = (self._firsts, self._clause_firsts, self._missing, self._lasts)
            first, clause_first, missing, last = (self._number(one) for one in several)
            self._numbers = (first, clause_first, missing, last)
            self._any_number = self._bits(self._any)
        return self._numbers

    def _bits(self, places: Iterable[int]) -> bytearray:
        bits = bytearray(self._size // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return bits

    def _number(self, places: Iterable[int]) -> int:
        return int.from_bytes(self._bits(places), "little")

    def _mask(self, symbols: tuple[str, ...]) -> int:
        """The places that take a word. Kept by the symbols that rows know, so that no word of a text is."""
        takes, bars = self._takes, self._bars
        known = tuple(symbol for symbol in symbols if symbol in takes or symbol in bars)
        mask = self._met.get(known)
        if mask is None:
            mask = self._met_before.get(known)
            if mask is None:
                mask = self._made(known)
            if len(self._met) >= _MOST_KEPT:
                self._met_before, self._met = self._met, {}
            self._met[known] = mask
        return mask

    def _made(self, known: tuple[str, ...]) -> int:
        bits = bytearray(self._any_number)
        for symbol in known:
            for place in self._takes.get(symbol, ()):
                bits[place >> 3] |= 1 << (place & 7)
        for symbol in known:
            for place in self._bars.get(symbol, ()):
                bits[place >> 3] &= ~(1 << (place & 7))
        return int.from_bytes(bits, "little")
