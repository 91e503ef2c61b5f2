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
from tools.coach.learning import SEEN_IN, Matrix, Model, learn
from tools.coach.packing import packed
from tools.coach.turns import HEADS, Turn, read
from tools.coach.vectors import about as about_vectors

FILE = Path(__file__).parents[1] / "src/mending/coach/heads.en.json"
DIGITS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--turns", type=Path, required=True, help="turns.csv, with turns.LICENSE beside it")
    parser.add_argument(
        "--date", type=date.fromisoformat, required=True, help="the day to be written into the file"
    )
    args = parser.parse_args()
    turns = read(args.turns)
    made = written(learn(turns), turns, args.turns.with_name("turns.LICENSE").read_text("utf-8"), args.date)
    FILE.write_text(made, "utf-8")
    print(f"{FILE.name}: {len(made):,} characters from {len(turns)} turns")


def written(model: Model, turns: list[Turn], licence: str, day: date) -> str:
    """The model as the coach reads it: phrases whole, weights rounded."""
    classes, ways = opened()
    times = Counter(said for turn in turns for said in (*turn.words, *turn.wide))
    met = {said for said in model.words if times[said] >= SEEN_IN}
    about = {
        "made": day.isoformat(),
        "by": "tools/train_coach.py",
        "learned_from": f"{len(turns)} turns of {len({turn.dialogue for turn in turns})} dialogues written by a "
        "machine, each judged by four people",
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
        "near": packed({word: weights for word, weights in model.words.items() if word not in met}),
        "classes": classes,
        "ways": ways,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def _short(weights: Matrix) -> list[float]:
    return [round(float(weight), DIGITS) for weight in weights]


if __name__ == "__main__":
    main()
