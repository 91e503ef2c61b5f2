"""Killed under writers, a few rounds of it (SAFETY D1). The long version is `bench/durability.py`."""

import os
import subprocess
import sys
from shutil import which

import pytest

from bench.durability import Installation, Tally, one_round, syncs
from tests.house.installing import ROOT, drop_postgres, new_postgres

ROUNDS = 2
embedded = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="the run on PostgreSQL; the embedded run has it"
)


def killed_under_writers(installation):
    tally = Tally()
    for _ in range(ROUNDS):
        one_round(installation, tally, writers=2, least=50, cluster=None)
    return tally


@embedded
def test_no_acknowledged_write_is_lost_when_everything_is_killed(tmp_path):
    tally = killed_under_writers(Installation(tmp_path / "data"))
    assert tally.sound, tally
    assert len(tally.acknowledged) >= ROUNDS * 50


def test_no_acknowledged_write_is_lost_on_postgresql(tmp_path):
    address = new_postgres()
    if address is None:
        pytest.skip("the embedded run; the run on PostgreSQL has it")
    try:
        tally = killed_under_writers(Installation(tmp_path / "data", address))
    finally:
        drop_postgres(address)
    assert tally.sound, tally
    assert len(tally.acknowledged) >= ROUNDS * 50


def test_no_acknowledged_write_is_lost_when_the_server_is_killed_under_people():
    """In a process of its own, which may use the network of this machine."""
    database = "postgresql" if os.environ.get("DATABASE_URL") else "embedded"
    words = ["--rounds", "1", "--writes", "60", "--through", "server", "--database", database, "--uncounted"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.durability", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1 rounds" in done.stdout
    assert "0 lost, 0 half-written, 0 faults" in done.stdout


@embedded
def test_the_examiner_sees_a_lost_write(tmp_path):
    installation = Installation(tmp_path / "data")
    tally = Tally(acknowledged={"00000000-0000-4000-8000-000000000000"})
    installation.examine(tally)
    assert tally.lost == 1
    assert not tally.sound


@embedded
def test_the_examiner_sees_a_half_write(tmp_path):
    installation = Installation(tmp_path / "data")
    installation.python(
        "import django; django.setup()\n"
        "from uuid import uuid4\n"
        "from mending.vault.actions import open_key\n"
        "open_key(uuid4())"
    )
    tally = Tally()
    installation.examine(tally)
    assert tally.half == 1


@embedded
@pytest.mark.skipif(which("strace") is None, reason="counting syncs needs strace; the bench says so too")
def test_each_acknowledged_write_waits_for_the_disk_once(tmp_path):
    found = syncs(Installation(tmp_path / "data"), 60)
    assert len(found) == 59
    assert min(found) == 1
    # A checkpoint now and then adds a few.
    assert sum(found) <= 59 * 1.2
