"""Shapes of phrases, all looked for at once and word by word, so that no text makes it slow.

The language of `phrases.py`, for words instead of letters, with a little more:

    apolog*                        a word that begins so
    sorry if|when                  one of these words
    sorry (for|about the way)?     one of these groups of words; a group that may be missing
    {someone} lied                 a list with a name; {ed} is any word that ends so
    sorry _ if        sorry __ if  at most one, at most three other words between
    i ~ am            at most two words that only fill: really, just, so
    you made me !(tea|laugh)       a word that is none of these
    ^ stop                         at the beginning of a clause
    sorry about that $             at the end of a clause
    i am < a liar >                what stands between these is the place that is marked

A shape never goes on into the next sentence. A text runs through all shapes together (`sieve.py`), and only where
one may end is it looked at closely, part by part. Gaps are bounded, so that how long a text is makes the time it
takes, and not what it says.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import contains, itemgetter
from sys import intern
from typing import Generic, Protocol, TypeVar

from mending.coach.sieve import Sieve, Step
from mending.coach.words import NONE, SENTENCE, Lexicon, Words

T = TypeVar("T")
Ways = dict[int, tuple[int, int]]
"""The words that one may stand before, and for each what is marked so far: its first word, and the one after its
last (below nought: up to the end). Of several ways the one that began to mark last counts."""

_TOKEN = re.compile(r"!?\([^)]*\)\??|\{\w+\}\??|[^\s(){}]+")
_GAPS: Mapping[str, tuple[str, int]] = {"_": ("", 1), "__": ("", 3), "~": ("{filler}", 2)}


_EDGES = {"<": False, ">": True}


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found, from the first word to the one after the last."""

    what: T
    first: int
    after: int


_Placed = tuple[int, int, int, Found[T]]
"""What was found, after its first word, its last and the number of its shape."""


class _Part(Protocol):
    """A part of a shape."""

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        """Where one stands after it; no word from the limit on is taken."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that carries this symbol."""

    symbol: str

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        return {at + 1: span for at, span in ways.items() if at < limit and self.symbol in symbols[at]}


_NONE: Mapping[str, tuple[tuple[str, ...], ...]] = {}


@dataclass(frozen=True, slots=True)
class _OneOf:
    """A word that carries one of these symbols, or several words in a row: after the first of them, the others."""

    ones: frozenset[str]
    several: Mapping[str, tuple[tuple[str, ...], ...]]
    may_be_missing: bool

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        reached = dict(ways) if self.may_be_missing else {}
        for at, span in ways.items():
            if at >= limit:
                continue
            if not self.ones.isdisjoint(symbols[at]):
                _reach(reached, at + 1, span)
            for first in symbols[at] if self.several else ():
                for others in self.several.get(first, ()):
                    end = at + 1 + len(others)
                    if end <= limit and all(map(contains, symbols[at + 1 : end], others)):
                        _reach(reached, end, span)
        return reached


@dataclass(frozen=True, slots=True)
class _NoneOf:
    """A word that carries none of these symbols."""

    bars: frozenset[str]

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        reached: Ways = {}
        for at, span in ways.items():
            if at < limit and self.bars.isdisjoint(symbols[at]):
                _reach(reached, at + 1, span)
        return reached


