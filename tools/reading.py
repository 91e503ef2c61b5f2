"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al. 1975, Navy research report 8-75).

    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59

Syllables come from two counts, and the higher one stands: the hyphenation patterns of pyphen, which miss some
("re-cov-ery"), and groups of vowels, which find some too many ("some-one"). So the grade is rather too strict
than flattering.
"""

import re
from functools import cache

import pyphen

_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:](?:[”\"')]*)(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# The final e that is not heard, and -ed and -es where they add nothing.
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeioutd]ed|[^aeiouscxzhg]es)$")
_HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)


def words(text: str) -> list[str]:
    """The words of a text; numbers and signs are none."""
    return _WORDS.findall(text)


@cache
def syllables(word: str) -> int:
    """How many syllables, at least one."""
    plain = word.lower()
    heard = len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain))
    return max(1, heard, len(_HYPHENS.positions(plain)) + 1)


def sentences(text: str) -> int:
    """How many sentences: each end of one, and what is left over. A text of no words has none."""
    return sum(1 for part in _SENTENCE_END.split(text) if words(part))


def grade(texts: list[str]) -> float:
    """The grade of several texts read one after another. Each ends a sentence, as a paragraph does."""
    counted = [word for text in texts for word in words(text)]
    if not counted:
        return 0.0
    lines = sum(sentences(text) for text in texts)
    return 0.39 * len(counted) / lines + 11.8 * sum(map(syllables, counted)) / len(counted) - 15.59
