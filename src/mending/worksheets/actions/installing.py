"""Putting somebody else's form on the shelf of this installation, for everyone on it, and taking it off again."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.http import Http404

from mending.accounts.queries import keeps_the_house
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.worksheets.actions.publishing import retire, version_of
from mending.worksheets.actions.trouble import Changed
from mending.worksheets.models import Version
from mending.worksheets.queries.catalog import came_along
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.shelving import unfit
from mending.worksheets.rules.writing import body_of, hash_of


class Taken(Exception):
    """It cannot stand on the shelf under this id and version; says why, and what to do."""


def install(*, form: Form) -> None:
    """Put a form on the shelf; the same again changes nothing. Raises Taken.

    No person's data: who installs it answers for its licence. What the form asks is then the same for everyone.
    """
    _on_shelf(form)


def bring(*, by: Viewer, form: Form) -> Form:
    """The same from a page, by whoever runs this Mending; what changed since it last stood here is a new version.

    Returns it as it stands now. Raises Taken, and Http404 for everyone else.
    """
    _runs_it(by)
    try:
        with transaction.atomic():
            wanted = _numbered(form)
            row = _on_shelf(wanted)
            with deed(by=by, verb="form.installed", kind="form", item=row.pk):
                pass
    except IntegrityError as twice:
        raise Taken("It was brought in by somebody else at the same moment. Look at the list.") from twice
    return wanted


def take_off(*, by: Viewer, form: str) -> str:
    """Take it off the shelf; what was written in it stays. It can be put back. Returns its id. Raises Http404."""
    _runs_it(by)
    newest = _installed(form)
    if newest.retired_at is None:
        with deed(by=by, verb="form.retired", kind="form", item=newest.pk):
            retire(form)
    return newest.form


def put_back(*, by: Viewer, form: str) -> str:
    """Put it back as it stood: every version that was taken off with it. Returns its id. Raises Http404."""
    _runs_it(by)
    newest = _installed(form)
    if newest.retired_at is not None:
        with deed(by=by, verb="form.put_back", kind="form", item=newest.pk):
            Version.objects.filter(form=form, retired_at=newest.retired_at).update(retired_at=None)
    return newest.form


def _runs_it(by: Viewer) -> None:
    if not keeps_the_house(by):
        raise Http404


def _installed(form: str) -> Version:
    """The version brought in last, of those on the shelf before those that are off it."""
    rows = Version.objects.filter(form=form, is_installed=True)
    newest = (
        rows.filter(retired_at__isnull=True).order_by("-number").first() or rows.order_by("-retired_at").first()
    )
    if newest is None:
        raise Http404
    return newest


def _on_shelf(form: Form) -> Version:
    if wrong := unfit(form):
        raise Taken(" ".join(wrong))
    if form.id in came_along():
        raise Taken(f"{form.id} is a worksheet that came with Mending. Give the file another id.")
    try:
        row = version_of(form, installed=True)
    except Changed as wrong_number:
        raise Taken(str(wrong_number)) from wrong_number
    Version.objects.filter(pk=row.pk).update(retired_at=None)
    return row


def _numbered(form: Form) -> Form:
    """With the number of the newest here when it is the same as that, else with one that is free."""
    rows = Version.objects.filter(form=form.id, language=form.language)
    newest = rows.order_by("-number").first()
    if newest is None or newest.number < form.version:
        return form
    same = replace(form, version=newest.number)
    return same if hash_of(body_of(same)) == newest.hash else replace(form, version=newest.number + 1)
