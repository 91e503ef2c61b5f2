"""When Mending does not start, and the sentence that says what to do. Pure: `facts.py` gathers, this decides.

`mending serve` and `mending demo` stop at the first refusal; `mending doctor` prints all of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

SYNCHRONOUS_FULL = 2
POSTGRES_OLDEST = 15
POSTGRES_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found at start. A fact that does not apply, or was not reached, keeps its harmless default."""

    address: str = "127.0.0.1"
    """Where the server listens: a host name or an address, without the port."""
    url: str = "http://127.0.0.1"
    """The address that people type."""
    debug: bool = False
    trouble: str = ""
    """What stopped the gathering (the key, the file, the disk), already a sentence for the steward."""
    sqlite: Version | None = None
    journal_mode: str = "wal"
    synchronous: int = SYNCHRONOUS_FULL
    postgres: int | None = None
    """The major version."""
    postgres_settings: Mapping[str, str] = field(default_factory=dict)
    unknown_migrations: tuple[str, ...] = ()
    """Applied in the database, and not in this program: `app.name`."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to start. `code` is for tests and scripts, `sentence` for people."""

    code: str
    sentence: str


def refusals(facts: Facts) -> list[Refusal]:
    """Every reason not to start with these facts, the most basic first; empty when all is well."""
    return [refusal for rule in _RULES for refusal in rule(facts)]


def loses_commits(version: Version) -> bool:
    """Whether write-ahead logging in this SQLite has the "WAL-reset" defect, which can lose commits or damage
    the file when two connections write and checkpoint at the same moment.

    Source: SQLite's own page on write-ahead logging, section "The WAL-Reset Bug"
    (https://www.sqlite.org/wal.html#walresetbug): in 3.7.0 to 3.51.2, mended in 3.51.3, and in 3.50.7 and
    3.44.6 for those two lines. Before 3.7.0 there was no write-ahead log.
    """
    if version < (3, 7):
        return False
    mended: dict[Version, Version] = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}
    return version < mended.get(version[:2], (3, 51, 3))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`. Any name but `localhost` counts as reachable by others."""
    if host.strip("[]") == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _trouble(facts: Facts) -> Iterator[Refusal]:
    if facts.trouble:
        yield Refusal("trouble", facts.trouble)


def _debug_in_public(facts: Facts) -> Iterator[Refusal]:
    if facts.debug and not (is_loopback(facts.address) and is_loopback(_host(facts.url))):
        yield Refusal(
            "debug-in-public",
            "Debug mode is on and others can reach this address, so error pages show private words. "
            "Unset MENDING_DEBUG, or listen on 127.0.0.1.",
        )


def _plain_http(facts: Facts) -> Iterator[Refusal]:
    if facts.url.startswith("https://") or (is_loopback(facts.address) and is_loopback(_host(facts.url))):
        return
    yield Refusal(
        "plain-http",
        "Passwords and private words would cross the network unencrypted: others can reach this address and "
        f"it is not HTTPS ({facts.address}, {facts.url}). Put a proxy with a certificate in front "
        "(docs/host/ shows one), set MENDING_URL to its https:// address, or listen on 127.0.0.1.",
    )


def _wal_defect(facts: Facts) -> Iterator[Refusal]:
    if facts.sqlite and facts.journal_mode.lower() == "wal" and loses_commits(facts.sqlite):
        yield Refusal(
            "wal-defect",
            f"The SQLite in use ({_dotted(facts.sqlite)}) can lose what was saved "
            "when it keeps a write-ahead log. Install the sqlcipher3 package that uv.lock names, "
            "which carries 3.51.3 or newer.",
        )


def _synchronous(facts: Facts) -> Iterator[Refusal]:
    if facts.sqlite and facts.synchronous < SYNCHRONOUS_FULL:
        yield Refusal(
            "synchronous",
            "The database is set not to wait for the disk (synchronous is below FULL), so a power cut could "
            "lose what was saved. Take the setting of `synchronous` out of the database options.",
        )


def _postgres_version(facts: Facts) -> Iterator[Refusal]:
    if facts.postgres is not None and facts.postgres < POSTGRES_OLDEST:
        yield Refusal(
            "postgres-old",
            f"The PostgreSQL server is version {facts.postgres}; Mending needs {POSTGRES_OLDEST} or newer. "
            "Upgrade the server, or set DATABASE_URL to a newer one.",
        )


def _postgres_durable(facts: Facts) -> Iterator[Refusal]:
    for name in POSTGRES_DURABLE:
        if facts.postgres_settings.get(name) == "off":
            yield Refusal(
                f"postgres-{name}",
                f"PostgreSQL runs with {name} off, so a crash could lose what was saved. Set {name} = on in "
                "postgresql.conf (and for the role and database, if it was set there) and restart it.",
            )


def _newer_database(facts: Facts) -> Iterator[Refusal]:
    if facts.unknown_migrations:
        first, rest = facts.unknown_migrations[0], len(facts.unknown_migrations) - 1
        more = f" and {rest} more" if rest else ""
        yield Refusal(
            "newer-database",
            f"This database was last used by a newer Mending ({first}{more} is unknown here). "
            "Install that newer version again, or restore a backup that this version made.",
        )


_RULES: tuple[Callable[[Facts], Iterator[Refusal]], ...] = (
    _debug_in_public,
    _plain_http,
    _trouble,
    _wal_defect,
    _synchronous,
    _postgres_version,
    _postgres_durable,
    _newer_database,
)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))
