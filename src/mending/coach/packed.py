"""Weights of features, a byte for each output, added up for all outputs at once.

A feature's bytes are read as one whole number in which each output has a field of its own, wide enough that a sum
over any text stays in it: one addition a feature does for all outputs, and a feature takes little room. Features
of two words weigh in their own sentence; those of one word in the sentences beside it too, with three times the
outputs.
"""

import base64
import struct
from collections.abc import Sequence
from typing import TypedDict

_BITS = 32


class Packed(TypedDict):
    """As it stands in a file: features with a line each, and for each feature one signed byte an output."""

    features: str
    bytes: str


class Table:
    """The weights of many features: of those that weigh beside their sentence too, and of all others.

    `at` says at which place a feature with weight stands.
    """

    __slots__ = ("_all", "_bytes", "_ends", "_few", "_many", "_outputs", "_whole", "at")

    def __init__(self, wide: Packed, narrow: Packed, outputs: int) -> None:
        """Raises ValueError where features and bytes do not go together."""
        names = [[name for name in some["features"].split("\n") if name] for some in (wide, narrow)]
        sizes = [3 * outputs] * len(names[0]) + [outputs] * len(names[1])
        self.at = {name: at for at, name in enumerate(names[0] + names[1])}
        self._bytes = base64.b64decode(wide["bytes"]) + base64.b64decode(narrow["bytes"])
        if len(self._bytes) != sum(sizes):
            raise ValueError(f"{len(sizes)} features do not go with {len(self._bytes)} bytes")
        self._outputs, self._ends = outputs, 3 * outputs * len(names[0])
        self._few, self._many = struct.Struct(f"<{outputs}i"), struct.Struct(f"<{3 * outputs}i")
        self._all = sum(1 << (_BITS * at + _BITS - 1) for at in range(3 * outputs))
        self._whole: list[int | None] = [None] * len(sizes)

    def whole(self, at: int) -> int:
        """What the feature at this place weighs, as a number to be added up."""
        made = self._whole[at]
        return self._met(at) if made is None else made

    def spread(self, total: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """A sum for each output: in the sentence itself, in the one after it, in the one before it."""
        # Each field is lifted above nought, and its highest bit turned back.
        fields = self._many.unpack(((total + self._all) ^ self._all).to_bytes(self._many.size, "little"))
        return fields[: self._outputs], fields[self._outputs : 2 * self._outputs], fields[2 * self._outputs :]

    def of(self, name: str, output: int) -> int:
        """What one feature weighs in its own sentence for one output."""
        if (at := self.at.get(name)) is None:
            return 0
        byte = self._bytes[self._first(at) + output]
        return byte - 256 if byte > 127 else byte

    def _first(self, at: int) -> int:
        wide = self._ends // (3 * self._outputs)
        return 3 * self._outputs * at if at < wide else self._ends + self._outputs * (at - wide)

    def _met(self, at: int) -> int:
        """A feature that a text has for the first time."""
        first = self._first(at)
        fields = self._many if first < self._ends else self._few
        count = fields.size * 8 // _BITS
        bits = int.from_bytes(fields.pack(*struct.unpack_from(f"<{count}b", self._bytes, first)), "little")
        # A weight below nought adds one to the next, which is taken off here.
        made = bits - ((bits & self._all & ((1 << (_BITS * count)) - 1)) << 1)
        self._whole[at] = made
        return made
