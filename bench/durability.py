"""Killed under writers: is every acknowledged write there, and none half? `.venv/bin/python -m bench.durability`.

Writers are processes of their own that open accounts through the same action as the sign-up page: one
transaction with a key, a person and a row of the ledger. A writer says the account's id only after the
transaction is committed. All writers are killed with SIGKILL at a random moment (on PostgreSQL, in some
rounds, the database server with them), then everything is opened again and looked through.

With `--through server` the writers are signed-in people over HTTP, who change their own words again and again,
and `mending serve` with all its workers is what is killed.
"""

import argparse
import os
import random
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

from bench.serving import OPEN, PASSWORD, Client, Server, syncs_of_requests, write_until_killed
from tools.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {"DJANGO_SETTINGS_MODULE": "mending.site.settings"}
PREPARE = """
from mending.site.cli import place
import os
from pathlib import Path
place.make_key_once(place.settle(Path(os.environ["MENDING_DATA"])))
place.open_installation()
"""
WRITER = """
import os, sys, django
django.setup()
from uuid import uuid4
from mending.accounts.actions import open_account
from mending.consent.rules import Side
left = int(sys.argv[1])
while left:
    account = open_account(name=uuid4().hex, side=Side.PERSON)
    os.write(1, f"{account}\\n".encode())
    left -= 1
"""
EXAMINER = """
import sys
import django
django.setup()
from mending.accounts.models import Person
from mending.consent.models import LedgerRow
from mending.consent.queries import ledger_fault
from mending.vault.actions import try_keys
from mending.vault.models import PersonKey
people = set(Person.objects.values_list("id", flat=True))
keys = set(PersonKey.objects.values_list("person_id", flat=True))
rows = set(LedgerRow.objects.filter(verb="account.opened").values_list("item", flat=True))
print("half", len(people ^ keys) + len(people ^ rows))
print("fault", ledger_fault() if sys.argv[1] == "all" else None)
print("shut", try_keys()[1] if sys.argv[1] == "all" else 0)
for account in people:
    print(account)
"""


@dataclass
class Tally:
    """What was acknowledged and what was found, over all rounds."""

    acknowledged: set[str] = field(default_factory=set)
    rounds: int = 0
    lost: int = 0
    half: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.half or self.faults)

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds, {len(self.acknowledged):,} acknowledged writes, "
            f"{self.lost} lost, {self.half} half-written, {len(self.faults)} faults"
        )


