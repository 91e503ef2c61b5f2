"""Handing over by oneself, what came of it, and closing without: two ways to the same rest."""

from datetime import date
from uuid import UUID

from django.db import transaction

from mending.amends.actions import together
from mending.amends.actions.rows import refuse_stale, save, standing
from mending.amends.actions.trouble import Refused
from mending.amends.models import Amends
from mending.amends.queries.delivering import delivering
from mending.amends.rules.amends import ANSWER_MOST, TEXT_MOST, How, past_fault
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


@transaction.atomic
def deliver(*, by: Viewer, amends: UUID, on: date, how: How, answer: str, version: int | None = None) -> None:
    """Write down that I handed it over, how and when, and what they said; again, it changes what was written.

    Asked of the rule each time it is first said (SAFETY A2). What they said can be written later, also when it
    was that they want no more contact. A letter of it that is ready goes with it, unless it was only said.
    `version` is that of the form; changed in another tab since, Conflict is raised. Raises Refused, Http404.
    """
    row, kept = standing(Amends, by, amends), tidy(answer)
    found = past_fault("on", on, clock.today(by.zone)) + ([("answer", "long")] if len(kept) > ANSWER_MOST else [])
    if row.closed_on is not None:
        found.append(("", "closed"))
    elif row.delivered_on is None and not delivering(by, amends).may:
        found.append(("", "off"))
    if found:
        raise Refused(*found)
    if (row.delivered_on, row.delivered_how, Eyes(by).text(row, "answer")) == (on, how.value, kept):
        return
    if version is not None:
        refuse_stale(row, version)
    letters = together.letters_with(by, row, how)
    with deed(by=by, verb="amends.delivered", kind="amends", item=amends):
        row.delivered_on, row.delivered_how = on, how.value
        seal_into(row, answer=kept)
        save(row)
    together.carry_to_letters(by, letters, on, how, kept)


@transaction.atomic
def take_back_delivery(*, by: Viewer, amends: UUID) -> None:
    """Say that it was not handed over, nor its letter with it; what was written waits. Raises Refused, Http404."""
    row = standing(Amends, by, amends)
    if row.delivered_on is not None:
        letters = together.letters_with(by, row, How(row.delivered_how))
        with deed(by=by, verb="amends.delivery_taken_back", kind="amends", item=amends):
            row.delivered_on, row.delivered_how = None, ""
            save(row)
        together.carry_to_letters(by, letters, None, None, together.answer_of(by, row))


@transaction.atomic
def close(*, by: Viewer, amends: UUID, words: str, version: int | None = None) -> None:
    """Close without handing over, at any time and for any reason. Raises Conflict, Refused, Http404."""
    row, kept = standing(Amends, by, amends), tidy(words)
    if row.delivered_on is not None:
        raise Refused(("", "delivered"))
    if len(kept) > TEXT_MOST:
        raise Refused(("closing", "long"))
    if row.closed_on is not None and Eyes(by).text(row, "closing") == kept:
        return
    if version is not None:
        refuse_stale(row, version)
    with deed(by=by, verb="amends.closed", kind="amends", item=amends):
        row.closed_on = row.closed_on or clock.today(by.zone)
        seal_into(row, closing=kept)
        save(row)


@transaction.atomic
def reopen(*, by: Viewer, amends: UUID) -> None:
    """Open a closed one again; its closing words wait in their form. Raises Refused, Http404."""
    row = standing(Amends, by, amends)
    if row.closed_on is not None:
        with deed(by=by, verb="amends.reopened", kind="amends", item=amends):
            row.closed_on = None
            save(row)
