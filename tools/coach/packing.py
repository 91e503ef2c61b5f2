"""Weights of words that were never met, as `mending.coach.near` reads them."""

import base64
from collections.abc import Mapping

import numpy as np

from mending.coach.near import Packed
from tools.coach.vectors import Matrix

STEPS = 127


def packed(weights: Mapping[str, Matrix]) -> Packed:
    """One byte for each word and output; what it is worth differs by output."""
    words = sorted(weights)
    rows = np.array([weights[word] for word in words])
    worth = [float(f"{one:.4g}") for one in np.abs(rows).max(0) / STEPS]
    bytes_ = np.clip(np.rint(rows / worth), -STEPS, STEPS).astype(np.int8).tobytes()
    return {"words": " ".join(words), "worth": worth, "bytes": base64.b64encode(bytes_).decode("ascii")}
