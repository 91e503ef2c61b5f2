"""Where words stand by what they mean: rows of numbers, alike for words used alike. For training alone.

Made by tools/make_vectors.py from GloVe, which is in the public domain; what it is stands in the file.
"""

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("vectors.en.json")

Matrix = np.ndarray


@cache
def table() -> Mapping[str, Matrix]:
    """A row for each word, the most common first; their middle is nought and their mean size one."""
    data = json.loads(FILE.read_text("utf-8"))
    bytes_ = np.frombuffer(base64.b64decode(data["vectors"]), np.int8)
    rows = bytes_.reshape(-1, data["size"]) * (data["width"] / 127)
    rows = rows - rows.mean(0)
    rows /= np.sqrt((rows**2).sum(1).mean())
    return dict(zip(data["words"].split(), rows, strict=True))


def about() -> Mapping[str, str]:
    """What the table is and whose: for the file of each model that learned with it."""
    said: dict[str, str] = json.loads(FILE.read_text("utf-8"))["about"]
    return said
