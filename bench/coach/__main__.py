"""How well the coach agrees with people: `python -m bench.coach`.

First the rules on our own texts (`texts.py` says what is counted and how). Then the trained heads, on turns that
people judged; `--texts` leaves them out. `--letters` only says how long letters take that it never met.

Turns of 50 dialogues, each judged by four people, in ten parts; a dialogue is never in two of them. What is tried
was never learned from: what is learned beforehand is talk of our own, and words kept, scale, calibration and where
a yes begins come from the other nine parts. The whole is done with several ways of parting. The interval is of
dialogues drawn again and again.

Beside it: how often it is there at all, and how one of the four agrees with the other three.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

from bench.coach import letters, texts
from mending.coach import heads
from tools.coach.learning import Matrix, Model, auc, folds, learn, lesson, macro_f1
from tools.coach.turns import HEADS, Turn, present, read, read_talk

TURNS = Path(__file__).with_name("turns.csv")
TALK = Path(__file__).parent / "build/talk.jsonl"
PARTS, DRAWS = 10, 1_000
LETTER = "I took the money from your drawer, and I am sorry. You always trusted me, and I never told you. " * 31


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=5, help="ways of parting the dialogues")
    parser.add_argument("--texts", action="store_true", help="our own texts alone, which takes seconds")
    parser.add_argument("--letters", action="store_true", help="time and memory for letters it never met alone")
    asked = parser.parse_args()
    if asked.letters:
        letters.main()
        return
    texts.main()
    if asked.texts:
        return
    turns, taught = read(TURNS), lesson(read_talk(TALK))
    runs = [left_out(turns, taught, seed) for seed in range(asked.seeds)]
    dialogues = len({turn.dialogue for turn in turns})
    print(f"\n{len(turns)} turns, {dialogues} dialogues, {len(runs)} times {PARTS} parts\n")
    problematic(turns, runs)
    traits(turns, [chances for chances, _ in runs])
    speed()


def left_out(turns: list[Turn], taught: Model, seed: int) -> tuple[Matrix, Matrix]:
    """The chances of every turn, and the yes or no of "problematic", by a model that never saw its dialogue."""
    chances, yes = np.zeros((len(turns), len(HEADS))), np.zeros(len(turns), bool)
    for known, tried in folds([turn.dialogue for turn in turns], PARTS, seed):
        model = learn([turns[at] for at in known], taught)
        chances[tried] = model.chances([turns[at] for at in tried])
        yes[tried] = chances[tried, 0] > model.cut
    return chances, yes


def problematic(turns: list[Turn], runs: list[tuple[Matrix, Matrix]]) -> None:
    seen = np.array([turn.seen[0] for turn in turns])
    ways = {"mean 2.5 or more": present(turns)[:, 0], "two of four gave 3 or more": seen >= 2}
    print("| problematic | there in | macro-F1 | AUC | one rater against three |\n|---|---|---|---|---|")
    for name, there in ways.items():
        f1 = spread(turns, [(there, yes) for _, yes in runs], macro_f1)
        area = spread(turns, [(there, chances[:, 0]) for chances, _ in runs], auc)
        print(f"| {name} | {there.mean():.2f} | {f1} | {area} | {ceiling(seen):.3f} |")


def traits(turns: list[Turn], runs: list[Matrix]) -> None:
    print("\n| head | there in (2 of 4) | AUC | there in (1 of 4) | AUC | one rater against three, macro-F1 |")
    print("|---|---|---|---|---|---|")
    total = {2: 0.0, 1: 0.0}
    for at, head in enumerate(HEADS[1:], 1):
        cells = []
        for least in total:
            there = present(turns, least)[:, at]
            area = float(np.mean([auc(there, chances[:, at]) for chances in runs]))
            total[least] += area / (len(HEADS) - 1)
            cells += [f"{there.mean():.2f}", f"{area:.3f}"]
        people = ceiling(np.array([turn.seen[at] for turn in turns]))
        print(f"| {head} | {' | '.join(cells)} | {people:.3f} |")
    print(f"| mean | | {total[2]:.3f} | | {total[1]:.3f} | |\n")


def spread(turns: list[Turn], runs: list[tuple[Matrix, Matrix]], measure) -> str:  # type: ignore[no-untyped-def]
    """The mean over the runs, and 95 % of what comes out when dialogues are drawn again (first run)."""
    of, rng = np.array([turn.dialogue for turn in turns]), np.random.default_rng(0)
    rows = [np.flatnonzero(of == name) for name in sorted(set(of))]
    there, said = runs[0]
    drawn = []
    for _ in range(DRAWS):
        at = np.concatenate([rows[one] for one in rng.integers(0, len(rows), len(rows))])
        drawn.append(measure(there[at], said[at]))
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{np.mean([measure(*run) for run in runs]):.3f} ({low:.2f} to {high:.2f})"


def ceiling(seen: Matrix) -> float:
    """Macro-F1 of one of four, drawn at random, against most of the other three."""
    rng, found = np.random.default_rng(0), []
    for _ in range(200):
        one = rng.random(len(seen)) < seen / 4
        found.append(macro_f1(seen - one >= 2, one))
    return float(np.mean(found))


def speed() -> None:
    """A letter of some 600 words, sentence by sentence; and what the heads take in a fresh process."""
    sentences = [one for one in LETTER.split(". ") if one]
    heads.read(LETTER)
    spent = []
    for _ in range(30):
        started = time.perf_counter()
        for one in sentences:
            heads.read(one)
        spent.append((time.perf_counter() - started) * 1000)
    print(f"a letter of {len(LETTER.split())} words, heads alone: {median(spent):.1f} ms")
    fresh = (
        "import time, tracemalloc; tracemalloc.start(); s = time.perf_counter(); from mending.coach import heads; "
        "heads.read('You'); print(f'{(time.perf_counter() - s) * 1000:.0f} ms (traced),', "
        "f'{tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB at most')"
    )
    told = subprocess.run([sys.executable, "-c", fresh], capture_output=True, text=True, check=True).stdout
    print(f"import and first reading in a fresh process: {told.strip()}")


if __name__ == "__main__":
    main()
