"""Handing over an amends and the letter that belongs to it is one record: what is said of one is said of both.

They belong together while both were handed over on the same day in the same way. An amends that was said by mouth
and its letter, posted a month later, are two things and stay two.
"""

from collections.abc import Iterable
from datetime import date

from mending.amends.actions.rows import save
from mending.amends.models import Amends, Letter
from mending.amends.queries.letters import card_of
from mending.amends.rules.amends import How
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.vault.actions import seal_into


def amends_of(by: Viewer, letter: Letter) -> Amends | None:
    """The amends a letter belongs to, held; None for a letter by itself, or when it was removed."""
    rows = Amends.objects.select_for_update(of=("self",)).filter(owner=by.id, removed_at__isnull=True)
    return rows.filter(pk=letter.amends_id).first() if letter.amends_id else None


def is_one(amends: Amends | None, letter: Letter) -> bool:
    """Whether an amends was handed over by handing over this letter."""
    return (
        amends is not None
        and letter.delivered_on is not None
        and (amends.delivered_on, amends.delivered_how) == (letter.delivered_on, letter.delivered_how)
    )


def letters_with(by: Viewer, amends: Amends, how: How) -> list[Letter]:
    """The letters that go the way of an amends: those handed over with it; before it was, the newest that may be.

    What was only said takes no letter with it.
    """
    rows = Letter.objects.select_for_update(of=("self",)).filter(owner=by.id, amends=amends)
    if amends.delivered_on is not None:
        return [row for row in rows if is_one(amends, row)]
    there = rows.filter(removed_at__isnull=True, delivered_on__isnull=True).order_by("-changed_at", "pk")
    return [row for row in there if how is not How.SAID and not card_of(by, row).held][:1]


def carry_to_letters(by: Viewer, letters: Iterable[Letter], on: date | None, how: How | None, answer: str) -> None:
    """Write in each letter what was written in its amends; without a day, it was not handed over after all."""
    for row in letters:
        with deed(by=by, verb=_verb("letter", on), kind="letter", item=row.pk):
            row.delivered_on, row.delivered_how = on, how.value if how else ""
            seal_into(row, answer=answer)
            row.version += 1
            row.save()


def carry_to_amends(by: Viewer, amends: Amends, on: date | None, how: How | None, answer: str) -> None:
    """Write in an amends what was written in its letter."""
    with deed(by=by, verb=_verb("amends", on), kind="amends", item=amends.pk):
        amends.delivered_on, amends.delivered_how = on, how.value if how else ""
        seal_into(amends, answer=answer)
        save(amends)


def answer_of(by: Viewer, row: Amends | Letter) -> str:
    """What is written there of what they answered."""
    return Eyes(by).text(row, "answer")


def _verb(what: str, on: date | None) -> str:
    said = {"amends": ("amends.delivered", "amends.delivery_taken_back")}
    done, undone = said.get(what, ("letter.handed_over", "letter.taken_back"))
    return done if on else undone
