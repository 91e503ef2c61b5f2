"""Trains what sentences weigh: `python -m tools.train_soft --date 2026-11-26`.

Writes src/mending/coach/weights.en.json from the pairs, letters and ordinary texts of bench/coach/build, the same
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
from tools.coach.softly import AFTER, BEFORE, LABELS, Row, Weights, features_of, learn, rows

FILE = Path(__file__).parents[1] / "src/mending/coach/weights.en.json"
TEXTS = Path(__file__).parents[1] / "bench/coach/build"
ORDINARY = ("cb", "cw", "cx", "cy", "cz", "talk-a", "talk-b", "talk-c", "talk-d", "talk-e", "talk-f")
"""How ordinary texts are named that are learned from; later ones serve to count."""
CALM = 1.5
"""Turns of talk are ordinary where they are judged less problematic than that, of one to four."""
MOST, OFTEN = 24_000, 0.3
"""So many features are kept: those that weigh most, times how often they stand somewhere, to this power."""
UNIT, STEPS = 0.025, 127
"""What one step of a weight is worth, and how many there are: a weight fits into a byte."""
BARS = {
    **{"blame": -2.6, "absolute": -2.0, "conditional_apology": -2.1, "justification": -2.7},
    **{"minimising": -2.6, "passive_agent": -3.2, "self_focus": -2.6, "pressure_to_forgive": -2.7},
    **{"demand": -3.5, "threat": -2.4, "over_promise": -3.0, "label": -1.1, "responsibility": -1.0},
    **{"repair": -2.0, "regret": -2.6, "explanation": -1.7, "repentance": -1.9, "forgiveness_request": -0.9},
    **{"facts": -0.5, "feeling": -1.6, "ask": -0.4, "reason": -0.5, "room": 0.7, "feeling_named": -1.0},
    **{"need_named": -1.9, "empathy": -1.6, "we": -0.8, "limit": -0.5},
}
"""The bar of each label in a single sentence, chosen by tools/try_soft.py on authors left out in turn; those of
marks half a point lower: good letters carry far fewer marks than they may, and more is found.
"""
RISE, CLOSE = 0.5, 2.0
"""How much more a text of twice as many sentences has to reach; how far a mark may be behind the weightiest."""
KEEP_MARK, KEEP_PART = (-4.5, 0.3), (-5.0, 0.3)
"""The bars (`weighing.Bar`) for keeping what shapes found of a mark and of a part."""

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
    """The pairs, the letters, and ordinary texts."""
    ordinary = [row for row in rows(TEXTS / "crisis.jsonl") if row["type"] == "ordinary"]
    ordinary += [row for row in rows(TEXTS / "talk.jsonl") if row["problematic"] < CALM]
    return (
        rows(TEXTS / "pairs.jsonl"),
        rows(TEXTS / "letters.jsonl"),
        [row for row in ordinary if row["id"].startswith(ORDINARY)],
    )


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
        "sha256_of_the_features": fingerprint(known),
        "licence": "the project's own",
        "not_for": "judging people, writing scores into a record, danger, or any decision",
    }
    return {"about": about, "labels": LABELS, **written(model)}


def fingerprint(known: Texts) -> str:
    """Of all that is learned from, as the coach reads it: it changes with a text, a list, or a shape of a part."""
    made = hashlib.sha256()
    for row in chain(*known):
        said = [features_of(row[key]) for key in ("with", "without", "text") if key in row]
        labels = [row.get("label"), row.get("marks"), row.get("where")]
        made.update(json.dumps([*labels, said], sort_keys=True).encode())
    return made.hexdigest()


def written(model: Weights) -> dict[str, Any]:
    """The features that matter most, a byte for each label, and the bars."""
    steps = np.clip(np.rint(model.weights / UNIT), -STEPS, STEPS).astype(np.int8)
    matters = np.abs(steps).max(1) * model.seen**OFTEN
    cut = max(np.sort(matters)[::-1][:MOST][-1], 1.0)
    kept = {name: steps[at] for name, at in model.features.items() if matters[at] >= cut}
    here = sorted({name.removeprefix(BEFORE).removeprefix(AFTER) for name in kept})
    alone = [name for name in here if " " not in name]
    return {
        "bias": [round(float(one), 4) for one in model.bias],
        "unit": UNIT,
        "bars": [BARS[label] for label in LABELS],
        "rise": RISE,
        "close": CLOSE,
        "keep_mark": KEEP_MARK,
        "keep_part": KEEP_PART,
        "alone": _packed(kept, alone, ("", BEFORE, AFTER)),
        "others": _packed(kept, [name for name in here if " " in name], ("",)),
    }


def _packed(weights: dict[str, np.ndarray], names: Sequence[str], starts: Sequence[str]) -> Packed:
    """The weights of these features, each in its own sentence and, where asked, before and after another."""
    none = np.zeros(len(LABELS), np.int8)
    steps = [weights.get(start + name, none) for name in names for start in starts]
    return {"features": "\n".join(names), "bytes": base64.b64encode(np.array(steps).tobytes()).decode("ascii")}


if __name__ == "__main__":
    main()
