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
Spellings = Mapping[str, Sequence[str]]
"""Other ways in which a word is typed or said ("gonna": "gunna")."""

_WORD = re.compile(r"[\w']+")
_BETWEEN = r"[^\w'.!?]{1,3}"
_ANY = r"[\w']{1,40}"
_GAPS = {"_": 1, "__": 3}


class Phrases:
    """Phrases to be found in a text of small letters and plain quotes."""

    def __init__(self, phrases: Iterable[str], lists: Lists, spellings: Spellings | None = None) -> None:
        """Raises ValueError for a phrase that cannot be read, naming it.

        With spellings, words are read as loosely as they are typed: apostrophes may be missing, and the last
        letter of -ing.
        """
        self._is_loose = spellings is not None
        self._by_word: defaultdict[str, list[_Phrase]] = defaultdict(list)
        self._by_beginning: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            tokens = list(_expanded(phrase, lists))
            pattern = _Phrase(phrase, tokens, spellings)
            for first in _first_words(tokens, spellings):
                place = self._by_beginning if first.endswith("*") else self._by_word
                place[first.rstrip("*")].append(pattern)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a phrase stands: its first character, and the one after its last. The longest at each word."""
        for word in _WORD.finditer(text):
            typed = word[0].replace("'", "") if self._is_loose else word[0]
            ends = [
                found.end() for one in self._candidates(typed) if (found := one.pattern.match(text, word.start()))
            ]
            if ends:
                yield word.start(), max(ends)

    def _candidates(self, word: str) -> Iterator["_Phrase"]:
        yield from self._by_word.get(word, ())
        for beginning in (word[:length] for length in range(2, len(word) + 1)):
            yield from self._by_beginning.get(beginning, ())


class _Phrase:
    """One phrase, made ready when its first word is first met: most of them never are."""

    def __init__(self, phrase: str, tokens: Sequence[str], spellings: Spellings | None) -> None:
        ends = (tokens[0], tokens[-1]) if tokens else ("_",)
        if any(token in _GAPS or token.endswith("?") for token in ends):
            raise ValueError(f"“{phrase}”: a phrase begins and ends with a word that must be there")
        if any(token.startswith("|") or token.endswith("|") for token in tokens):
            raise ValueError(f"“{phrase}”: a group needs brackets around all its ways")
        self._tokens = tokens
        self._spellings = spellings

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        *before, last = self._tokens
        parts = "".join(_one(token, self._spellings) for token in before)
        return re.compile(rf"{parts}(?:{_words(last, self._spellings)})(?![\w'])")


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


def _one(token: str, spellings: Spellings | None) -> str:
    """A token and what stands between it and the next."""
    if token in _GAPS:
        return f"(?:{_ANY}{_BETWEEN}){{0,{_GAPS[token]}}}"
    may_be_missing = token.endswith("?")
    return f"(?:(?:{_words(token.rstrip('?'), spellings)}){_BETWEEN}){'?' if may_be_missing else ''}"


def _words(token: str, spellings: Spellings | None) -> str:
    """The alternatives of a token, the longest first, each a word or several."""
    alternatives = sorted(token.strip("()").split("|"), key=len, reverse=True)
    return "|".join(_BETWEEN.join(_word(word, spellings) for word in one.split()) for one in alternatives)


def _word(word: str, spellings: Spellings | None) -> str:
    ways = "|".join(_way(way, spellings is not None) for way in _ways(word, spellings))
    return f"(?:{ways})" if "|" in ways else ways


def _way(way: str, is_loose: bool) -> str:
    begins = way.endswith("*")
    plain = re.escape(way.rstrip("*")).replace("'", "'?" if is_loose else "'")
    return plain + (r"[\w']{0,20}" if begins else "")


def _ways(word: str, spellings: Spellings | None) -> list[str]:
    """How a word may be spelled, itself first."""
    if spellings is None:
        return [word]
    short = [f"{word[:-1]}'"] if word.endswith("ing") and len(word) > len("sing") else []
    return [word, *short, *spellings.get(word, ())]


def _first_words(tokens: Sequence[str], spellings: Spellings | None) -> set[str]:
    firsts = {one.split()[0] for one in tokens[0].strip("()").split("|")}
    ways = {way.split()[0] for first in firsts for way in _ways(first, spellings)}
    return ways if spellings is None else {way.replace("'", "") for way in ways}
