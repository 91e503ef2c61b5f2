"""Taking a backup: made under a name of its own, opened and looked through, and only then given its name."""

from pathlib import Path

from mending.foundation import clock
from mending.site.keeping import container, embedded, postgres
from mending.site.keeping.home import Home
from mending.site.keeping.manifest import Manifest, differences
from mending.site.keeping.words import told
from mending.site.trouble import Stop
from mending.vault import keyring
from mending.vault.sqlcipher import copying

COPIES_KEPT = 5
"""How many of the copies taken before migrations stay."""


def take(home: Home, final: Path) -> Manifest:
    """Write a backup of the running or stopped installation to `final`. Raises Stop, leaving nothing behind."""
    if final.exists():
        raise Stop(f"There is already a file {final}. A backup never overwrites another; choose another name.")
    if home.is_embedded and not home.file.exists():
        raise Stop(f"There is no database in {home.data} yet. Start Mending once, or name the folder with --data.")
    with told(final.parent):
        ring = keyring.load(home.key_file)
        with container.draft(final) as draft:
            written = _take(home, draft, ring.current)
            wrong = faults(draft, ring, written)
            if wrong:
                raise Stop(f"The backup did not come out whole and was thrown away: {wrong[0]}. Run it again.")
    return written


def name_for(ring: keyring.Ring, why: str = "") -> str:
    """A name that sorts by time (UTC) and tells which key it will need."""
    return f"mending-{why}{clock.now():%Y%m%d-%H%M%S}-key-{ring.current.id}.backup"


def take_before_migration(home: Home) -> Path:
    """Keep a copy before the tables change (SAFETY D5), and let go of all but the newest few of these."""
    with told(home.backups):
        final = home.backups / name_for(keyring.load(home.key_file), "before-upgrade-")
    take(home, final)
    for old in sorted(home.backups.glob("mending-before-upgrade-*.backup"))[:-COPIES_KEPT]:
        old.unlink()
    return final


def faults(path: Path, ring: keyring.Ring, written: Manifest | None = None) -> list[str]:
    """What is wrong with a backup, opening it; empty when it is whole. Raises WrongKey and its like."""
    with container.opened(path, ring) as opened:
        found = copying.forged_pages(opened) or copying.broken_structure(opened)
        if found:
            return found
        kept = container.read_manifest(opened)
        if written is not None and kept != written:
            return ["what it says of itself is not what was written"]
        if kept.dump_digest:
            return _faults_of_dump(opened, kept)
        found_rows = copying.count_rows(opened)
        found_rows.pop(container.TABLE)
        return differences(kept.counts, found_rows) + copying.stray_rows(opened)


def _faults_of_dump(opened: object, kept: Manifest) -> list[str]:
    if postgres.digest_of(opened) != kept.dump_digest:
        return ["the dump in it is not the one that was made"]
    listed = postgres.listing(opened)
    return [
        f"the dump holds no rows of {name}" for name in kept.counts if f"TABLE DATA public {name} " not in listed
    ]


def _take(home: Home, draft: Path, key: keyring.InstallationKey) -> Manifest:
    if home.is_embedded:
        return embedded.take(home.file, home.database["OPTIONS"]["key"], draft, key)
    return postgres.take(home.database, draft, key)