class Installation:
    """One installation in a folder of its own, on the embedded database or on a given PostgreSQL."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("MENDING_")}
        self.environment: Mapping[str, str] = {
            **ours,
            **SETTINGS,
            "PYTHONPATH": str(ROOT / "src"),
            "MENDING_DATA": str(folder),
            "DATABASE_URL": database_url,
        }
        self.python(PREPARE)

    def python(self, script: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def writer(self, count: int = -1, before: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
        """A process that writes until it is killed, or `count` times; `before` is put in front of the command."""
        command = [*before, sys.executable, "-c", WRITER, str(count)]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def examine(self, tally: Tally) -> None:
        """Open everything again and compare with what was acknowledged.

        The ledger is walked and every key tried after the first rounds and then after every tenth, which
        sees the same faults later: nothing that is wrong goes away.
        """
        depth = "all" if tally.rounds < 3 or tally.rounds % 10 == 0 else "rows"
        half, fault, shut, *there = self.python(EXAMINER, depth).splitlines()
        tally.half += int(half.split()[1])
        tally.lost += len(tally.acknowledged - set(there))
        tally.faults += [said for said, good in ((fault, "fault None"), (shut, "shut 0")) if said != good]


def rounds_through_server(installation: Installation, tally: Tally, given: argparse.Namespace) -> Iterator[None]:
    """Let people write at the server, kill it, start it again, and look whether what was acknowledged is there."""
    installation.python(OPEN.format(count=given.writers, password=PASSWORD))
    clients = [Client(number) for number in range(given.writers)]
    server = Server(installation.environment)
    try:
        for client in clients:
            client.sign_in(server.port)
        for _ in range(given.rounds):
            write_until_killed(server, clients, each_round(given))
            tally.acknowledged = {
                f"{client.name} {number}" for client in clients for number in range(client.writes)
            }
            tally.rounds += 1
            server = Server(installation.environment)
            for client in clients:
                kept = client.kept(server.port)
                tally.lost += kept < client.acknowledged
                tally.half += kept > client.sent
            seen = Tally()
            installation.examine(seen)
            tally.half += seen.half
            tally.faults += seen.faults
            yield
    finally:
        server.kill()


def one_round(
    installation: Installation, tally: Tally, *, writers: int, least: int, cluster: Cluster | None
) -> None:
    """Let writers write `least` times together and a random moment more, kill everything, and look."""
    running = [installation.writer() for _ in range(writers)]
    try:
        said = _listen(running, least)
        if cluster is not None:
            cluster.kill()
    finally:
        for process in running:
            process.send_signal(signal.SIGKILL)
    for process in running:
        said += process.stdout.read() if process.stdout else b""
        process.wait()
        if process.stdout:
            process.stdout.close()
    if cluster is not None:
        cluster.start()
    tally.acknowledged |= {line.decode() for line in said.splitlines() if len(line) == 36}
    tally.rounds += 1
    installation.examine(tally)


def _listen(running: list[subprocess.Popen[bytes]], least: int) -> bytes:
    """What the writers said until there were `least` lines and a random moment had passed."""
    said, end = b"", None
    with selectors.DefaultSelector() as selector:
        for process in running:
            selector.register(process.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
        while end is None or time.monotonic() < end:
            for key, _ in selector.select(timeout=0.005):
                # Whole lines only: a line is one write, and shorter than a pipe splits.
                said += os.read(key.fd, 37 * 200)
            if end is None and said.count(b"\n") >= least:
                end = time.monotonic() + random.random() / 20
    return said


def syncs(installation: Installation, count: int) -> list[int]:
    """Syncs to disk between each acknowledged write of one writer and the next, as strace counts them.

    Those of opening and closing the database do not count. Empty without strace.
    """
    if which("strace") is None:
        return []
    with tempfile.NamedTemporaryFile("r", suffix=".strace") as log:
        tracer = ("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,write", "-o", log.name)
        with installation.writer(count, tracer) as writer:
            writer.communicate()
        calls = [line.split(maxsplit=1)[1] for line in log]
    found: list[int] = []
    for call in calls:
        if call.startswith("write(1, "):
            found.append(0)
        elif found and "sync(" in call:
            found[-1] += 1
    return found[:-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--writes", type=int, default=50_000, help="acknowledged writes in all, at least")
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--through", choices=("actions", "server"), default="actions")
    parser.add_argument("--uncounted", action="store_true", help="leave out the counting of syncs")
    parser.add_argument("--database", choices=("embedded", "postgresql", "both"), default="both")
    given = parser.parse_args()
    sound = True
    with tempfile.TemporaryDirectory(prefix="mending-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for kind in ("embedded", "postgresql") if given.database == "both" else (given.database,):
            sound &= _bench(kind, folder / kind, given)
    return 0 if sound else 1


def _bench(kind: str, folder: Path, given: argparse.Namespace) -> bool:
    folder.mkdir()
    cluster = Cluster(folder / "cluster") if kind == "postgresql" else None
    if cluster is not None:
        cluster.start()
    tally = Tally()
    try:
        installation = Installation(folder / "data", cluster.database("mending") if cluster else "")
        # PostgreSQL syncs in processes of its own, where the tracer does not see it.
        counted = "" if cluster or given.uncounted else _counted(installation, given.through)
        if given.through == "server":
            rounds = rounds_through_server(installation, tally, given)
        else:
            rounds = rounds_of_writers(installation, tally, cluster, given)
        for _ in rounds:
            if tally.rounds % 10 == 0 or not tally.sound:
                print(f"{kind}: {tally}", flush=True)
    finally:
        if cluster is not None:
            cluster.stop()
    print(f"{kind} through {given.through}: {tally}{counted}", flush=True)
    return tally.sound


def rounds_of_writers(
    installation: Installation, tally: Tally, cluster: Cluster | None, given: argparse.Namespace
) -> Iterator[None]:
    """The first way. On PostgreSQL every other round kills the database server too."""
    for number in range(given.rounds):
        victim = cluster if number % 2 else None
        one_round(installation, tally, writers=given.writers, least=each_round(given), cluster=victim)
        yield


def each_round(given: argparse.Namespace) -> int:
    """How many writes are waited for in a round."""
    return -(-int(given.writes) // int(given.rounds))


def _counted(installation: Installation, through: str) -> str:
    if through == "actions":
        found = syncs(installation, 200)
        return f", syncs a write: {sum(found) / len(found):.2f}, never under {min(found)}" if found else ""
    if which("strace") is None:
        return ""
    installation.python(OPEN.format(count=1, password=PASSWORD).replace("writer", "counter"))
    with tempfile.NamedTemporaryFile(suffix=".strace") as log:
        per_request = syncs_of_requests(installation.environment, Client(0, "counter"), 200, log.name)
    return f", syncs a request that writes: {per_request:.2f}"


if __name__ == "__main__":
    sys.exit(main())
