"""Installations of their own, in folders of their own, worked on by real `mending` commands."""

import os
import subprocess
import sys
from uuid import uuid4

import psycopg

from tests.serving import ROOT, environment

BEGIN = """
from mending.site.cli import place
import os
from pathlib import Path
place.make_key_once(place.settle(Path(os.environ["MENDING_DATA"])))
place.open_installation()
"""
PEOPLE = """
from mending.accounts.actions import open_account
from mending.consent.rules import Side
for name in ("ruth", "omar", "marta"):
    open_account(name=name, side=Side.PERSON)
"""


def mending(data, *words, **more):
    """Run `mending` with these words; the finished process, with what it said."""
    return python(data, "-m", "mending", *words, **more)


def python(data, *words, **more):
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env=environment(data, **more),
        cwd=data.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def script(data, text, **more):
    """Run Python in the installation, Django set up; what it printed. Fails loudly."""
    done = python(data, "-c", f"import django; django.setup()\n{text}", DJANGO_SETTINGS_MODULE=SETTINGS, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def python_beside(text, *words):
    """A Python program that runs beside the test, to talk with through its pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", text, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


SETTINGS = "mending.site.settings"


def begin(data, *, then="", **more):
    """A new installation, as a first start leaves it."""
    done = python(data, "-c", BEGIN + then, **more)
    assert done.returncode == 0, done.stderr
    return data


def make(data, **more):
    """A new installation with three people in it."""
    return begin(data, then=PEOPLE, **more)


def free_port():
    """A port that nothing listens on just now. Asked in a process of its own: tests themselves open no socket."""
    text = "import socket; probe = socket.socket(); probe.bind(('127.0.0.1', 0)); print(probe.getsockname()[1])"
    return int(subprocess.run([sys.executable, "-S", "-c", text], capture_output=True, check=True).stdout)


def names(data, **more):
    """Who has an account there, by their tags, in order."""
    return script(
        data,
        "from mending.accounts.models import Person\n"
        "print(*sorted(Person.objects.values_list('name_tag', flat=True)), sep='\\n')",
        **more,
    ).splitlines()


def add(data, name, **more):
    """Open one more account there."""
    script(
        data,
        "from mending.accounts.actions import open_account\n"
        "from mending.consent.rules import Side\n"
        f"open_account(name={name!r}, side=Side.PERSON)",
        **more,
    )


def new_postgres():
    """The address of a new, empty database on the server the tests run on; None where they run without one."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        return None
    name = f"drill_{uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address, _, options = given.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def drop_postgres(address):
    name = address.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def only_file(folder, pattern):
    [found] = folder.glob(pattern)
    return found
