"""A text as words that rules can compare: small letters, short forms written out, each with its place.

`I'm`, `im` and `I am` read alike, and so do `u` and `you`, `dinnae` and `don't`. A word carries symbols: itself,
and the lists that it stands in. What one language writes how is data (`words.en.toml`).
"""

import re
from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NONE, CLAUSE, SENTENCE = 0, 1, 2

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STOPS = re.compile(r"[.!?\u2026]|\n[ \t]*\n")
_PAUSES = re.compile(r"[,;:()\n\u2013\u2014\"/*]| -")


@dataclass(slots=True)
class Words:
    """The words of a text side by side: where each stands, its symbols, and what stands before it.

    `breaks` has one more than there are words: what stands after the last ends a sentence.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    symbols: list[tuple[str, ...]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def sentence(self, at: int) -> tuple[int, int]:
        """The first word of the sentence around this one, and the one after its last."""
        if not self._firsts:
            self._firsts = [0, *(at for at, pause in enumerate(self.breaks) if at and pause >= SENTENCE)]
        after = bisect_right(self._firsts, at)
        return self._firsts[after - 1], self._firsts[after]


class Lexicon:
    """The words of a language: how they are written, and the lists they stand in."""

    def __init__(self, spellings: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> None:
        """A list may name another in braces. Raises ValueError for one that does not exist."""
        self._spellings = {short: tuple(long.split()) for short, long in spellings.items()}
        self.lists = {name: tuple(_entries(name, lists)) for name in lists}
        self._words: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._lengths: list[int] = []
        for name, entries in self.lists.items():
            for entry in entries:
                if entry.endswith("*") and " " not in entry:
                    self._begins(entry, f"{{{name}}}")
                elif " " not in entry:
                    self._words.setdefault(entry, []).append(f"{{{name}}}")

    def know(self, stem: str) -> None:
        """A stem that a phrase uses, so that words carry it."""
        self._begins(stem, stem)

    def _begins(self, stem: str, symbol: str) -> None:
        beginning = stem.rstrip("*")
        if symbol not in (symbols := self._stems.setdefault(beginning, [])):
            symbols.append(symbol)
        if len(beginning) not in self._lengths:
            insort(self._lengths, len(beginning))

    def read(self, text: str) -> Words:
        """The words of a text. Takes time in proportion to it."""
        plain, words, last = text.translate(_PLAIN), Words(), 0
        known: dict[str, tuple[tuple[str, ...], ...]] = {}
        for found in _WORD.finditer(plain):
            before, word = plain[last : found.start()], found[0]
            written = known.get(word)
            if written is None:
                written = known[word] = tuple(self._symbols(one) for one in self._written_out(word))
            pause = _pause(before) if words.starts else SENTENCE
            for symbols in written:
                words.starts.append(found.start())
                words.ends.append(found.end())
                words.symbols.append(symbols)
                words.breaks.append(pause)
                pause = NONE
            last = found.end()
        words.breaks.append(SENTENCE)
        return words

    def _written_out(self, word: str) -> tuple[str, ...]:
        if (long := self._spellings.get(word)) is not None:
            return long
        if word.endswith("n't"):
            return word[:-3], "not"
        head, tick, tail = word.rpartition("'")
        if tick and (ending := self._spellings.get(tick + tail)):
            return head, *ending
        return (word.replace("'", "") if not tick or tail != "s" else head,)

    def _symbols(self, word: str) -> tuple[str, ...]:
        found = word.split("+")
        for one in tuple(found):
            found += self._words.get(one, ())
            for length in self._lengths:
                if (stem := one[:length]) in self._stems:
                    found += self._stems[stem]
            if len(one) > 4 and one.endswith("ed") and not one.endswith("eed"):
                found.append("{ed}")
            if len(one) > 4 and one.endswith("ing"):
                found.append("{ing}")
        return tuple(dict.fromkeys(found))


def _entries(name: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    entries: list[str] = []
    for entry in lists[name]:
        if entry.startswith("{"):
            if entry[1:-1] not in lists:
                raise ValueError(f"“{name}”: there is no list {entry[1:-1]}")
            entries += _entries(entry[1:-1], lists)
        else:
            entries.append(entry)
    return entries


class _Plain(dict[int, int]):
    """Small letters and plain quotes, each character in its place; kept for the letters of Europe's languages."""

    def __missing__(self, letter: int) -> int:
        small = chr(letter).lower()
        plain = ord(small) if len(small) == 1 else letter
        return self.setdefault(letter, plain) if letter < _FAR_LETTERS else plain


_FAR_LETTERS = 0x250
_PLAIN = _Plain(str.maketrans("\u2019\u2018\u02bc\u0060\u201c\u201d", "\x27" * 4 + "\x22" * 2))


def _pause(between: str) -> int:
    if between == " ":
        return NONE
    if _STOPS.search(between):
        return SENTENCE
    return CLAUSE if _PAUSES.search(between) else NONE
