"""The picture of the months: stacked columns laid out as plain shapes, from counts the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from mending.foundation.dates import Month
from mending.promises.rules.record import MonthCounts

WIDTH, HEIGHT = 300, 190
LEFT, TOP, BOTTOM = 26, 8, 22
COLUMN = 15.0
PARTS = ("kept", "renegotiated", "told", "found_out", "open")
"""From the ground up. Each has a colour and a weave of its own, so that it reads in grey and on paper."""
WOVEN = ("renegotiated", "told", "found_out")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a column: a rectangle in the picture's own units, y from the top."""

    part: str
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def outline(self) -> str:
        """Its four sides, as a path says them."""
        return f"M{self.x:.2f} {self.y:.2f}h{self.width:.2f}v{self.height:.2f}h{-self.width:.2f}z"


@dataclass(frozen=True, slots=True)
class Column:
    """One month, its blocks from the ground up, and where its name stands."""

    month: Month
    middle: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """All blocks of one part, as one path: a page with twelve columns draws five shapes, not sixty."""

    part: str
    outline: str

    @property
    def is_woven(self) -> bool:
        """Whether a weave lies over its colour."""
        return self.part in WOVEN


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across at a round number."""

    value: int
    y: float


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole picture, WIDTH by HEIGHT units. The ground is the line the columns stand on."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    ground: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def layers(self) -> list[Layer]:
        """The parts there are any of, from the ground up."""
        blocks = [block for column in self.columns for block in column.blocks]
        paths = {part: "".join(one.outline for one in blocks if one.part == part) for part in PARTS}
        return [Layer(part, path) for part, path in paths.items() if path]


def scene(months: Sequence[MonthCounts]) -> Scene:
    """Lay out months side by side on one scale, from nothing to a round number above the fullest month."""
    ground = float(HEIGHT - BOTTOM)
    top = round_up(max((_height(month) for month in months), default=0))
    unit = (ground - TOP) / top
    pitch = (WIDTH - LEFT) / max(1, len(months))
    columns = (_column(month, LEFT + pitch * (n + 0.5), ground, unit) for n, month in enumerate(months))
    ticks = tuple(Tick(value, round(ground - value * unit, 2)) for value in (0, top // 2, top) if value or not top)
    return Scene(tuple(columns), tuple(sorted({Tick(0, ground), *ticks}, key=lambda tick: tick.value)), ground)


def round_up(count: int) -> int:
    """The next even round number (2, 4, 6, 8, 10, 20, 30, 40, 60, 80, 100, 120 …), so that its half is whole."""
    size = 1
    while True:
        for step in (2, 4, 6, 8) if size == 1 else (1, 1.2, 1.6, 2, 3, 4, 6, 8):
            top = int(step * size)
            if top >= count and top % 2 == 0:
                return top
        size *= 10


def _height(month: MonthCounts) -> int:
    return sum(getattr(month, part) for part in PARTS)


def _column(month: MonthCounts, middle: float, ground: float, unit: float) -> Column:
    blocks, y = [], ground
    for part in PARTS:
        count = getattr(month, part)
        if count:
            y -= count * unit
            x = round(middle - COLUMN / 2, 2)
            blocks.append(Block(part, count, x, round(y, 2), COLUMN, round(count * unit, 2)))
    return Column(month.month, round(middle, 2), tuple(blocks))
