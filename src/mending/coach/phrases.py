"""A small language for phrases, so that whoever knows the words can read and write the list.

    suicid*                       a word that begins so
    kill|end my|his own? life     one of these words; a word that may be missing
    can't (go on|carry on)        one of these groups of words
    {someone} hits|hit me         a list with a name
    want _ to die                 at most one other word between
    took __ pills                 at most three other words between

Words stand within one sentence: a full stop, a question mark or an exclamation mark ends a phrase. Every gap is
bounded and no part repeats another, so a phrase takes time in proportion to the text, whatever the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

Lists = Mapping[str, Sequence[str]]

_WORD = re.compile(r"[\w']+")
_BETWEEN = r"[^\w'.!?]{1,3}"
_ANY = r"[\w']{1,40}"
_GAPS = {"_": 1, "__": 3}


class Phrases:
    """Phrases to be found in a text of small letters and plain quotes."""

    def __init__(self, phrases: Iterable[str], lists: Lists) -> None:
        """Raises ValueError for a phrase that cannot be read, naming it."""
        self._by_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            tokens = list(_expanded(phrase, lists))
            pattern = _Phrase(_source(phrase, tokens))
            for first in _first_words(tokens):
                place = self._by_beginning if first.endswith("*") else self._by_word
                place[first.rstrip("*")].append(pattern)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a phrase stands: its first character, and the one after its last. The longest at each word."""
        for word in _WORD.finditer(text):
            ends = [
                found.end()
                for one in self._candidates(word[0])
                if (found := one.pattern.match(text, word.start()))
            ]
            if ends:
                yield word.start(), max(ends)

    def _candidates(self, word: str) -> Iterator["_Phrase"]:
        yield from self._by_word.get(word, ())
        for beginning in (word[:length] for length in range(2, len(word) + 1)):
            yield from self._by_beginning.get(beginning, ())


class _Phrase:
    """One phrase, made ready when its first word is first met: most of them never are."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)


def _expanded(phrase: str, lists: Lists) -> Iterator[str]:
    """The tokens of a phrase; a group keeps its brackets, a list becomes a group."""
    for token in re.findall(r"\([^)]*\)\??|\{\w+\}\??|[^\s(){}]+", phrase):
        if token.startswith("{"):
            name, rest = token[1:].split("}")
            if name not in lists:
                raise ValueError(f"“{phrase}”: there is no list {name}")
            yield f"({'|'.join(lists[name])}){rest}"
        else:
            yield token


def _source(phrase: str, tokens: list[str]) -> str:
    if (
        not tokens
        or tokens[0] in _GAPS
        or tokens[-1] in _GAPS
        or tokens[0].endswith("?")
        or tokens[-1].endswith("?")
    ):
        raise ValueError(f"“{phrase}”: a phrase begins and ends with a word that must be there")
    parts = [_one(token) for token in tokens[:-1]]
    return rf"{''.join(parts)}(?:{_words(tokens[-1])})(?![\w'])"


def _one(token: str) -> str:
    """A token and what stands between it and the next."""
    if token in _GAPS:
        return f"(?:{_ANY}{_BETWEEN}){{0,{_GAPS[token]}}}"
    may_be_missing = token.endswith("?")
    return f"(?:(?:{_words(token.rstrip('?'))}){_BETWEEN}){'?' if may_be_missing else ''}"


def _words(token: str) -> str:
    """The alternatives of a token, the longest first, each a word or several."""
    alternatives = sorted(token.strip("()").split("|"), key=len, reverse=True)
    return "|".join(_BETWEEN.join(_word(word) for word in one.split()) for one in alternatives)


def _word(word: str) -> str:
    return re.escape(word[:-1]) + r"[\w']{0,20}" if word.endswith("*") else re.escape(word)


def _first_words(tokens: list[str]) -> set[str]:
    return {one.split()[0] for one in tokens[0].strip("()").split("|")}
