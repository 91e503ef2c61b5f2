"""Ways of speaking found in a text, and its shape: what the trained heads weigh (heads.py).

A phrase is a line of words: `you're`, `criticiz*` (a word that begins so), `{bad}` (a word of that list), `_` (any
word). They are kept in one tree, walked once from each word, so that time grows with the text alone. Names are
taken out first: nobody's name is to weigh anything.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\.\.+|[.!?]")
_QUOTES = str.maketrans("\u2019\u2018\u02bc\u0060\u201c\u201d", "\x27" * 4 + "\x22" * 2)
_QUOTED = re.compile(r"(?<!\w)'[^']+'(?!\w)")
_ENDS = ".!?"
NAME = "~"
"""Stands where a name stood: a capital letter in the middle of a sentence."""

MOST = 3
"""A way of speaking counts three times at most."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation, in small letters, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A way of speaking, from this token up to that one, the end not included."""

    way: str
    first: int
    end: int


@dataclass(slots=True)
class _Node:
    """A place in the tree: what ends here, and what may follow."""

    ways: list[str] = field(default_factory=list)
    after: dict[str, "_Node"] = field(default_factory=dict)


class Tree:
    """All phrases of all ways."""

    def __init__(self, ways: Mapping[str, Sequence[str]], classes: Mapping[str, Sequence[str]]) -> None:
        self._root = _Node()
        self._classes = classes
        self._forms: dict[str, tuple[str, ...]] = {}
        self._prefixes: set[str] = set()
        for way, phrases in ways.items():
            for phrase in phrases:
                self._add(way, phrase)

    def _add(self, way: str, phrase: str) -> None:
        node = self._root
        for symbol in phrase.split():
            node = node.after.setdefault(symbol, _Node())
            if symbol.endswith("*"):
                self._prefixes.add(symbol)
        node.ways.append(way)

    def find(self, tokens: Sequence[Token]) -> list[Found]:
        """Each way at each word where it begins, the longest."""
        return [
            Found(way, first, end)
            for first in range(len(tokens))
            for way, end in self._from(tokens, first).items()
        ]

    def _from(self, tokens: Sequence[Token], first: int) -> dict[str, int]:
        ends: dict[str, int] = {}
        nodes, at = [self._root], first
        while nodes and at < len(tokens):
            forms = self._known(tokens[at].word)
            nodes = [node.after[form] for node in nodes for form in forms if form in node.after]
            at += 1
            ends.update((way, at) for node in nodes for way in node.ways)
        return ends

    def _known(self, word: str) -> tuple[str, ...]:
        """What a word may stand as in a phrase."""
        if word not in self._forms:
            self._forms[word] = tuple(self._stands_as(word))
        return self._forms[word]

    def _stands_as(self, word: str) -> Iterator[str]:
        yield word
        if not word[0].isalpha() and word != NAME:
            return
        yield "_"
        begins = {f"{word[:length]}*" for length in range(2, len(word) + 1)}
        yield from sorted(begins & self._prefixes)
        for name, words in self._sets.items():
            if word in words or begins & words:
                yield f"{{{name}}}"

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in self._classes.items()}


def tokens(text: str) -> list[Token]:
    """Words and marks of punctuation in a text."""
    plain, found, begins = text.translate(_QUOTES), [], True
    for piece in _PIECE.finditer(plain):
        word = piece[0]
        found.append(Token(NAME if _is_name(word, begins) else word.lower(), *piece.span()))
        begins = word[0] in _ENDS or (plain[max(0, piece.start() - 1)] == '"' and begins)
    return found


def _is_name(word: str, begins: bool) -> bool:
    return word[0].isupper() and not begins and not word.startswith("I'") and not word.isupper()


def grams(words: Sequence[str]) -> set[str]:
    """Words, and pairs of neighbours. A pair with a name has none."""
    pairs = (f"{one} {two}" for one, two in pairwise(words))
    return {gram for gram in (*words, *pairs) if NAME not in gram}


