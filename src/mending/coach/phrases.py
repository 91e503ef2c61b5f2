"""A small language for phrases, so that whoever knows the words can read and write the list.

    suicid*                       a word that begins so
    kill|end my|his own? life     one of these words; a word that may be missing
    can't (go on|carry on)        one of these groups of words
    {someone} hits|hit me         a list with a name; a list may hold lists
    want _ to die                 at most one other word between (__ four, ___ eight)
    {lips} & blue|grey            both, in any order, in one sentence, at most fifteen words apart
    {used} && {lips} & blue       "&&": at most forty words apart, in whatever sentence

Words stand within one sentence: a full stop, a question mark or an exclamation mark ends a phrase, and only "&&"
reaches over one. Every gap is bounded, so a phrase takes time in proportion to the text, whatever the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from typing import Generic, TypeVar

from mending.coach.tries import Trie
from mending.coach.typed import BLANK, STOP, Reader, Reading

Label = TypeVar("Label", bound=Hashable)
Lists = Mapping[str, Sequence[str]]
Place = tuple[int, int]
"""The first word of what was found, and the one after its last."""

_GAPS = {"_": 1, "__": 4, "___": 8}
_NEAR, _FAR = 15, 40
_GROUP = r"\((?:[^()]|\([^()]*\))*\)"
_TOKEN = re.compile(rf"{_GROUP}\??|\{{\w+\}}\??|[^\s(){{}}]+")
_WAY = re.compile(rf"(?:{_GROUP}|[^|()])+")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "i a the to and my me he she it is not you will would his her of in on him they them was have do that"
        " for with am be no if so this all but at as up are your we out has had can just when what how by or over"
        " about from",
    )
)
"""So frequent that a phrase is better looked for by another of its words."""


class Phrases(Generic[Label]):
    """Phrases under labels, to be found in what was read."""

    def __init__(self, phrases: Mapping[Label, Iterable[str]], lists: Lists, reader: Reader) -> None:
        """Raises ValueError for a phrase that cannot be read, naming it."""
        self._words = _Words(lists, reader)
        self._parts: dict[str, _Part] = {}
        self._rules: list[_Rule[Label]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[int]] = defaultdict(list)
        for label, several in phrases.items():
            for phrase in several:
                self._add(label, phrase)

    def _add(self, label: Label, phrase: str) -> None:
        written = re.split(r" (&&?) ", phrase)
        parts = [self._part(one, phrase) for one in written[::2]]
        for word in min((part.rarest for part in parts), key=lambda one: one.frequency).keys:
            place = self._by_beginning if word.endswith("*") else self._by_word
            place[word.rstrip("*")].append(len(self._rules))
        self._rules.append(_Rule(label, parts, [_NEAR if mark == "&" else _FAR for mark in written[1::2]]))

    def _part(self, written: str, phrase: str) -> "_Part":
        if written not in self._parts:
            self._parts[written] = _Part(self._words.elements(written, phrase))
        return self._parts[written]

    def find(self, reading: Reading) -> Iterator[tuple[Label, Place]]:
        """Where which phrase stands."""
        text = _Text(reading)
        for at in sorted(self._candidates(text)):
            rule = self._rules[at]
            for place in rule.places(text):
                yield rule.label, place

    def _candidates(self, text: "_Text") -> set[int]:
        """The rules whose rarest word is there."""
        found: set[int] = set()
        for word in text.at:
            if word in self._by_word:
                found.update(self._by_word[word])
            for length in range(2, len(word) + 1):
                if (beginning := word[:length]) in self._by_beginning:
                    found.update(self._by_beginning[beginning])
        return found


class _Text:
    """What was read, with the places of each word, and of each part already looked for."""

    def __init__(self, reading: Reading) -> None:
        self.words = [*reading.words, STOP]
        self.sentences = reading.sentences
        self.at: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(reading.words):
            if word not in (STOP, BLANK):
                self.at[word].append(at)
        self._found: dict[_Part, list[Place]] = {}
        self._starts: dict[_Choice, list[int]] = {}
        self._begins: dict[_Choice, list[int]] = {}

    def starts(self, choice: "_Choice") -> list[int]:
        """Where one of the ways of a choice may begin, in order."""
        if choice not in self._starts:
            self._starts[choice] = choice.starts(self)
        return self._starts[choice]

    def begins(self, choice: "_Choice") -> list[int]:
        """Where one of the ways of a choice stands: its first words, in order."""
        if choice not in self._begins:
            words = self.words
            self._begins[choice] = [at for at in self.starts(choice) if any(True for _ in choice.ends(words, at))]
        return self._begins[choice]

    def places(self, part: "_Part") -> list[Place]:
        """Where a part stands, in order; the longest at each word."""
        if part not in self._found:
            self._found[part] = list(part.find(self))
        return self._found[part]


@dataclass(frozen=True, slots=True)
class _Rule(Generic[Label]):
    """Parts that stand near each other, each near the first."""

    label: Label
    parts: Sequence["_Part"]
    within: Sequence[int]

    def places(self, text: _Text) -> Iterator[Place]:
        first, *others = self.parts
        if not all(part.may_stand_in(text) for part in self.parts):
            return
        if not all(text.places(part) for part in sorted(self.parts, key=lambda one: one.rarest.frequency)):
            return
        for place in text.places(first):
            start, end = place
            for part, within in zip(others, self.within, strict=True):
                near = _near(text, place, text.places(part), within)
                if near is None:
                    break
                start, end = min(start, near[0]), max(end, near[1])
            else:
                yield start, end


def _near(text: _Text, place: Place, others: list[Place], within: int) -> Place | None:
    """The first of the others that stands near, without a word of its own in common."""
    start, end = place
    for at in range(bisect_left(others, (start - within - _LONGEST, 0)), len(others)):
        other = others[at]
        if other[0] > end + within:
            return None
        apart = other[0] - end if other[0] >= end else start - other[1]
        if 0 <= apart <= within and (within == _FAR or text.sentences[other[0]] == text.sentences[start]):
            return other
    return None


_LONGEST, _LONGEST_WAY = 40, 8


class _Part:
    """Words in a row."""

    def __init__(self, elements: Sequence["_Choice | int"]) -> None:
        self._elements = elements

    @cached_property
    def rarest(self) -> "_Choice":
        """The words of which one must be there, as few and as rare as may be."""
        return min(self._needed(), key=lambda one: one.frequency)

    @cached_property
    def _first(self) -> "_Choice":
        return next(self._needed())

    @cached_property
    def _reach(self) -> int:
        """As many words as it may be long."""
        return sum(one if isinstance(one, int) else _LONGEST_WAY for one in self._elements)

    def _needed(self) -> Iterator["_Choice"]:
        return (one for one in self._elements if isinstance(one, _Choice) and not one.may_be_missing)

    def may_stand_in(self, text: _Text) -> bool:
        """Whether the rarest word of each that must be there is there, and all words of the rarest of them."""
        return all(one.may_stand_in(text) for one in self._needed()) and bool(text.begins(self.rarest))

    def find(self, text: _Text) -> Iterator[Place]:
        """Where the words stand, the longest at each first word."""
        for start in self._starts_near_the_rarest(text):
            ends = {start}
            for element in self._elements:
                ends = _after(element, text.words, ends)
                if not ends:
                    break
            else:
                yield start, max(ends)

    def _starts_near_the_rarest(self, text: _Text) -> Iterator[int]:
        """Where its first words stand so near before its rarest that it may stand there."""
        starts, after = text.starts(self._first), 0
        for rare in text.begins(self.rarest):
            for at in range(bisect_left(starts, rare - self._reach, after), bisect_right(starts, rare)):
                yield starts[at]
                after = at + 1


def _after(element: "_Choice | int", words: list[str], ends: set[int]) -> set[int]:
    """Where the next word may stand after an element, or after the gap of so many words."""
    if isinstance(element, int):
        found = set(ends)
        for at in ends:
            for end in range(at, at + element):
                if words[end] in (STOP, BLANK):
                    break
                found.add(end + 1)
        return found
    found = set(ends) if element.may_be_missing else set()
    for at in ends:
        found.update(element.ends(words, at))
    return found


class _Choice:
    """One of several words, or of groups of words; made ready when first needed, as most never are."""

    def __init__(
        self, read: Callable[[], Iterable[tuple[str, ...]]], may_be_missing: bool, frequency: int
    ) -> None:
        self.may_be_missing, self.frequency = may_be_missing, frequency
        self._read = read

    @cached_property
    def _tree(self) -> "Trie":
        """The ways, word by word."""
        tree = Trie()
        for way in self._read():
            tree.grow(way)
        return tree

    @cached_property
    def keys(self) -> dict[str, tuple[int, ...]]:
        """The rarest word of each way, one of which must be there, and how many words stand before it."""
        keys: dict[str, tuple[int, ...]] = {}
        for way in self._read():
            word, place = min(((word, at) for at, word in enumerate(way)), key=lambda one: _how_often(one[0]))
            before = keys.get(word, ())
            if place not in before:
                keys[word] = (*before, place)
        return keys

    @cached_property
    def _begins(self) -> tuple[str, ...]:
        """The keys that are beginnings of words."""
        return tuple(key[:-1] for key in self.keys if key.endswith("*"))

    def may_stand_in(self, text: _Text) -> bool:
        """Whether the rarest word of a way is there."""
        return bool(self._begins) or not self.keys.keys().isdisjoint(text.at.keys())

    def starts(self, text: _Text) -> list[int]:
        """Where one of the ways may begin, going by its rarest word."""
        found = [(word, word) for word in self.keys.keys() & text.at.keys()]
        for word in text.at if self._begins else ():
            found += ((word, f"{begin}*") for begin in self._begins if word.startswith(begin))
        places = {at - before for word, key in found for at in text.at[word] for before in self.keys[key]}
        return sorted(place for place in places if place >= 0)

    def ends(self, words: list[str], at: int) -> Iterator[int]:
        """Where one of the ways ends that begins here."""
        return self._tree.ends(words, at)


def _how_often(word: str) -> int:
    """How often a word may be met, roughly."""
    return 50 if word in _COMMON else 20 if word.endswith("*") else 1


class _Words:
    """Reads the words of phrases."""

    def __init__(self, lists: Lists, reader: Reader) -> None:
        self._lists, self._reader = lists, reader
        self._choices: dict[str, _Choice] = {}
        self._said: dict[str, tuple[str, ...]] = {}
        self._read_lists: dict[str, set[tuple[str, ...]]] = {}

    def elements(self, written: str, phrase: str) -> list["_Choice | int"]:
        """The elements of one part of a phrase."""
        tokens = _TOKEN.findall(written)
        ends = (tokens[0], tokens[-1]) if tokens else ("_",)
        if any(token in _GAPS or token.endswith("?") for token in ends):
            raise ValueError(f"“{phrase}”: a phrase begins and ends with a word that must be there")
        if any(token.startswith("|") or token.endswith("|") for token in tokens):
            raise ValueError(f"“{phrase}”: a group needs brackets around all its ways")
        return [_GAPS.get(token) or self._choice(token, phrase) for token in tokens]

    def _choice(self, token: str, phrase: str) -> _Choice:
        if token not in self._choices:
            written = token.rstrip("?")
            read = partial(self._read, written, phrase)
            self._choices[token] = _Choice(read, written != token, self._frequency(written, phrase))
        return self._choices[token]

    def _frequency(self, token: str, phrase: str) -> int:
        """How often one of these words may be met, roughly; a list that nobody wrote is found out here."""
        total = 0
        for way in token.strip("()").split("|"):
            words = way.strip("() ").split()
            if words and words[0].startswith("{"):
                if (name := words[0].strip("{}?)")) not in self._lists:
                    raise ValueError(f"“{phrase}”: there is no list {name}")
                total += 8 * len(self._lists[name])
            else:
                total += min(map(_how_often, words), default=1)
        return total

    def _read(self, token: str, phrase: str) -> set[tuple[str, ...]]:
        """The ways of a token, each in words."""
        ways: set[tuple[str, ...]] = set()
        for way in _WAY.findall(token[1:-1] if token.startswith("(") else token):
            name = way.strip("{}")
            if way == f"{{{name}}}":
                ways |= self._list(name, phrase)
            else:
                ways.update(self._way(one) for one in self._ways(way, phrase))
        return ways

    def _list(self, name: str, phrase: str) -> set[tuple[str, ...]]:
        if name not in self._read_lists:
            entries = self._ways(f"{{{name}}}", phrase)
            self._read_lists[name] = {self._way(way) for way in entries}
        return self._read_lists[name]

    def _ways(self, token: str, phrase: str) -> Iterator[str]:
        """The alternatives of a token; those of a list in place of its name."""
        for way in _WAY.findall(token[1:-1] if token.startswith("(") else token):
            if "(" in way:
                yield from self._spread(_TOKEN.findall(way), phrase)
            elif not way.startswith("{"):
                yield way
            elif (name := way.strip("{}")) in self._lists:
                for one in self._lists[name]:
                    yield from self._spread(_TOKEN.findall(one), phrase)
            else:
                raise ValueError(f"“{phrase}”: there is no list {name}")

    def _spread(self, words: Sequence[str], phrase: str) -> Iterator[str]:
        """The ways of several words in a row: "my|his life" is two, "the? kids" too."""
        if len(words) == 1:
            return self._ways(words[0], phrase)
        several = [
            [*self._ways(word.rstrip("?"), phrase), *([""] if word.endswith("?") else [])] for word in words
        ]
        return (" ".join(filter(None, way)) for way in product(*several))

    def _way(self, way: str) -> tuple[str, ...]:
        return tuple(word for said in way.replace("-", " ").split() for word in self._word(said))

    def _word(self, said: str) -> tuple[str, ...]:
        if said.endswith("*"):
            return (said,)
        if said not in self._said:
            self._said[said] = self._reader.words(said)
        return self._said[said]
