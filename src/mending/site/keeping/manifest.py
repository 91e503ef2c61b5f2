"""What a backup says of itself, kept inside it. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

FORMAT = 1
EMBEDDED, POSTGRESQL = "embedded", "postgresql"


class ManifestTrouble(Exception):
    """This is no backup, or one of a kind this program does not know."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Counts are rows by table; `ledger` and `ledger_last` are the length of the ledger and its last hash."""

    database: str
    made_at: str
    mending: str
    key: str
    migrations: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    ledger: int = 0
    ledger_last: str = ""
    dump_digest: str = ""
    format: int = FORMAT


def to_rows(manifest: Manifest) -> list[tuple[str, str]]:
    return [(name, json.dumps(value)) for name, value in asdict(manifest).items()]


def from_rows(rows: Iterable[tuple[str, str]]) -> Manifest:
    """The manifest again. Raises ManifestTrouble."""
    try:
        manifest = Manifest(**{name: json.loads(value) for name, value in rows})
    except (TypeError, ValueError):
        raise ManifestTrouble("What the backup says of itself cannot be read.") from None
    if manifest.format > FORMAT:
        raise ManifestTrouble(
            f"The backup has format {manifest.format}; this Mending knows up to {FORMAT}. "
            "Install the Mending that made it, or a newer one."
        )
    return manifest


def differences(promised: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """Each table whose rows are not as many as promised, in words."""
    return [
        f"{name} has {found.get(name, 0)} rows in place of {promised.get(name, 0)}"
        for name in sorted(promised.keys() | found.keys())
        if promised.get(name, 0) != found.get(name, 0)
    ]
