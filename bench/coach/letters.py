"""How long the coach takes for letters it never met, and how much it holds: `python -m bench.coach --letters`.

Letters of 600 words are made of texts of `build`, drawn at random and each used once, so that a letter shares no
sentence with another: what the coach has ready from the letters before helps only as far as people use the same
words. All of it in one fresh process: the first letter, twenty to warm up, and all others.

Processor time, because other work on the machine would count otherwise; memory as the system sees it (RSS).
"""

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

BUILD = Path(__file__).with_name("build")
WORDS, WARM_UP = 600, 20
_STOPS = re.compile(r"[.!?,;:\n]+")


def letters() -> list[str]:
    """Letters of at least 600 words; the same each time."""
    texts = list(_texts())
    random.Random(1).shuffle(texts)
    made, parts = list[str](), list[str]()
    for text in texts:
        parts.append(text)
        if sum(len(part.split()) for part in parts) >= WORDS:
            made.append("\n\n".join(parts) if len(made) % 2 else " ".join(parts))
            parts = []
    return made


def _texts() -> Iterator[str]:
    """Texts such as people write; those that tell of danger left out, since help stands before all else there."""
    yield from (row["text"] for row in _rows("letters"))
    yield from (row[side] for row in _rows("pairs") for side in ("with", "without"))
    yield from (row["text"] for row in _rows("crisis") if row["type"] != "danger")


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The texts of a file; read here, for `texts.py` would bring the coach with it."""
    return map(json.loads, (BUILD / f"{name}.jsonl").read_text("utf-8").splitlines())


def measure() -> None:
    """Print what the coach takes in this process, which has not read anything yet."""
    several = letters()
    before, started = _held(), time.process_time()
    from mending.coach import crisis, reading, weighing  # noqa: PLC0415
    from mending.coach.labels import Kind  # noqa: PLC0415
    from mending.coach.review import review  # noqa: PLC0415

    imported = time.process_time()
    print(f"import: {(imported - started) * 1000:.0f} ms, {_held() - before:.1f} MB")
    reading.language("en"), crisis._language("en"), weighing.model("en")
    print(f"reading its lists: {(time.process_time() - imported) * 1000:.0f} ms, {_held() - before:.1f} MB in all")
    spent = []
    for letter in several:
        started = time.process_time()
        review(letter, Kind.LETTER)
        spent.append((time.process_time() - started) * 1000)
    first, new = spent[0], spent[1 + WARM_UP :]
    print(f"the first letter: {first:.0f} ms")
    print(f"{len(new)} letters it never met: median {median(new):.1f} ms, p95 {quantiles(new, n=20)[-1]:.1f} ms")
    for name, others in (
        ("met before", several[-WARM_UP:]),
        ("typed without stops", [_STOPS.sub(" ", letter) for letter in several[-2 * WARM_UP :]]),
    ):
        started = time.process_time()
        for letter in others:
            review(letter, Kind.LETTER)
        print(f"{name}: {(time.process_time() - started) * 1000 / len(others):.1f} ms on average")
    print(f"then it holds {_held() - before:.1f} MB in all")


def _held() -> float:
    """The memory of this process in megabytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    """Measure in a fresh process."""
    subprocess.run([sys.executable, "-m", "bench.coach.letters"], check=True)


if __name__ == "__main__":
    measure()
