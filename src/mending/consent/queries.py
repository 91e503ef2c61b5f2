"""Looking: the eyes through which every personal text is read, and the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from mending.consent.models import LedgerHead, LedgerRow
from mending.consent.rules import Item, Viewer, may_see
from mending.consent.rules.chain import Entry, Fault, first_fault
from mending.foundation import clock
from mending.vault.fields import sealed_columns
from mending.vault.queries import holding_keys, keys_of, open_text
from mending.vault.tags import house_secret

# Around one request: whose keys were fetched once need not be fetched again for each look.
one_request = holding_keys


class Eyes:
    """One viewer's look at one moment. Asks the yes/no for each row and only then opens its seals."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self._now = clock.now()
        self._keys: dict[UUID, dict[int, bytes]] = {}

    def may_see(self, row: Any) -> bool:
        return may_see(self.viewer, item_of(row), self._now)

    def text(self, row: Any, column: str) -> str:
        """The text in a row's sealed column. Raises Http404 when the viewer may not see the row."""
        item = item_of(row)
        if not may_see(self.viewer, item, self._now):
            raise Http404
        if item.owner not in self._keys:
            self._keys[item.owner] = keys_of(item.owner)
        return open_text(self._keys[item.owner], row, column)


def rows_whole(viewer: Viewer, table: type[Any], *order: str) -> list[dict[str, Any]]:
    """Every row of a table that the viewer owns, to be taken along: each column but the owner, seals opened."""
    eyes, sealed = Eyes(viewer), sealed_columns(table)
    kept = [field for field in table._meta.concrete_fields if field.name != "owner"]
    return [
        {
            field.name: eyes.text(row, field.name) if field.name in sealed else _plain(getattr(row, field.attname))
            for field in kept
        }
        for row in table.objects.filter(owner=viewer.id).order_by(*order)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def item_of(row: Any) -> Item:
    """The plain item a table's row stands for. A person owns their own row."""
    return Item(owner=getattr(row, "owner_id", row.pk), kind=row._meta.model_name, id=row.pk)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line as its person reads it: when, what was done, and whether they did it themselves."""

    number: int
    at: datetime
    verb: str
    by_me: bool


def ledger_of(viewer: Viewer, *, limit: int = 50, before: int | None = None) -> list[LedgerLine]:
    """The viewer's own lines, newest first."""
    rows = LedgerRow.objects.filter(about=viewer.id)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [
        LedgerLine(row.number, row.at, row.verb, row.actor == viewer.id)
        for row in rows.order_by("-number")[:limit]
    ]


def ledger_fault() -> Fault | None:
    """Walk the whole ledger; None when it is as it was written. For `doctor`, backup and restore."""
    head = LedgerHead.objects.first()
    if head is None:
        return Fault(1, "missing") if LedgerRow.objects.exists() else None
    return first_fault(house_secret("ledger"), _entries(), head.count, head.seal)


def _entries() -> Iterator[tuple[Entry, str]]:
    for row in LedgerRow.objects.order_by("number").iterator():
        yield Entry(row.number, row.at, row.actor, row.about, row.verb, row.kind, row.item), row.link
