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

A shape never goes on into the next sentence. All shapes together are one machine that goes forward only: from each
word on, a step leads from stage to stage, and gaps are bounded. Stages are made when first met and kept, so that
how many shapes there are hardly counts; they hold words of shapes and nothing of a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mending.coach.words import NONE, SENTENCE, Lexicon, Words

T = TypeVar("T")

_TOKEN = re.compile(r"!?\([^)]*\)\??|\{\w+\}\??|[^\s(){}]+")
_EDGES = {"<": (True, False), ">": (False, True)}
_MOST_STAGES = 5_000
_NOWHERE = (-1, -1)
_GAPS = {"_": ("*", 1), "__": ("*", 3), "~": ("{filler}", 2)}


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found, from the first word to the one after the last."""

    what: T
    first: int
    after: int


class _State(Generic[T]):
    """A place between two words of a shape."""

    __slots__ = ("any", "ends", "free", "nots", "words")

    def __init__(self) -> None:
        # Of thousands of places most have one way on: tuples, which are shared while they are empty.
        self.words: dict[str, tuple[_State[T], ...]] = {}
        self.any: tuple[_State[T], ...] = ()
        self.nots: tuple[tuple[frozenset[str], _State[T]], ...] = ()
        self.free: tuple[tuple[_State[T], bool, bool], ...] = ()
        self.ends: tuple[tuple[T, bool], ...] = ()

    def after(self, symbols: frozenset[str]) -> "Iterator[_State[T]]":
        """Where a word that carries these leads."""
        for symbol in symbols:
            yield from self.words.get(symbol, ())
        yield from self.any
        for none_of, target in self.nots:
            if none_of.isdisjoint(symbols):
                yield target


class _Stage(Generic[T]):
    """All the states that some words have led to at once, made when a text first comes this far.

    `spans` says for each what it marks, in words since the first: where it begins, and where it ends (below nought
    for "here"); of several ways, the latest beginning counts. Words lead on by the few symbols that any of the
    states asks for, so that most words are alike.
    """

    __slots__ = ("asked", "ends", "spans", "ways")

    def __init__(self, spans: "dict[_State[T], tuple[int, int]]", at: int) -> None:
        self.spans = _with_free(spans, at)
        self.ways: dict[frozenset[str], _Stage[T]] = {}
        self.ends = [(what, at_end, *span) for state, span in self.spans.items() for what, at_end in state.ends]
        asked: set[str] = set()
        for state in self.spans:
            asked.update(state.words)
            for none_of, _ in state.nots:
                asked |= none_of
        self.asked = frozenset(asked)


def _with_free(spans: "dict[_State[T], tuple[int, int]]", at: int) -> "dict[_State[T], tuple[int, int]]":
    """These states, and those that can be reached from them without a word."""
    reached, waiting = dict(spans), list(spans.items())
    while waiting:
        state, (begin, end) = waiting.pop()
        for target, opens, closes in state.free:
            span = (at if opens else begin, at if closes and end < 0 else end)
            if span > reached.get(target, _NOWHERE):
                reached[target] = span
                waiting.append((target, span))
    return reached


class Shapes(Generic[T]):
    """Many shapes, each standing for something."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._anywhere: _State[T] = _State()
        self._at_start: _State[T] = _State()
        self._shared: dict[tuple[int, str], _State[T]] = {}
        self._states: list[_State[T]] = [self._anywhere, self._at_start]
        self._stages = _MOST_STAGES + 1

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
        state.ends += ((what, at_end),)
        self._stages = _MOST_STAGES + 1

    def find(self, words: Words) -> Iterator[Found[T]]:
        """Every place of every shape, in the order of the first words."""
        if self._stages > _MOST_STAGES:
            self._forget()
        anywhere, at_start = self._roots
        for first in range(len(words.symbols)):
            yield from self._from(anywhere, words, first)
            if words.breaks[first] > NONE:
                yield from self._from(at_start, words, first)

    def _from(self, stage: _Stage[T], words: Words, first: int) -> Iterator[Found[T]]:
        for at in range(first, len(words.symbols)):
            symbols = stage.asked.intersection(words.symbols[at])
            stage = stage.ways.get(symbols) or self._next(stage, symbols, at - first)
            if not stage.spans:
                return
            pause = words.breaks[at + 1]
            for what, at_end, begin, end in stage.ends:
                if not at_end or pause > NONE:
                    yield Found(what, first + begin, first + end if end >= 0 else at + 1)
            if pause >= SENTENCE:
                return

    def _next(self, stage: _Stage[T], symbols: frozenset[str], at: int) -> _Stage[T]:
        """The stage that a word leads to. Stages of the same states and spans are one."""
        spans: dict[_State[T], tuple[int, int]] = {}
        for state, span in stage.spans.items():
            for target in state.after(symbols):
                spans[target] = max(span, spans.get(target, _NOWHERE))
        made = _Stage(spans, at + 1)
        made = self._known.setdefault(frozenset(made.spans.items()), made)
        stage.ways[symbols] = made
        self._stages += 1
        return made

    def _forget(self) -> None:
        """Begin again, so that many texts do not fill the memory."""
        self._stages = 0
        self._known: dict[frozenset[tuple[_State[T], tuple[int, int]]], _Stage[T]] = {}
        self._roots = (_Stage({self._anywhere: (0, -1)}, 0), _Stage({self._at_start: (0, -1)}, 0))

    def _after(self, state: _State[T], token: str, shape: str) -> _State[T]:
        key = (id(state), token)
        if key in self._shared:
            return self._shared[key]
        target = self._shared[key] = self._new()
        if token in _EDGES:
            state.free += ((target, *_EDGES[token]),)
        elif token in _GAPS:
            self._gap(state, target, *_GAPS[token])
        elif token.startswith("!"):
            state.nots += ((frozenset(self._alternatives(token[1:], shape)), target),)
        else:
            self._one_of(state, target, token, shape)
        return target

    def _new(self) -> _State[T]:
        self._states.append(_State())
        return self._states[-1]

    def _gap(self, state: _State[T], target: _State[T], symbol: str, most: int) -> None:
        for _ in range(most):
            state.free += ((target, False, False),)
            following = self._new()
            if symbol == "*":
                state.any += (following,)
            else:
                state.words[symbol] = (*state.words.get(symbol, ()), following)
            state = following
        state.free += ((target, False, False),)

    def _one_of(self, state: _State[T], target: _State[T], token: str, shape: str) -> None:
        if token.endswith("?"):
            state.free += ((target, False, False),)
        for one in self._alternatives(token.rstrip("?"), shape):
            place, words = state, one.split()
            for number, word in enumerate(words):
                following = target if number == len(words) - 1 else self._new()
                place.words[word] = (*place.words.get(word, ()), following)
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
