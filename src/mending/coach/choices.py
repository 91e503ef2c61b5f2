"""The words that may stand at one place of a phrase: words, groups, lists (the language: `phrases.py`)."""

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from mending.coach.nets import Net, Row, Weaver
from mending.coach.typed import Reader

Lists = Mapping[str, Sequence[str]]

ANY = "*"
"""Stands for any word at all."""

_GROUP = r"\((?:[^()]++|\([^()]*+\))*+\)"
TOKEN = re.compile(rf"{_GROUP}\??|\{{\w+\}}\??|[^\s(){{}}]+")
_WAY = re.compile(rf"(?:{_GROUP}|[^|()]++)++")
_LIST = re.compile(r"\{\w+\}")
_HEAD = 3
_MORE = re.compile(r"[({|?]")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "i a the to and my me he she it is not you will would his her of in on him they them was have do that"
        " for with am be no if so this all but at as up are your we out has had can just when what how by or over"
        " about from",
    )
)
"""So frequent that a phrase is better looked for by another of its words."""

Key = tuple[int, tuple[str, ...]]
"""How often these words may be met, roughly, of which one must be there; a list stands by its name."""


class Choices:
    """Reads the words of phrases: what they need at once, and all their ways when first asked for."""

    def __init__(self, lists: Lists, reader: Reader) -> None:
        self._lists, self._reader = lists, reader
        self._said: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, Key] = {}
        self._list_keys: dict[str, int] = {}
        self._carried: dict[str, tuple[str, ...]] = {}
        self._beginnings: set[str] = set()
        self._heads: set[str] = set()
        self._lengths: list[int] = []
        self._nets: dict[str, Net] = {}
        self._weaver = Weaver(self.net)

    def forget(self) -> None:
        """What each token needs is no longer asked for."""
        self._keys.clear()
        self._said.clear()

    def symbols(self, word: str) -> list[str]:
        """What a word carries: itself, what it begins with, and the lists that need it."""
        carried = [word]
        # Most words begin like none of them, as a look at three letters shows.
        if word[:_HEAD] in self._heads or self._lengths[:1] < [_HEAD]:
            for length in self._lengths:
                if (beginning := word[:length]) in self._beginnings:
                    carried.append(f"{beginning}*")
        for symbol in carried:
            carried += self._carried.get(symbol, ())
        return carried

    def net(self, token: str) -> Net:
        """The ways of a token, word by word; made when first asked for, as most never are."""
        if (net := self._nets.get(token)) is None:
            ways = self._entries(token) if _LIST.fullmatch(token) else _parted(token)
            net = self._nets[token] = self._weaver.net(row for way in ways for row in self._row(way))
        return net

    # What is needed: of a way what is rarest of what must be there.

    def key(self, token: str) -> Key:
        """Of each way of a token its rarest word, one of which must be there.

        Raises ValueError for a list that nobody wrote, and for a way without a word.
        """
        if (known := self._keys.get(token)) is None:
            known = self._keys[token] = self._any_of(_parted(token))
        return known

    def _any_of(self, ways: Iterable[str]) -> Key:
        often, words = 0, set[str]()
        for way in ways:
            one_often, one_words = self._keys.get(way) or self._key_of_way(way)
            often += one_often
            words.update(one_words)
        return often, tuple(words)

    def _key_of_way(self, way: str) -> Key:
        if _is_plain(way):
            words = self._words(way)
            rarest = words[0] if len(words) == 1 else min(words, key=_how_often)
            known = self._keys[way] = _how_often(rarest), (rarest,)
            return known
        if _LIST.fullmatch(way):
            return self._key_of_list(way)
        keys = [self.key(token) for token in _tokens(way) if not token.endswith("?")]
        if not keys:
            raise ValueError(f"“{way}” may have no word at all")
        return min(keys, key=itemgetter(0))

    def _key_of_list(self, name: str) -> Key:
        if name not in self._list_keys:
            self._list_keys[name], needed = self._any_of(self._entries(name))
            for word in needed:
                self._carried[word] = (*self._carried.get(word, ()), name)
        return self._list_keys[name], (name,)

    # All that is written.

    def _rows(self, token: str) -> Iterator[Row]:
        """The ways of a token: of one word, of several in a group, of a list."""
        for way in _parted(token):
            yield from self._row(way)

    def _row(self, way: str) -> Iterator[Row]:
        """A way as a row: "my|his life" is one of two items; one of a single item is that item's ways."""
        if _is_plain(way):
            yield tuple([(word, False) for word in self._words(way)])
        elif _LIST.fullmatch(way):
            yield ((way, False),)
        else:
            tokens = _tokens(way)
            if len(tokens) == 1:
                yield from self._rows(tokens[0])
            else:
                yield tuple([(tuple(self._rows(one.rstrip("?"))), one.endswith("?")) for one in tokens])

    def _entries(self, name: str) -> Sequence[str]:
        if (bare := name[1:-1]) not in self._lists:
            raise ValueError(f"there is no list {bare}")
        return self._lists[bare]

    def _words(self, way: str) -> tuple[str, ...]:
        if not (words := tuple([word for said in way.replace("-", " ").split() for word in self._word(said)])):
            raise ValueError("there is a way without a word")
        return words

    def _word(self, said: str) -> tuple[str, ...]:
        if said not in self._said:
            if said.endswith("*") and said != ANY:
                self._begins(said[:-1])
            self._said[said] = (said,) if said.endswith("*") else self._reader.words(said)
        return self._said[said]

    def _begins(self, beginning: str) -> None:
        self._beginnings.add(beginning)
        self._heads.add(beginning[:_HEAD])
        if len(beginning) not in self._lengths:
            insort(self._lengths, len(beginning))


def _is_plain(way: str) -> bool:
    """Whether it is words and nothing else."""
    return _MORE.search(way) is None


def _parted(token: str) -> list[str]:
    """The ways of a token."""
    inner = token[1:-1] if token.startswith("(") else token
    return _WAY.findall(inner) if "(" in inner else inner.split("|")


def _tokens(way: str) -> list[str]:
    tokens: list[str] = TOKEN.findall(way)
    if "".join(tokens).replace(" ", "") != way.replace(" ", ""):
        raise ValueError(f"“{way}” cannot be read")
    return tokens


def _how_often(word: str) -> int:
    """How often a word may be met, roughly."""
    return 1_000 if word == ANY else 50 if word in _COMMON else 20 if word.endswith("*") else 1
