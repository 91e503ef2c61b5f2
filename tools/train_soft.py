"""Trains the marks put softly: `python -m tools.train_soft --date 2026-11-26`.

Writes src/mending/coach/soft.en.json from the pairs and letters of bench/coach/build, the same from the same.
"""

import argparse
import json
from datetime import date
from pathlib import Path

import numpy as np

from tools.coach.softly import LABELS, Weights, learn, rows

FILE = Path(__file__).parents[1] / "src/mending/coach/soft.en.json"
TEXTS = Path(__file__).parents[1] / "bench/coach/build"
MOST = 5_500
"""So many signs are kept, the weightiest."""
MARK, KEEP = (-1.25, 0.45), (-4.5, 0.6)
"""The bars (`soft.Bar`) for a mark and for keeping what rules put softly; chosen on texts left out in turn."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--date", type=date.fromisoformat, required=True, help="the day to be written into the file"
    )
    asked = parser.parse_args()
    pairs, letters = rows(TEXTS / "pairs.jsonl"), rows(TEXTS / "letters.jsonl")
    of_marks = sum(pair["label"] in LABELS for pair in pairs)
    made = written(learn(pairs, letters), f"{of_marks} pairs and {len(letters)} letters", asked.date)
    FILE.write_text(made, "utf-8")
    print(f"{FILE.name}: {len(made):,} characters from {of_marks} pairs and {len(letters)} letters")


def written(model: Weights, texts: str, day: date) -> str:
    """The weights as the coach reads them: in hundredths, the weightiest signs."""
    about = {
        "made": day.isoformat(),
        "by": "tools/train_soft.py",
        "learned_from": f"{texts} of bench/coach/build, written for this project",
        "licence": "the project's own",
        "not_for": "judging people, writing scores into a record, danger, or any decision",
    }
    size = np.abs(model.weights).max(1)
    cut = np.sort(size)[::-1][MOST - 1] if len(size) > MOST else 0.0
    data = {
        "about": about,
        "labels": LABELS,
        "bias": [round(float(one), 4) for one in model.bias],
        "mark": MARK,
        "keep": KEEP,
        "weights": {
            name: [round(100 * float(one)) for one in model.weights[at]]
            for name, at in model.signs.items()
            if size[at] >= cut
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"


if __name__ == "__main__":
    main()
