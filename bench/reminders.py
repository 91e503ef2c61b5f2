"""How fast what is due is claimed, beside a bare update of one row: `python -m bench.reminders`.

Ten thousand reminders of a hundred people are due at once. Each is claimed, looked at, marked as being sent, and
written down as sent, as the clock does it; the mail server answers at once and keeps nothing. The floor is one
update of one row by its key, one commit, in the same database and the same run.
"""
# ruff: noqa: PLC0415  the data folder must be settled before settings are read

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUND = 500


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=100)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mending-bench-"))
    os.environ["MENDING_DATA"] = str(folder / "data")
    os.environ.pop("DATABASE_URL", None)
    try:
        _prepare()
        measure(given.due, given.people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> None:
    from mending.site.cli import place

    place.make_key_once(place.settle(None), quietly=True)
    place.open_installation()


def measure(due: int, people: int) -> None:
    """Print claims, whole sendings and bare updates a second, and their ratios."""
    from django.db.models import F

    from mending.reminders.actions import claiming, mail, sending
    from mending.reminders.models import Due
    from mending.reminders.rules.outcomes import Outcome

    _plant(due, people)
    mail.post = lambda server, letter: Outcome.SENT  # type: ignore[assignment]
    bare, looked, claimed, sent = [], [], [], []
    ids = list(Due.objects.values_list("pk", flat=True)[:ROUND])
    for _ in range(3):
        bare += [_timed(lambda id=id: Due.objects.filter(pk=id).update(tries=F("tries") + 1)) for id in ids]
        looked += [_timed(lambda: claiming.ready(200)) for _ in range(20)]
        sent += [_timed(lambda id=id: sending._one(id, lambda person: "")) for id in claiming.ready(ROUND)]
        claimed += [_timed(lambda id=id: claiming.claim(id)) for id in claiming.ready(ROUND)]
    floor, claim, whole = median(bare), median(claimed), median(sent)
    print(f"{due} due, {people} people, Python {sys.version.split()[0]}")
    print(f"a bare update of one row: {floor * 1000:.2f} ms ({1 / floor:.0f} a second)")
    print(f"a claim: {claim * 1000:.2f} ms ({1 / claim:.0f} a second), {claim / floor:.2f} bare updates")
    print(f"claimed, sent, written down: {whole * 1000:.2f} ms ({1 / whole:.0f} a second), {whole / floor:.2f}")
    print(f"looking for the next 200 of {due}: {median(looked) * 1000:.2f} ms")


def _plant(due: int, people: int) -> None:
    from mending.accounts.actions import open_account
    from mending.consent.rules import Side
    from mending.foundation import clock
    from mending.foundation.ids import new_id
    from mending.reminders.actions.outside import MailServer, Outside, tell
    from mending.reminders.models import Address, Due
    from mending.vault.actions import seal_into

    tell(Outside(mail=MailServer("mail.example", 25, "none", "", "", "note@example.org")))
    accounts = [open_account(name=f"person {number}", side=Side.PERSON) for number in range(people)]
    for account in accounts:
        row = Address(owner_id=account, asked_at=clock.now(), confirmed_at=clock.now())
        seal_into(row, address=f"{account.hex}@example.net")
        row.save()
    rows = (
        Due(
            id=new_id(), owner_id=accounts[n % people], kind="try", channel="email", due_at=clock.now(), zone="UTC"
        )
        for n in range(due)
    )
    Due.objects.bulk_create(list(rows), batch_size=500)


def _timed(do: object) -> float:
    start = time.perf_counter()
    do()  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
