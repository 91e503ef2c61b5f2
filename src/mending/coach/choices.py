"""The words that may stand at one place of a phrase: words, groups, lists (the language: `phrases.py`)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from mending.coach.nets import Net, Row, Weaver
from mending.coach.typed import Reader

Lists = Mapping[str, Sequence[str]]

ANY = "*"
"""Stands for any word at all."""

_GROUP = r"\((?:[^()]|\([^()]*\))*\)"
TOKEN = re.compile(rf"{_GROUP}\??|\{{\w+\}}\??|[^\s(){{}}]+")
_WAY = re.compile(rf"(?:{_GROUP}|[^|()])+")
_LIST = re.compile(r"\{\w+\}")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "i a the to and my me he she it is not you will would his her of in on him they them was have do that"
        " for with am be no if so this all but at as up are your we out has had can just when what how by or over"
        " about from",
    )
)
"""So frequent that a phrase is better looked for by another of its words."""

_Key = tuple[int, frozenset[str]]
"""Words of which one must be there (a list by its name), and how often they may be met, roughly."""


class Choices:
    """Reads the words of phrases: what they need at once, and all their ways when first asked for."""

    def __init__(self, lists: Lists, reader: Reader) -> None:
        self._lists, self._reader = lists, reader
        self._said: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, _Key] = {}
        self._carried: dict[str, tuple[str, ...]] = {}
        self._beginnings: set[str] = set()
        self._lengths: tuple[int, ...] = ()
        self._nets: dict[str, Net] = {}
        self._weaver = Weaver(self.net)

    def needed(self, token: str) -> frozenset[str]:
        """Symbols of which some word must carry one where a token stands: of each way its rarest word.

        Raises ValueError for a list that nobody wrote, and for a way without a word.
        """
        if token not in self._keys:
            self._keys[token] = self._key(self._rows(token))
        return self._keys[token][1]

    def symbols(self, word: str) -> list[str]:
        """What a word carries: itself, what it begins with, and the lists that need it."""
        carried = [word, *(f"{word[:length]}*" for length in self._lengths if word[:length] in self._beginnings)]
        for symbol in carried:
            carried += self._carried.get(symbol, ())
        return carried

    def net(self, token: str) -> Net:
        """The ways of a token, word by word; made when first asked for, as most never are."""
        if (net := self._nets.get(token)) is None:
            is_list = _LIST.fullmatch(token)
            rows = self._rows_of_list(token[1:-1]) if is_list else self._rows(token)
            net = self._nets[token] = self._weaver.net(rows)
        return net

    # What is needed.

    def _key(self, rows: Iterable[Row]) -> _Key:
        """Of each row what is rarest of what must be there."""
        often, words = 0, set[str]()
        for row in rows:
            keys = [self._key_of(said) for said, may_be_missing in row if not may_be_missing]
            if not keys:
                raise ValueError("there is a way without a word")
            one = min(keys, key=itemgetter(0))
            often += one[0]
            words |= one[1]
        return often, frozenset(words)

    def _key_of(self, said: str | Sequence[Row]) -> _Key:
        if not isinstance(said, str):
            return self._key(said)
        if not said.startswith("{"):
            return _how_often(said), frozenset((said,))
        if said not in self._keys:
            often, words = self._key(self._rows_of_list(said[1:-1]))
            for word in words:
                self._carried[word] = (*self._carried.get(word, ()), said)
            self._keys[said] = often, frozenset((said,))
        return self._keys[said]

    # What is written.

    def _rows(self, token: str) -> Iterator[Row]:
        """The ways of a token: of one word, of several in a group, of a list."""
        for way in _parted(token):
            if _LIST.fullmatch(way):
                yield ((way, False),)
            else:
                yield from self._ways(way)

    def _rows_of_list(self, name: str) -> Iterator[Row]:
        if name not in self._lists:
            raise ValueError(f"there is no list {name}")
        for entry in self._lists[name]:
            yield from self._row(TOKEN.findall(entry))

    def _ways(self, token: str) -> Iterator[Row]:
        for way in _parted(token):
            if "(" in way:
                yield from self._row(TOKEN.findall(way))
            elif way.startswith("{"):
                yield ((way, False),)
            else:
                yield tuple([(word, False) for said in way.replace("-", " ").split() for word in self._word(said)])

    def _row(self, tokens: Sequence[str]) -> Iterator[Row]:
        """The ways of several words in a row: "my|his life" is two, "the? kids" too."""
        if len(tokens) == 1:
            yield from self._ways(tokens[0])
        else:
            yield tuple([(tuple(self._ways(token.rstrip("?"))), token.endswith("?")) for token in tokens])

    def _word(self, said: str) -> tuple[str, ...]:
        if said not in self._said:
            if is_beginning := said.endswith("*"):
                self._beginnings.add(said[:-1])
                self._lengths = tuple(sorted({*self._lengths, len(said) - 1}))
            self._said[said] = (said,) if is_beginning else self._reader.words(said)
        return self._said[said]


def _parted(token: str) -> list[str]:
    return _WAY.findall(token[1:-1] if token.startswith("(") else token)


def _how_often(word: str) -> int:
    """How often a word may be met, roughly."""
    return 1_000 if word == ANY else 50 if word in _COMMON else 20 if word.endswith("*") else 1
