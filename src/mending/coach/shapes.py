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

A shape never goes on into the next sentence. All shapes together are one machine that goes forward only: each word
is looked at once from each of the few places where a shape may begin, and gaps are bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mending.coach.words import NONE, SENTENCE, Lexicon, Words

T = TypeVar("T")

_TOKEN = re.compile(r"!?\([^)]*\)\??|\{\w+\}\??|[^\s(){}]+")
_EDGES = {"<": (True, False), ">": (False, True)}
_GAPS = {"_": ("*", 1), "__": ("*", 3), "~": ("{filler}", 2)}


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found, from the first word to the one after the last."""

    what: T
    first: int
    after: int


class _State(Generic[T]):
    """A place between two words of a shape."""

    __slots__ = ("any", "ends", "free", "nots", "ready", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[_State[T], bool, bool]]] = {}
        self.any: list[tuple[_State[T], bool, bool]] = []
        self.nots: list[tuple[frozenset[str], _State[T], bool, bool]] = []
        self.free: list[tuple[_State[T], bool, bool]] = []
        self.ends: list[tuple[T, bool]] = []
        self.ready = False

    def make_ready(self) -> None:
        """Take over what can be reached without a word. Done when a text first comes this far."""
        if self.ready:
            return
        self.ready = True
        waiting, seen = [(self, False, False)], {id(self)}
        while waiting:
            state, opens, closes = waiting.pop()
            for target, also_opens, also_closes in state.free:
                if id(target) not in seen:
                    seen.add(id(target))
                    waiting.append((target, opens or also_opens, closes or also_closes))
                    self._take(target, opens or also_opens, closes or also_closes)

    def _take(self, other: "_State[T]", opens: bool, closes: bool) -> None:
        for symbol, ways in other.words.items():
            mine = self.words.setdefault(symbol, [])
            mine += [(to, opens or opened, closes or closed) for to, opened, closed in ways]
        self.any += [(to, opens or opened, closes or closed) for to, opened, closed in other.any]
        self.nots += [
            (none_of, to, opens or opened, closes or closed) for none_of, to, opened, closed in other.nots
        ]
        self.ends += other.ends


class Shapes(Generic[T]):
    """Many shapes, each standing for something."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._anywhere: _State[T] = _State()
        self._at_start: _State[T] = _State()
        self._shared: dict[tuple[int, str], _State[T]] = {}
        self._states: list[_State[T]] = [self._anywhere, self._at_start]

    def add(self, shape: str, what: T) -> None:
        """Look for this shape too. Raises ValueError for one that cannot be read, naming it."""
        tokens = _TOKEN.findall(shape)
        solid = [one for one in tokens if one not in ("^", "$", "<", ">")]
        if not solid or any(one in _GAPS or one.endswith("?") for one in (solid[0], solid[-1])):
            raise ValueError(f"“{shape}”: a shape begins and ends with a word that must be there")
        at_start, at_end = tokens[0] == "^", tokens[-1] == "$"
        state = self._at_start if at_start else self._anywhere
        for token in tokens[at_start : len(tokens) - at_end]:
            state = self._after(state, token, shape)
        state.ends.append((what, at_end))

    def find(self, words: Words) -> Iterator[Found[T]]:
        """Every place of every shape, in the order of the first words."""
        self._anywhere.make_ready()
        self._at_start.make_ready()
        for first in range(len(words.symbols)):
            roots = (self._anywhere, self._at_start) if words.breaks[first] > NONE else (self._anywhere,)
            for root in roots:
                yield from self._from(root, words, first)

    def _from(self, root: _State[T], words: Words, first: int) -> Iterator[Found[T]]:
        here: dict[_State[T], tuple[int, int]] = {root: (first, -1)}
        at = first
        while here:
            here = _step(here, words.symbols[at], at)
            at += 1
            pause = words.breaks[at]
            for state, (begin, end) in here.items():
                for what, at_end in state.ends:
                    if not at_end or pause > NONE:
                        yield Found(what, begin, end if end >= 0 else at)
            if pause >= SENTENCE:
                return

    def _after(self, state: _State[T], token: str, shape: str) -> _State[T]:
        key = (id(state), token)
        if key in self._shared:
            return self._shared[key]
        target = self._shared[key] = self._new()
        if token in _EDGES:
            state.free.append((target, *_EDGES[token]))
        elif token in _GAPS:
            self._gap(state, target, *_GAPS[token])
        elif token.startswith("!"):
            state.nots.append((frozenset(self._alternatives(token[1:], shape)), target, False, False))
        else:
            self._one_of(state, target, token, shape)
        return target

    def _new(self) -> _State[T]:
        self._states.append(_State())
        return self._states[-1]

    def _gap(self, state: _State[T], target: _State[T], symbol: str, most: int) -> None:
        for _ in range(most):
            state.free.append((target, False, False))
            following = self._new()
            if symbol == "*":
                state.any.append((following, False, False))
            else:
                state.words.setdefault(symbol, []).append((following, False, False))
            state = following
        state.free.append((target, False, False))

    def _one_of(self, state: _State[T], target: _State[T], token: str, shape: str) -> None:
        if token.endswith("?"):
            state.free.append((target, False, False))
        for one in self._alternatives(token.rstrip("?"), shape):
            place, words = state, one.split()
            for number, word in enumerate(words):
                following = target if number == len(words) - 1 else self._new()
                place.words.setdefault(word, []).append((following, False, False))
                place = following

    def _alternatives(self, token: str, shape: str) -> Iterator[str]:
        for one in token.strip("()").split("|"):
            for word in one.split():
                if word.endswith("*"):
                    self._lexicon.know(word)
            if not one.startswith("{"):
                yield one
                continue
            name = one[1:-1]
            if name not in ("ed", "ing") and name not in self._lexicon.lists:
                raise ValueError(f"“{shape}”: there is no list {name}")
            yield one
            yield from (entry for entry in self._lexicon.lists.get(name, ()) if " " in entry)


def _step(
    here: dict[_State[T], tuple[int, int]], symbols: tuple[str, ...], at: int
) -> dict[_State[T], tuple[int, int]]:
    """One word on from all these places."""
    there: dict[_State[T], tuple[int, int]] = {}
    for state, (begin, end) in here.items():
        for target, opens, closes in _ways(state, symbols):
            there.setdefault(target, (at if opens else begin, at if closes and end < 0 else end))
    for state in there:
        state.make_ready()
    return there


def _ways(state: _State[T], symbols: tuple[str, ...]) -> Iterator[tuple[_State[T], bool, bool]]:
    for symbol in symbols:
        yield from state.words.get(symbol, ())
    yield from state.any
    for none_of, target, opens, closes in state.nots:
        if none_of.isdisjoint(symbols):
            yield target, opens, closes