@dataclass(frozen=True, slots=True)
class _Gap:
    """At most so many words, of any kind or of one."""

    symbol: str
    most: int

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        reached: Ways = {}
        for at, span in ways.items():
            end, last = at, min(at + self.most, limit)
            while end < last and (not self.symbol or self.symbol in symbols[end]):
                _reach(reached, end, span)
                end += 1
            _reach(reached, end, span)
        return reached


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where what is marked begins, or ends."""

    is_end: bool

    def after(self, ways: Ways, symbols: Sequence[tuple[str, ...]], limit: int) -> Ways:
        if self.is_end:
            return {at: (begin, at if end < 0 else end) for at, (begin, end) in ways.items()}
        return {at: (at, end) for at, (_, end) in ways.items()}


def _reach(ways: Ways, at: int, span: tuple[int, int]) -> None:
    if (known := ways.get(at)) is None or span > known:
        ways[at] = span


class Shapes(Generic[T]):
    """Many shapes, each standing for something."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._shapes: list[tuple[str, T]] = []
        self._sieve = Sieve()
        self._most = array("H")
        self._is_plain = bytearray()
        self._parts: dict[str, _Part] = {}
        self._close: dict[int, tuple[_Part, ...]] = {}

    def add(self, shape: str, what: T) -> None:
        """Look for this shape too. Raises ValueError for one that cannot be read, naming it."""
        self.add_all([(shape, what)])

    def add_all(self, shapes: Iterable[tuple[str, T]]) -> None:
        """Look for all of these too. Raises ValueError for one that cannot be read, naming it."""
        steps: dict[str, tuple[Step, ...]] = {}
        for shape, what in shapes:
            self._add(shape, what, steps)

    def _add(self, shape: str, what: T, known: dict[str, tuple[Step, ...]]) -> None:
        tokens = _TOKEN.findall(shape)
        solid = [one for one in tokens if one not in ("^", "$", "<", ">")]
        if not solid or any(one in _GAPS or one.endswith("?") for one in (solid[0], solid[-1])):
            raise ValueError(f"“{shape}”: a shape begins and ends with a word that must be there")
        steps: list[Step] = []
        for token in solid:
            if token not in known:
                known[token] = self._steps_of(token, shape)
            steps += known[token]
        self._sieve.add(steps, tokens[0] == "^")
        self._shapes.append((shape, what))
        self._most.append(len(steps))
        one_each = len(tokens) == len(solid) == len(steps)
        self._is_plain.append(one_each and not any(step.may_be_missing for step in steps))

    def find(self, words: Words) -> Iterator[Found[T]]:
        """Every place of every shape, in the order of the first words."""
        found: list[_Placed[T]] = []
        looked: dict[int, int] = {}
        for last, number in self._sieve.ends(words.symbols, words.breaks):
            first = last + 1 - self._most[number]
            if self._is_plain[number]:
                found.append((first, last, number, Found(self._shapes[number][1], first, last + 1)))
                continue
            found += self._closely(words, number, max(first, looked.get(number, 0)), last)
            looked[number] = last + 1
        found.sort(key=itemgetter(0, 1, 2))
        return (one for _, _, _, one in found)

    def _closely(self, words: Words, number: int, first: int, last: int) -> Iterator[_Placed[T]]:
        """The places of a shape that begin with one of these words, in the sentence of the last."""
        symbols, breaks = words.symbols, words.breaks
        shape, what = self._shapes[number]
        at_start, at_end = shape[0] == "^", shape[-1] == "$"
        begin, limit = last, last + 1
        while begin > first and breaks[begin] < SENTENCE:
            begin -= 1
        while breaks[limit] < SENTENCE and limit < last + self._most[number]:
            limit += 1
        parts = self._close.get(number) or self._looked_up(number)
        for at in range(begin, last + 1):
            ways: Ways = {at: (at, -1)} if not at_start or breaks[at] > NONE else {}
            for part in parts:
                if not (ways := part.after(ways, symbols, limit)):
                    break
            for end, (marked, after) in ways.items():
                if not at_end or breaks[end] > NONE:
                    yield at, end - 1, number, Found(what, marked, after if after >= 0 else end)

    def _looked_up(self, number: int) -> tuple[_Part, ...]:
        """The parts of a shape, made when a text first comes near it."""
        shape, _ = self._shapes[number]
        tokens = [token for token in _TOKEN.findall(shape) if token not in ("^", "$")]
        for token in tokens:
            if token not in self._parts:
                self._parts[token] = self._part(token, shape)
        made = self._close[number] = tuple(self._parts[token] for token in tokens)
        return made

    def _part(self, token: str, shape: str) -> _Part:
        if token in _EDGES:
            return _Edge(is_end=_EDGES[token])
        if token in _GAPS:
            return _Gap(*_GAPS[token])
        if token.startswith("!"):
            return _NoneOf(frozenset(self._alternatives(token[1:], shape)))
        ways = self._rows(token, shape)
        if len(ways) == 1 == len(ways[0]) and not token.endswith("?"):
            return _Word(ways[0][0])
        several: dict[str, tuple[tuple[str, ...], ...]] = {}
        for first, *others in (way for way in ways if len(way) > 1):
            several[first] = (*several.get(first, ()), tuple(others))
        return _OneOf(frozenset(way[0] for way in ways if len(way) == 1), several or _NONE, token.endswith("?"))

    def _steps_of(self, token: str, shape: str) -> tuple[Step, ...]:
        """A part as steps of the sieve: ways of several words end together, and what some lack may be missing."""
        if token in _GAPS:
            symbol, most = _GAPS[token]
            return (Step((symbol,), False, True) if symbol else Step((), True, True),) * most
        if token.startswith("!"):
            return (Step(tuple(self._alternatives(token[1:], shape)), True),)
        bare = token.rstrip("?")
        if " " not in bare and "{" not in bare:
            ones = self._alternatives(bare, shape)
            if not all(ones):
                raise ValueError(f"“{shape}”: {token} has a way without a word")
            return (Step(tuple(map(intern, ones)), False, bare != token),)
        ways = self._rows(token, shape)
        least, most = 0 if token.endswith("?") else min(map(len, ways)), max(map(len, ways))
        return tuple(
            Step(tuple(dict.fromkeys([way[-back] for way in ways if len(way) >= back])), False, back > least)
            for back in range(most, 0, -1)
        )

    def _rows(self, token: str, shape: str) -> list[tuple[str, ...]]:
        ways = [tuple(map(intern, one.split())) for one in self._alternatives(token.rstrip("?"), shape)]
        if not all(ways):
            raise ValueError(f"“{shape}”: {token} has a way without a word")
        return ways

    def _alternatives(self, token: str, shape: str) -> list[str]:
        ways = token.strip("()").split("|")
        if "*" in token:
            for word in " ".join(ways).split():
                if word.endswith("*"):
                    self._lexicon.know(word)
        if "{" in token:
            ways += [entry for one in ways if one[:1] == "{" for entry in self._of_list(one[1:-1], shape)]
        return ways

    def _of_list(self, name: str, shape: str) -> Iterator[str]:
        """The entries of a list that are several words; its single words carry its name."""
        if name not in ("ed", "ing") and name not in self._lexicon.lists:
            raise ValueError(f"“{shape}”: there is no list {name}")
        return (entry for entry in self._lexicon.lists.get(name, ()) if " " in entry)
