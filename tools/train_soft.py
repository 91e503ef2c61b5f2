"""Trains the marks put softly: `python -m tools.train_soft --date 2026-11-26`.

Writes src/mending/coach/soft.en.json from the pairs, letters and ordinary texts of bench/coach/build, the same
from the same.
"""

import argparse
import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from mending.coach.packed import Packed
from tools.coach.softly import AFTER, BEFORE, LABELS, Row, Weights, learn, rows, signs_of

FILE = Path(__file__).parents[1] / "src/mending/coach/soft.en.json"
TEXTS = Path(__file__).parents[1] / "bench/coach/build"
ORDINARY = ("cb", "cw", "cx", "cy", "cz", "talk-a", "talk-b", "talk-c", "talk-d", "talk-e", "talk-f")
"""How ordinary texts are named that are learned from; later ones serve to count."""
CALM = 1.5
"""Turns of talk are ordinary where they are judged less problematic than that, of one to four."""
MOST = 14_000
"""So many signs are kept, the weightiest."""
UNIT, STEPS = 0.025, 127
"""What one step of a weight is worth, and how many there are: a weight fits into a byte."""
BARS = (-3.0, -2.9, -1.4, -2.6, -3.2, -3.4, -2.7, -2.1, -3.2, -2.4, -2.4, -3.0)
"""The bar of each label in a single sentence, chosen by tools/try_soft.py on authors left out in turn; blame's is
lower, as three more authors showed it too high."""
RISE, CLOSE = 0.2, 2.0
"""How much more a text of twice as many sentences has to reach; how far a label may be behind the weightiest."""
KEEP = (-4.5, 0.3)
"""The bar (`soft.Bar`) for keeping what rules put softly."""

Texts = tuple[list[Row], list[Row], list[Row]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--date", type=date.fromisoformat, required=True, help="the day to be written into the file"
    )
    asked = parser.parse_args()
    known = texts()
    data = described(learn(*known), known, asked.date)
    FILE.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes from {data['about']['learned_from']}")


def texts() -> Texts:
    """The pairs about marks, the letters, and ordinary texts."""
    pairs = [pair for pair in rows(TEXTS / "pairs.jsonl") if pair["label"] in LABELS]
    ordinary = [row for row in rows(TEXTS / "crisis.jsonl") if row["type"] == "ordinary"]
    ordinary += [row for row in rows(TEXTS / "talk.jsonl") if row["problematic"] < CALM]
    return pairs, rows(TEXTS / "letters.jsonl"), [row for row in ordinary if row["id"].startswith(ORDINARY)]


def described(model: Weights, known: Texts, day: date) -> dict[str, Any]:
    """The file: what it is, and the weights as the coach reads them."""
    pairs, letters, ordinary = (len(some) for some in known)
    about = {
        "made": day.isoformat(),
        "by": "tools/train_soft.py",
        "learned_from": (
            f"{pairs} pairs, {letters} letters and {ordinary} ordinary texts of bench/coach/build, "
            "written for this project"
        ),
        "sha256_of_the_signs": fingerprint(known),
        "licence": "the project's own",
        "not_for": "judging people, writing scores into a record, danger, or any decision",
    }
    return {"about": about, "labels": LABELS, **written(model)}


def fingerprint(known: Texts) -> str:
    """Of all that is learned from, as the coach reads it: it changes with a text, a list, or a shape of a part."""
    made = hashlib.sha256()
    for row in chain(*known):
        said = [signs_of(row[key]) for key in ("with", "without", "text") if key in row]
        made.update(json.dumps([row.get("label"), row.get("marks"), said], sort_keys=True).encode())
    return made.hexdigest()


def written(model: Weights) -> dict[str, Any]:
    """The weightiest signs, a byte for each label, and the bars."""
    size = np.abs(model.weights).max(1)
    cut = max(np.sort(size)[::-1][MOST - 1] if len(size) > MOST else 0.0, UNIT / 2)
    steps = np.clip(np.rint(model.weights / UNIT), -STEPS, STEPS).astype(np.int8)
    kept = {name: steps[at] for name, at in model.signs.items() if size[at] >= cut}
    here = sorted({name.removeprefix(BEFORE).removeprefix(AFTER) for name in kept})
    alone = [name for name in here if " " not in name]
    return {
        "bias": [round(float(one), 4) for one in model.bias],
        "unit": UNIT,
        "mark": BARS,
        "rise": RISE,
        "close": CLOSE,
        "keep": KEEP,
        "alone": _packed(kept, alone, ("", BEFORE, AFTER)),
        "others": _packed(kept, [name for name in here if " " in name], ("",)),
    }


def _packed(weights: dict[str, np.ndarray], names: Sequence[str], starts: Sequence[str]) -> Packed:
    """The weights of these signs, each in its own sentence and, where asked, before and after another."""
    none = np.zeros(len(LABELS), np.int8)
    steps = [weights.get(start + name, none) for name in names for start in starts]
    return {"signs": "\n".join(names), "bytes": base64.b64encode(np.array(steps).tobytes()).decode("ascii")}


if __name__ == "__main__":
    main()
