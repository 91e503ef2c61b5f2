"""`python -m tools.words`: no word that wounds, nothing hard to read (SAFETY A12). Its lists: words.toml."""

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tools import reading, said
from tools.clone import where

LISTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_FORBIDDEN = {re.compile(rf"\b(?:{word})\b", re.IGNORECASE): better for word, better in LISTS["forbidden"].items()}
# Five words or an end of sentence make a sentence; less is a label and would only lower the grade.
_SENTENCE_WORDS = 5


def main() -> int:
    """Print each fault with its place; 1 when there is one."""
    faults = [*forbidden(said.everything()), *too_hard(said.everything())]
    print("\n".join(faults))
    return 1 if faults else 0


def forbidden(texts: Iterable[said.Words]) -> Iterator[str]:
    """Each forbidden word, where it stands, and what to write instead."""
    for words in texts:
        for pattern, better in _FORBIDDEN.items():
            for found in pattern.finditer(words.text):
                if not _allowed(where(words.file), found[0]):
                    yield f"{where(words.file, words.line)}: “{found[0]}” is not ours to say. Better: {better}."


def _allowed(file: str, word: str) -> bool:
    return any(
        file.startswith(entry["file"]) and re.fullmatch(entry["word"], word, re.IGNORECASE)
        for entry in LISTS.get("allowed", ())
    )


def too_hard(texts: Iterable[said.Words]) -> Iterator[str]:
    """Each page, or folder of small ones, whose reading grade is too high."""
    for place, grade in sorted(grades(texts).items()):
        if grade > LISTS["highest_grade"]:
            yield f"{place}: reading grade {grade:.1f}, more than {LISTS['highest_grade']}. Shorter words, please."


def grades(texts: Iterable[said.Words]) -> dict[str, float]:
    """The reading grade of each file, or of a folder's short ones together."""
    by_file: dict[Path, list[str]] = defaultdict(list)
    for words in texts:
        if words.is_prose and _is_sentence(words.text):
            by_file[words.file].append(words.text)
    return {place: reading.grade(texts) for place, texts in _long_enough(by_file).items()}


def _long_enough(by_file: dict[Path, list[str]]) -> dict[str, list[str]]:
    """The texts of each file, or where they are few words, of its folder, or else of the house together."""
    whole: dict[str, list[str]] = {}
    by_folder: dict[str, list[str]] = defaultdict(list)
    leftover: list[str] = []
    for file, texts in by_file.items():
        if _is_long(texts):
            whole[where(file)] = texts
        else:
            by_folder[f"{where(file.parent)}/ (short texts)"] += texts
    for folder, texts in by_folder.items():
        if _is_long(texts):
            whole[folder] = texts
        else:
            leftover += texts
    return whole | {"the house (its shortest texts)": leftover}


def _is_long(texts: list[str]) -> bool:
    return sum(len(reading.words(text)) for text in texts) >= LISTS["least_words"]


def _is_sentence(text: str) -> bool:
    return len(reading.words(text)) >= _SENTENCE_WORDS or text.rstrip().endswith((".", "!", "?"))


if __name__ == "__main__":
    sys.exit(main())
