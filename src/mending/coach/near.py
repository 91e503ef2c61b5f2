"""What words weigh that a model never met: learned from where they stand among words it has.

Kept as one byte for each word and output, and read when a word is looked up: most are never needed.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict


class Packed(TypedDict):
    """As it stands in a file: words with a space between, what a byte is worth for each output, the bytes."""

    words: str
    worth: Sequence[float]
    bytes: str


class Near(Mapping[str, list[float]]):
    """A weight of each output for each word."""

    def __init__(self, packed: Packed) -> None:
        self._worth = packed["worth"]
        self._at = {word: at for at, word in enumerate(packed["words"].split())}
        self._bytes = memoryview(base64.b64decode(packed["bytes"])).cast("b")
        if len(self._bytes) != len(self._at) * len(self._worth):
            raise ValueError(f"{len(self._at)} words do not go with {len(self._bytes)} bytes")

    def __getitem__(self, word: str) -> list[float]:
        first = self._at[word] * len(self._worth)
        row = self._bytes[first : first + len(self._worth)]
        return [byte * worth for byte, worth in zip(row, self._worth, strict=True)]

    def __contains__(self, word: object) -> bool:
        return word in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)
