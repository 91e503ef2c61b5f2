"""How well the coach's rules agree with our own labelled texts: `python -m bench.coach --texts`.

Each half is counted by itself: `build` was read by those who wrote the rules, `held` was not, so only its figures
say anything about a text to come. Figures alone are printed, never a sentence.

What is counted, and how:

- **Pairs**: two texts alike but for one label. Told apart: the label is seen in the one and not in the other.
- **Right of the sure**: of the marks shown as sure in letters, the share that overlap a place labelled so.
- **Found**: of the places labelled in letters, the share on which a mark of that label stands, sure or soft.
- **Marks on a good letter**: marks of either tier on a hundred words of letters that carry none.
- **F1**: of a label, twice the right ones over what was seen and what is there; the mean over labels is macro-F1.
- **Trap among three**: the trap a thought shows is among those asked about.
- **Danger**: of texts of danger, alone and in the middle of a letter, those in which danger is seen at all; of
  look-alikes, ordinary texts, letters, and the better text of each pair, those in which it is seen though nobody
  meant any.

Beside each stands how often the thing is there: without it a share says little.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from mending.coach import parts, soft, traps
from mending.coach.crisis import dangers
from mending.coach.labels import Kind, Label, Mark, Part, RequestPart, Strength, Tier
from mending.coach.reading import read
from mending.coach.weighing import weighed

HOME = Path(__file__).parent
HALVES = ("build", "held")
_MARKS = frozenset(Label)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int
    all: int

    def __str__(self) -> str:
        return f"{self.of}/{self.all} ({self.of / self.all:.2f})" if self.all else "none"


def rows(name: str, half: str, home: Path = HOME) -> list[Row]:
    """The texts of a file, one a line."""
    return [json.loads(line) for line in (home / half / f"{name}.jsonl").read_text("utf-8").splitlines()]


def marks(text: str, kind: Kind) -> tuple[Mark, ...]:
    """The marks of a text, by rules and by weights, whether or not it tells of danger."""
    reading = read(text)
    return soft.marks(reading, weighed(text, reading), kind)


def seen(text: str, kind: Kind) -> set[str]:
    """All that is seen in a text, whatever its kind: marks, parts, parts of a request, strengths."""
    found = parts.of(text)
    return {mark.label.value for mark in marks(text, kind)} | {
        label.value for label in (*found.parts, *found.request_parts, *found.strengths)
    }


def told_apart(pair: Row) -> bool:
    """The label is seen in the text that has it, and not in the one beside it that has not."""
    kind, label = Kind(pair["kind"]), pair["label"]
    return label in seen(pair["with"], kind) and label not in seen(pair["without"], kind)


def pairs(of: Sequence[Row]) -> Share:
    """Pairs told apart."""
    return Share(sum(map(told_apart, of)), len(of))


def is_of_a_mark(pair: Row) -> bool:
    """Whether a pair is about a mark and not about a part or a strength."""
    return pair["label"] in _MARKS


def sure_and_right(letters: Iterable[Row]) -> Share:
    """Of the sure marks in letters, those on a place labelled so."""
    right = [
        any(mark.label == label and mark.start < end and start < mark.end for label, start, end in _places(row))
        for row in letters
        for mark in marks(row["text"], Kind(row["kind"]))
        if mark.tier is Tier.SURE
    ]
    return Share(sum(right), len(right))


def found_of_labelled(letters: Iterable[Row]) -> Share:
    """Of the places labelled in letters, those on which a mark of that label stands."""
    found = [
        any(mark.label == label and mark.start < end and start < mark.end for mark in made)
        for row in letters
        for made in [marks(row["text"], Kind(row["kind"]))]
        for label, start, end in _places(row)
    ]
    return Share(sum(found), len(found))


def _places(row: Row) -> Iterator[tuple[str, int, int]]:
    for mark in row["marks"]:
        start = row["text"].index(mark["words"])
        yield mark["label"], start, start + len(mark["words"])


def marks_on_good(letters: Iterable[Row]) -> tuple[int, int]:
    """Marks on letters that carry none, and the words of these letters."""
    good = [row for row in letters if row["quality"] == "good"]
    made = sum(len(marks(row["text"], Kind(row["kind"]))) for row in good)
    return made, sum(len(row["text"].split()) for row in good)


def f1(letters: Sequence[Row], labels: Iterable[str], field: str) -> dict[str, tuple[float, int]]:
    """F1 of each label judged for a whole text, and in how many texts it is there."""
    read = [(set(row[field]), seen(row["text"], Kind(row["kind"]))) for row in letters]
    return {label: _f1([(label in there, label in saw) for there, saw in read], label) for label in labels}


def _f1(both: Sequence[tuple[bool, bool]], label: str) -> tuple[float, int]:
    right = sum(there and saw for there, saw in both)
    said, is_there = sum(saw for _, saw in both), sum(there for there, _ in both)
    return 2 * right / max(1, said + is_there), is_there


def trap_among_three(thoughts: Sequence[Row]) -> Share:
    """Thoughts for which the trap they show is among those asked about."""
    return Share(
        sum(row["trap"] in {one.trap for one in traps.asked(row["text"])} for row in thoughts), len(thoughts)
    )


def danger_seen(texts: Iterable[str]) -> Share:
    """Texts in which danger is seen."""
    seen = [bool(dangers(text)) for text in texts]
    return Share(sum(seen), len(seen))


def within(texts: Iterable[str], letters: Sequence[Row]) -> Iterator[str]:
    """Each text in the middle of a letter, between two of its sentences."""
    for text, letter in zip(texts, cycle(letters)):
        sentences = _SENTENCE.split(letter["text"])
        middle = len(sentences) // 2
        yield " ".join([*sentences[:middle], text.rstrip(".") + ".", *sentences[middle:]])


def told(half: str, home: Path = HOME) -> Iterator[tuple[str, str, str]]:
    """What is counted in a half: its name, the figure, and how often it is there."""
    both, letters = rows("pairs", half, home), rows("letters", half, home)
    yield from _told_pairs(both)
    yield from _told_letters(letters)
    thoughts = rows("traps", half, home)
    yield (
        "right trap among three",
        str(trap_among_three(thoughts)),
        f"{len({row['trap'] for row in thoughts})} traps",
    )
    texts = rows("crisis", half, home)
    there = Share(sum(row["type"] == "danger" for row in texts), len(texts))
    of_danger = [row["text"] for row in texts if row["type"] == "danger"]
    yield "danger seen where it is", str(danger_seen(of_danger)), f"danger in {there}"
    yield "danger seen in the middle of a letter", str(danger_seen(within(of_danger, letters))), "all"
    for name, kind in (("look-alikes", "lookalike"), ("ordinary texts", "ordinary")):
        yield (
            f"danger seen in {name}",
            str(danger_seen(row["text"] for row in texts if row["type"] == kind)),
            "none",
        )
    yield "danger seen in letters", str(danger_seen(row["text"] for row in letters)), "none, or long past"
    yield "danger seen in short texts", str(danger_seen(row["without"] for row in both)), "none"


def _told_pairs(both: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    kinds: tuple[tuple[str, Callable[[Row], bool]], ...] = (
        ("marks", is_of_a_mark),
        ("parts and strengths", lambda pair: not is_of_a_mark(pair)),
    )
    for name, fits in kinds:
        yield f"pairs told apart, {name}", str(pairs([pair for pair in both if fits(pair)])), "one of each two"


def _told_letters(letters: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    labelled, words = sum(len(row["marks"]) for row in letters), sum(len(row["text"].split()) for row in letters)
    there = f"{labelled} places in {len(letters)} letters"
    yield "right of the sure marks", str(sure_and_right(letters)), there
    yield "labelled places found", str(found_of_labelled(letters)), f"{100 * labelled / words:.2f} on 100 words"
    on_good, of_words = marks_on_good(letters)
    yield (
        "marks on 100 words of good letters",
        f"{100 * on_good / of_words:.2f}" if of_words else "none",
        f"none in {of_words} words",
    )
    for name, kind, labels, field in (
        ("parts of an apology", "letter", [one.value for one in Part], "parts"),
        ("parts of a request", "request", [one.value for one in RequestPart], "request_parts"),
        ("strengths", None, [one.value for one in Strength], "strengths"),
    ):
        of_kind = [row for row in letters if kind in (None, row["kind"])]
        scores = f1(of_kind, labels, field)
        macro = sum(score for score, _ in scores.values()) / len(scores)
        each = ", ".join(f"{label} {score:.2f} ({there})" for label, (score, there) in scores.items())
        yield f"{name}, macro-F1", f"{macro:.2f}", f"in {len(of_kind)}: {each}"


def main() -> None:
    """Print a table for each half."""
    for half in HALVES:
        print(f"\n| our own texts, {half} | | how often there |\n|---|---|---|")
        for row in told(half):
            print(f"| {' | '.join(row)} |")
