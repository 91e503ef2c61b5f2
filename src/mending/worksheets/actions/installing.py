"""Putting somebody else's form on the shelf of this installation, for everyone on it."""

from mending.worksheets.actions.publishing import version_of
from mending.worksheets.actions.trouble import Changed
from mending.worksheets.models import Version
from mending.worksheets.queries.catalog import came_along
from mending.worksheets.rules.form import Form

ID_MOST = 40


class Taken(Exception):
    """It cannot stand on the shelf under this id and version; says why, and what to do."""


def install(*, form: Form) -> None:
    """Put a form on the shelf; the same again changes nothing. Raises Taken.

    No person's data: who installs it answers for its licence. What the form asks is then the same for everyone.
    """
    if len(form.id) > ID_MOST:
        raise Taken(f"Its id has more than {ID_MOST} letters. Give the file a shorter one.")
    if form.id in came_along():
        raise Taken(f"{form.id} is a worksheet that came with Mending. Give the file another id.")
    try:
        row = version_of(form, installed=True)
    except Changed as wrong:
        raise Taken(str(wrong)) from wrong
    Version.objects.filter(pk=row.pk).update(retired_at=None)
