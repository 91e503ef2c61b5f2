"""Trains the heads of the coach: `python -m tools.train_coach --turns bench/coach/turns.csv`.

Writes src/mending/coach/heads.en.json, the same from the same turns. How well it does on dialogues it has not
learned from is measured by bench/coach.py.
"""

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path

from mending.coach.heads import SMALL
from tools.coach.expanding import opened
from tools.coach.learning import SEEN_IN, Matrix, Model, learn, lesson
from tools.coach.packing import packed
from tools.coach.turns import HEADS, Turn, read, read_talk
from tools.coach.vectors import about as about_vectors

FILE = Path(__file__).parents[1] / "src/mending/coach/heads.en.json"
TALK = Path(__file__).parents[1] / "bench/coach/build/talk.jsonl"
DIGITS = 4
LEAST = 0.0025
"""Words in a row that weigh less than this for every head are left out."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--turns", type=Path, required=True, help="turns.csv, with turns.LICENSE beside it")
    parser.add_argument(
        "--date", type=date.fromisoformat, required=True, help="the day to be written into the file"
    )
    args = parser.parse_args()
    turns, talk = read(args.turns), read_talk(TALK)
    licence = args.turns.with_name("turns.LICENSE").read_text("utf-8")
    made = written(learn(turns, lesson(talk)), turns, talk, licence, args.date)
    FILE.write_text(made, "utf-8")
    print(f"{FILE.name}: {len(made):,} characters from {len(turns)} turns and {len(talk)} of our own")


def written(model: Model, turns: list[Turn], talk: list[Turn], licence: str, day: date) -> str:
    """The model as the coach reads it: phrases whole, weights rounded."""
    classes, ways = opened()
    times = Counter(said for turn in (*turns, *talk) for said in (*turn.words, *turn.wide))
    met = {said for said, weights in model.words.items() if times[said] >= SEEN_IN and _counts(said, weights)}
    about = {
        "made": day.isoformat(),
        "by": "tools/train_coach.py",
        "learned_from": f"{len(turns)} turns of {len({turn.dialogue for turn in turns})} dialogues written by a "
        "machine, each judged by four people",
        "taught_by": f"{len(talk)} turns of {len({turn.dialogue for turn in talk})} scenes of this project's own",
        "source": "PersonaConflicts corpus (Shen et al., EMNLP 2025)",
        "licence_of_the_turns": licence,
        "words_never_met": about_vectors(),
        "not_for": "judging people, writing scores into a record, danger, or any decision",
    }
    data = {
        "about": about,
        "heads": HEADS,
        "bias": _short(model.bias),
        "slope": _short(model.slope),
        "shift": _short(model.shift),
        "cut": round(model.cut, DIGITS),
        "numbers": {name: _short(weights) for name, weights in sorted(model.numbers.items())},
        "words": {word: [round(float(one) / SMALL) for one in model.words[word]] for word in sorted(met)},
        "near": packed({word: model.words[word] for word in model.words.keys() - met if " " not in word}),
        "classes": classes,
        "ways": ways,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def _counts(said: str, weights: Matrix) -> bool:
    return " " not in said or bool(abs(weights).max() >= LEAST)


def _short(weights: Matrix) -> list[float]:
    return [round(float(weight), DIGITS) for weight in weights]


if __name__ == "__main__":
    main()
