"""The last ninety days as a seam: a stitch for each day, and gold where it was mended."""

from dataclasses import dataclass

STEP = 4
STRIP_WIDTH, STRIP_HEIGHT = 90 * STEP, 18


@dataclass(frozen=True, slots=True)
class Strip:
    """Two paths: the stitches of days that count, and the gold ones of days that did not."""

    stitches: str
    gold: str


def strip(days: list[bool]) -> Strip:
    """The seam of these days, the last at the right end."""
    start = STRIP_WIDTH - len(days) * STEP
    marks = [(start + number * STEP + STEP // 2, counts) for number, counts in enumerate(days)]
    return Strip(
        "".join(f"M{x} 4v10" for x, counts in marks if counts),
        "".join(f"M{x - 1} 5l2 8m0-8l-2 8" for x, counts in marks if not counts),
    )