def wide_grams(words: Sequence[str]) -> set[str]:
    """Three in a row, and pairs with one or two words between (`you _ me`). None with a name."""
    rows = (f"{one} {two} {three}" for one, two, three in zip(words, words[1:], words[2:], strict=False))
    apart = (f"{one} _ {two}" for gap in (2, 3) for one, two in zip(words, words[gap:], strict=False))
    return {gram for gram in (*rows, *apart) if NAME not in gram}


def numbers(text: str, said: Sequence[Token], found: Sequence[Found]) -> dict[str, float]:
    """How often each way is met, which begins the text, and its shape; what is nought is left out."""
    counts = Counter(one.way for one in found)
    made = {way: float(min(count, MOST)) for way, count in counts.items()}
    made.update({f"0:{one.way}": 1.0 for one in found if one.first == 0})
    made.update(_shape(text.translate(_QUOTES), [token.word for token in said]))
    made.update(_both(counts, made))
    return {name: value for name, value in made.items() if value}


_TAGS = frozenset(
    (
        *("isn't it", "don't you", "right", "huh", "haven't you", "aren't you", "doesn't it", "didn't you"),
        *("did you", "is it", "do you", "are you", "won't you", "eh", "you know", "okay", "ok", "alright"),
        "can't you",
    )
)


def _shape(text: str, words: Sequence[str]) -> dict[str, float]:
    """Length, punctuation, and how it begins and ends."""
    said = [word for word in words if word[0] not in _ENDS]
    asks, shouts = words.count("?"), words.count("!")
    return {
        "length": math.log1p(len(said)),
        "short": float(len(said) <= 3),
        "long": float(len(said) >= 18),
        "word length": sum(map(len, said)) / max(1, len(said)),
        "ends ?": float(words[-1:] == ["?"]),
        "?": float(asks > 0),
        "? twice": float(asks > 1),
        "!": float(min(shouts, 2)),
        "?!": float(asks > 0 and shouts > 0),
        "...": float(min(sum(word.startswith("..") for word in words), 2)),
        "dash": float("\u2014" in text or "\u2013" in text or " - " in text),
        "quoted": float('"' in text or _QUOTED.search(text) is not None),
        "sentences": float(min(sum(word[0] in _ENDS for word in words), 4)),
        "commas": float(min(text.count(","), 3)),
        "stage": float("*" in text or "(" in text),
        "tag": float(words[-1:] == ["?"] and (" ".join(said[-2:]) in _TAGS or said[-1:] == ["right"])),
        "name first": float(re.match(r"[A-Z][a-z]+,", text) is not None),
        "name last": float(re.search(r", [A-Z][a-z]+[.!?]", text) is not None),
        f"begins {said[0] if said else ''}": 1.0,
    }


def _both(counts: Counter[str], made: Mapping[str, float]) -> dict[str, float]:
    """What two things make together."""
    you, me, we = counts["you"] + counts["your"], counts["me"], counts["we"]
    bad, good, nots = counts["hurtful"] + counts["bad"], counts["good"], counts["not"]
    asks, shouts = made["?"], min(made["!"], 1.0)
    return {
        "you over me": float(max(-3, min(you - me, 3))),
        "nobody": float(you + me + we == 0),
        "you and me": float(min(you, 1) * min(me, 1)),
        "not and you": float(min(nots, 2) * min(you, 2)),
        "not and ?": min(nots, 1) * asks,
        "not and me": float(min(me, 1) * min(nots, 1)),
        "bad and you": float(min(bad, 2) * min(you, 1)),
        "bad and me": float(min(bad, 2) * min(me, 1)),
        "you and ?": min(you, 1) * asks,
        "you and !": min(you, 1) * shouts,
        "good and !": min(good, 1) * shouts,
        "good alone": float(min(good, 1) * (nots == 0)),
        "good and not": float(min(good, 1) * (nots > 0)),
        "should and you": float(min(counts["should"], 1) * min(you, 1)),
    }
