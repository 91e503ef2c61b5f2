"""A text as words, undone of the way it was typed: capitals, apostrophes, endings, spellings.

Phrases are read by the same rules, so a phrase finds its words however they are spelled. "I'm", "im" and "I am"
are one; so are "goin", "goin'" and "going", "soooo" and "so". A word of danger is known with one letter wrong.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STOP, BLANK = ".", ""
"""The end of a sentence, and a word that was blanked out: no phrase reaches over either."""

_STOPPED = (STOP,)

Spellings = Mapping[str, Sequence[str]]
"""How else a word, or a few, are typed or said: "do not": dont, dinnae."""

_TOKEN = re.compile(r"[\w'*@$]*\w[\w'*]*|[!?]|(?<!\.)\.(?!\.)|\n\s*\n")
_QUOTES = str.maketrans("\u2019\u2018\u02bc\u0060\u201c\u201d", "\x27" * 4 + "\x22" * 2)
_ENDINGS = {"n't": "not", "'ll": "will", "'d": "would", "'ve": "have", "'re": "are", "'m": "am", "'s": "is"}
_AGAIN = re.compile(r"(\w)\1{2,}")
_SHORTEST = 6


@dataclass(slots=True)
class Reading:
    """The words of a text, and for each its first character, the one after its last, and its sentence."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]

    def without(self, places: Iterable[tuple[int, int]]) -> "Reading":
        """The same with the words of these places blanked out."""
        words = list(self.words)
        for start, end in places:
            words[start:end] = [BLANK if word != STOP else STOP for word in words[start:end]]
        return Reading(words, self.starts, self.ends, self.sentences)


class Reader:
    """Reads texts and phrases with the spellings of one language."""

    def __init__(self, spellings: Spellings, vocabulary: Iterable[str] = (), grave: Iterable[str] = ()) -> None:
        """The vocabulary is what phrases are made of; grave words are known with one letter wrong."""
        self._known = {way: tuple(said.split()) for said, ways in spellings.items() for way in ways}
        self.vocabulary = {*vocabulary, *grave, *self._known}
        self._near = {part: word for word in grave for part in _one_less(word)}

    def read(self, text: str) -> Reading:
        """The words of a text."""
        words, starts, ends, sentences = list[str](), list[int](), list[int](), list[int]()
        known: dict[str, tuple[str, ...]] = {}
        sentence = 0
        for token in _TOKEN.finditer(plain(text)):
            said = token[0]
            if (meant := known.get(said)) is None:
                meant = known[said] = self._meant(said.lower())
            for word in meant:
                words.append(word)
                starts.append(token.start())
                ends.append(token.end())
                sentences.append(sentence)
            sentence += meant is _STOPPED
        return Reading(words, starts, ends, sentences)

    def _meant(self, said: str) -> tuple[str, ...]:
        if not any(letter.isalnum() for letter in said):
            return _STOPPED
        return self.words(said.strip("*'_$@") or said)

    def words(self, said: str) -> tuple[str, ...]:
        """What one typed word stands for."""
        if said in self._known:
            return self._known[said]
        if "'" in said:
            return self._parted(said)
        if said in self.vocabulary:
            return (said,)
        if f"{said}g" in self.vocabulary and said.endswith("in"):
            return (f"{said}g",)
        short = _AGAIN.sub(r"\1", said)
        if short != said:
            return self.words(short)
        return (self._nearest(said),)

    def _parted(self, said: str) -> tuple[str, ...]:
        for ending, word in _ENDINGS.items():
            if said.endswith(ending) and len(said) > len(ending):
                return (*self.words(said[: -len(ending)]), word)
        return self.words(said.replace("'", "")) if said != "'" else (said,)

    def _nearest(self, said: str) -> str:
        if len(said) < _SHORTEST:
            return said
        return next((self._near[part] for part in _one_less(said) if part in self._near), said)


def plain(text: str) -> str:
    """The text with plain quotes, each character in its place."""
    return text.translate(_QUOTES)


def _one_less(word: str) -> set[str]:
    """The word, and all that is left of it when a letter is missing, the first one kept."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}
