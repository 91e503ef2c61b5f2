"""Beginning a form, keeping what is typed, finishing, removing."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext

from mending.circle.queries import names
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.actions import seal_into
from mending.worksheets.actions.publishing import version_of
from mending.worksheets.actions.trouble import Conflict, NotThen, Refused
from mending.worksheets.models import Sheet
from mending.worksheets.queries.catalog import form_in, skill
from mending.worksheets.queries.sheets import fitting
from mending.worksheets.rules.beginning import begun
from mending.worksheets.rules.fitting import Fit, fitted
from mending.worksheets.rules.form import Form, Kind, walk
from mending.worksheets.rules.kept import Kept, as_text, from_text, tidied
from mending.worksheets.rules.showing import settled
from mending.worksheets.rules.stamping import stamps
from mending.worksheets.rules.validating import validate

BACK = timedelta(days=366)


def begin(*, by: Viewer, id: UUID, form: str, language: str = "en", day: date | None = None) -> None:
    """Begin a form under an id chosen beforehand, for `day` (today when None); said twice, it is begun once.

    Raises Http404 for a form there is not or somebody else's id, NotThen for a day to come or over a year ago.
    """
    if _is_there(by, id):
        return
    on = _checked(day or clock.today(by.zone), by)
    wanted = skill(form, language).form
    try:
        with deed(by=by, verb="sheet.begun", kind="sheet", item=id):
            row = Sheet(id=id, owner_id=by.id, version=version_of(wanted), form=form, day=on)
            row.begun_at, row.is_backdated = clock.now(), on < clock.today(by.zone)
            fit = fitting(by, form).fit
            own = fitted(wanted, fit)
            seal_into(row, kept=_kept(by, own, begun(own, on), fit))
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, id):
            raise


@transaction.atomic
def keep(*, by: Viewer, sheet: UUID, edition: int, answers: Mapping[str, Any], done: bool) -> int:
    """Keep what was typed, as a draft or as done; what is done stays done. Returns the new edition.

    Raises Conflict on a stale edition, Refused with what is wrong by path, Http404.
    """
    row = _held(by, sheet)
    before = from_text(Eyes(by).text(row, "kept"))
    form = fitted(form_in(row.version), before.fit)
    wanted = settled(form, tidied(answers))
    if wanted == before.answers and (not done or row.done_at):
        return row.edition
    if row.edition != edition:
        raise Conflict
    if problems := validate(form, wanted, draft=not (done or row.done_at)):
        raise Refused(problems)
    with _written(by, sheet, done=done):
        seal_into(row, kept=_kept(by, form, wanted, before.fit))
        row.edition += 1
        row.done_at = row.done_at or (clock.now() if done else None)
        row.save()
    return row.edition


@transaction.atomic
def remove(*, by: Viewer, sheet: UUID) -> str:
    """Take it away; it can be put back. Returns which form it was. Raises Http404."""
    row = _held(by, sheet, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="sheet.removed", kind="sheet", item=sheet):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])
    return row.form


@transaction.atomic
def put_back(*, by: Viewer, sheet: UUID) -> None:
    """Bring it back. Raises Http404."""
    row = _held(by, sheet, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="sheet.put_back", kind="sheet", item=sheet):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _kept(by: Viewer, form: Form, answers: Mapping[str, Any], fit: Fit) -> str:
    """What is sealed: the answers, and beside them how they read today."""
    told = stamps(form, answers, _namer(by, form), gettext("Yes"), gettext("No")) if answers else ()
    return as_text(Kept(answers, told, fit))


def _written(by: Viewer, sheet: UUID, *, done: bool) -> AbstractContextManager[None]:
    if done:
        return deed(by=by, verb="sheet.done", kind="sheet", item=sheet)
    return deed(by=by, verb="sheet.kept", kind="sheet", item=sheet)


def _namer(by: Viewer, form: Form) -> Any:
    """Gives the nickname for the id of someone of the circle; the id of nobody stays unsaid."""
    asks = any(question.kind == Kind.PERSON for question in walk(form.questions()))
    known = {str(one.id): one.nickname for one in names(by)} if asks else {}
    return lambda id: known.get(id, "")


def _checked(day: date, by: Viewer) -> date:
    today = clock.today(by.zone)
    if day > today:
        raise NotThen("to-come")
    if day < today - BACK:
        raise NotThen("long-ago")
    return day


def _held(by: Viewer, sheet: UUID, *, removed_too: bool = False) -> Sheet:
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("version").filter(owner=by.id, pk=sheet)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_there(by: Viewer, id: UUID) -> bool:
    owner = Sheet.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None
