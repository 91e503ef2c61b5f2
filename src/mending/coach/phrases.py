"""A small language for phrases, so that whoever knows the words can read and write the list.

    suicid*                       a word that begins so
    kill|end my|his own? life     one of these words; a word that may be missing
    can't (go on|carry on)        one of these groups of words
    {someone} hits|hit me         a list with a name; a list may hold lists
    want _ to die                 at most one other word between (__ four, ___ eight)
    {lips} & blue|grey            both, in any order, in one sentence, at most fifteen words apart
    {used} && {lips} & blue       "&&": at most forty words apart, in whatever sentence

Words stand within one sentence: a full stop, a question mark or an exclamation mark ends a phrase, and only "&&"
reaches over one. In a sentence only those phrases are looked for of which it has all that they need (`needs.py`).
Every gap is bounded, so a phrase takes time in proportion to the text, whatever the text.
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from mending.coach.choices import ANY, TOKEN, Choices, Key, Lists
from mending.coach.needs import Needs
from mending.coach.nets import Net
from mending.coach.typed import BLANK, STOP, Reader, Reading

Label = TypeVar("Label", bound=Hashable)
Place = tuple[int, int]
"""The first word of what was found, and the one after its last."""

_BETWEEN = re.compile(r" (&&?) ")
_GAPS = {"_": 1, "__": 4, "___": 8}
_NEAR, _FAR = 15, 40
_LONGEST = 40
_SHORT = 40
"""So many words of a sentence are soon looked at one by one."""


class Phrases(Generic[Label]):
    """Phrases under labels, to be found in what was read."""

    def __init__(self, phrases: Mapping[Label, Iterable[str]], lists: Lists, reader: Reader) -> None:
        """Raises ValueError for a phrase that cannot be read, naming it."""
        choices = Choices(lists, reader)
        self._parts = _Parts(choices)
        # What a phrase needs is asked of a sentence as a whole; where it reaches over one, of each part by itself.
        self._near, self._far = (Needs(choices.symbols, reader.vocabulary) for _ in range(2))
        self._near_rules: list[_Rule[Label]] = []
        self._far_rules: list[_Rule[Label]] = []
        self._far_parts: list[int] = []
        for label, several in phrases.items():
            for phrase in several:
                self._add(label, phrase)
        self._parts.keys.clear()
        choices.forget()

    def _add(self, label: Label, phrase: str) -> None:
        written = _BETWEEN.split(phrase)
        parts = tuple(self._parts.number(one, phrase) for one in written[::2])
        keys = self._parts.keys
        order = sorted(range(len(parts)), key=lambda at: min(often for often, _ in keys[parts[at]]))
        rule = _Rule(label, parts, tuple(_NEAR if mark == "&" else _FAR for mark in written[1::2]), tuple(order))
        if _FAR not in rule.within:
            self._near.add(words for part in parts for _, words in keys[part] if ANY not in words)
            self._near_rules.append(rule)
            return
        self._far_rules.append(rule)
        for part in parts:
            if part not in self._far_parts:
                self._far.add(words for _, words in keys[part] if ANY not in words)
                self._far_parts.append(part)

    def find(self, reading: Reading) -> Iterator[tuple[Label, Place]]:
        """Where which phrase stands."""
        text, far = _Text(self._parts, reading), list[tuple[Place, int]]()
        for sentence in _sentences(reading):
            words = reading.words[sentence[0] : sentence[1]]
            for row in self._near.rows(self._near.met(words)):
                rule = self._near_rules[row]
                yield from rule.find(text, ((sentence,),) * len(rule.parts))
            if met := self._far.met(words):
                far.append((sentence, met))
        yield from self._find_far(text, far)

    def _find_far(self, text: "_Text", met: list[tuple[Place, int]]) -> Iterator[tuple[Label, Place]]:
        """Those that reach over sentences; `met` has the sentences with all that some of their parts need."""
        there = self._far.rows(reduce(or_, (rows for _, rows in met), 0))
        rows = {self._far_parts[row]: row for row in there}

        for rule in self._far_rules:
            if rows.keys() >= set(rule.parts):
                several = [[one for one, here in met if self._far.has(here, rows[part])] for part in rule.parts]
                yield from rule.find(text, several)


def _sentences(reading: Reading) -> Iterator[Place]:
    """The sentences, each from its first word to the one after its last."""
    first, sentences = 0, reading.sentences
    for at, sentence in enumerate(sentences):
        if sentence != sentences[first]:
            yield first, at
            first = at
    if sentences:
        yield first, len(sentences)


class _Text:
    """What was read, and the places of each part already looked for."""

    def __init__(self, parts: "_Parts", reading: Reading) -> None:
        self._parts, self._words = parts, [*reading.words, STOP]
        self.sentences = reading.sentences
        self._found: dict[tuple[int, Place], list[Place]] = {}
        self._where: dict[Place, dict[str, list[int]]] = {}

    def places(self, part: int, sentences: Iterable[Place]) -> list[Place]:
        """Where a part stands in these sentences, in order; the longest at each word."""
        places: list[Place] = []
        for sentence in sentences:
            if (key := (part, sentence)) not in self._found:
                self._found[key] = list(self._look(part, sentence))
            places += self._found[key]
        return places

    def _look(self, part: int, sentence: Place) -> Iterator[Place]:
        words, (net, others) = self._words, self._parts.elements(part)
        for start in self._starts(net, sentence):
            ends: set[int] = set()
            net.ends(words, start, ends)
            for element in others:
                if not ends:
                    break
                ends = _after(element, words, ends)
            if ends:
                yield start, max(ends)

    def _starts(self, net: Net, sentence: Place) -> Iterable[int]:
        """Where a net may begin. Word by word takes too long in a long sentence, as of people who put no stops."""
        first, after = sentence
        if after - first <= _SHORT:
            words, is_any = self._words, bool(net.begins or net.lists)
            return [at for at in range(first, after) if is_any or words[at] in net.next]
        if (where := self._where.get(sentence)) is None:
            where = self._where[sentence] = {}
            for at in range(first, after):
                if (word := self._words[at]) not in (STOP, BLANK):
                    where.setdefault(word, []).append(at)
        return sorted([at for word in net.first_words(where.keys()) for at in where[word]])


@dataclass(frozen=True, slots=True)
class _Rule(Generic[Label]):
    """Parts that stand near each other, each near the first."""

    label: Label
    parts: tuple[int, ...]
    within: tuple[int, ...]
    rarest_first: tuple[int, ...]

    def find(self, text: _Text, sentences: Sequence[Sequence[Place]]) -> Iterator[tuple[Label, Place]]:
        """Where it stands; `sentences` are those in which each part may."""
        places: dict[int, list[Place]] = {}
        for at in self.rarest_first:
            if not (here := text.places(self.parts[at], sentences[at])):
                return
            places[at] = here
        first, *others = (places[at] for at in range(len(self.parts)))
        for place in first:
            start, end = place
            for other, within in zip(others, self.within, strict=True):
                near = _near(text.sentences, place, other, within)
                if near is None:
                    break
                start, end = min(start, near[0]), max(end, near[1])
            else:
                yield self.label, (start, end)


def _near(sentences: Sequence[int], place: Place, others: list[Place], within: int) -> Place | None:
    """The first of the others that stands near, without a word of its own in common."""
    start, end = place
    for at in range(bisect_left(others, (start - within - _LONGEST, 0)), len(others)):
        other = others[at]
        if other[0] > end + within:
            return None
        apart = other[0] - end if other[0] >= end else start - other[1]
        if 0 <= apart <= within and (within == _FAR or sentences[other[0]] == sentences[start]):
            return other
    return None


_Element = tuple[Net, bool] | int
"""Words, and whether they may be missing; or a gap of so many."""


class _Parts:
    """Words in a row, parts of phrases: each once, by number."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._numbers: dict[str, int] = {}
        self._written: list[str] = []
        self._elements: dict[int, tuple[Net, list[_Element]]] = {}
        self.keys: dict[int, list[Key]] = {}
        """What each part needs; asked for while phrases are added."""

    def number(self, written: str, phrase: str) -> int:
        """The number of a part, new or known. Raises ValueError, naming the phrase, if it cannot be read."""
        if (known := self._numbers.get(written)) is not None:
            return known
        must = [token for token in _tokens(written, phrase) if token not in _GAPS and not token.endswith("?")]
        try:
            keys = [self._choices.key(token) for token in must]
        except ValueError as why:
            raise ValueError(f"“{phrase}”: {why}") from why
        number = self._numbers[written] = len(self._written)
        self._written.append(written)
        self.keys[number] = keys
        return number

    def elements(self, number: int) -> tuple[Net, list[_Element]]:
        """The elements of a part, the first apart; made when a text first comes near it, as most never are."""
        if (made := self._elements.get(number)) is None:
            first, *others = TOKEN.findall(self._written[number])
            several = [_GAPS.get(one) or (self._choices.net(one.rstrip("?")), one.endswith("?")) for one in others]
            made = self._elements[number] = self._choices.net(first), several
        return made


def _tokens(written: str, phrase: str) -> list[str]:
    """The elements of a part."""
    tokens = TOKEN.findall(written)
    ends = (tokens[0], tokens[-1]) if tokens else ("_",)
    if any(token in _GAPS or token.endswith("?") for token in ends):
        raise ValueError(f"“{phrase}”: a phrase begins and ends with a word that must be there")
    if any(token.startswith("|") or token.endswith("|") for token in tokens):
        raise ValueError(f"“{phrase}”: a group needs brackets around all its ways")
    return tokens


def _after(element: _Element, words: list[str], ends: set[int]) -> set[int]:
    """Where the next word may stand after an element, or after the gap of so many words."""
    if isinstance(element, int):
        found = set(ends)
        for at in ends:
            for end in range(at, at + element):
                if words[end] in (STOP, BLANK):
                    break
                found.add(end + 1)
        return found
    net, may_be_missing = element
    found = set(ends) if may_be_missing else set()
    for at in ends:
        net.ends(words, at, found)
    return found
