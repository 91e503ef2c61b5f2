"""The one yes/no (SAFETY B1): who may see what, on plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mending.consent.rules.sides import Side


@dataclass(frozen=True, slots=True)
class Grant:
    """One person lets another see one item, or one kind of item, for a time.

    `item` is None for a standing share of the whole kind. It begins at `starts` (a standing share waits,
    SAFETY A4) and ends at `ends`, or is open-ended when that is None. A withdrawal is never undone.
    """

    owner: UUID
    recipient: UUID
    kind: str
    item: UUID | None
    starts: datetime
    ends: datetime | None = None
    withdrawn: datetime | None = None

    def covers(self, item: "Item", now: datetime) -> bool:
        return (
            self.owner == item.owner
            and self.kind == item.kind
            and self.item in (None, item.id)
            and self.starts <= now
            and (self.ends is None or now < self.ends)
            and self.withdrawn is None
        )


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: their id, their side, the time zone of their day, and the grants made to them."""

    id: UUID
    side: Side
    zone: str = "UTC"
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that belongs to a person."""

    owner: UUID
    kind: str
    id: UUID


_MAY_RECEIVE = (Side.PERSON, Side.LOVED_ONE, Side.COUNSELOR)


def may_see(viewer: Viewer, item: Item, now: datetime) -> bool:
    """Whether `viewer` may see `item` at `now` (UTC). The only such decision in Mending.

    Owners see what is theirs. Everyone else needs a grant that names them and covers the item now.
    Coordinators and stewards hold no content permission, whatever was granted (SAFETY B1).
    """
    if viewer.id == item.owner:
        return True
    if viewer.side not in _MAY_RECEIVE:
        return False
    return any(grant.recipient == viewer.id and grant.covers(item, now) for grant in viewer.grants)
