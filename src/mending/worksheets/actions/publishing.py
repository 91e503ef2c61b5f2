"""Putting a version of a form down for good. No person's data: what a form asks is no secret."""

from django.db import transaction

from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.worksheets.actions.trouble import Changed
from mending.worksheets.models import Version
from mending.worksheets.queries.catalog import version_row
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.writing import body_of, hash_of


@transaction.atomic
def version_of(form: Form, *, installed: bool = False) -> Version:
    """The stored row of this version, written down now if it is the first time.

    Raises Changed when the same version was stored with another content: it must get a new number instead.
    """
    body, found = body_of(form), version_row(form)
    if found is not None:
        if found.hash != hash_of(body):
            raise Changed(f"{form.id}, version {form.version}: its content was changed. Give it a new version.")
        return found
    return Version.objects.create(
        id=new_id(),
        form=form.id,
        number=form.version,
        language=form.language,
        body=body,
        hash=hash_of(body),
        published_at=clock.now(),
        is_installed=installed,
    )


@transaction.atomic
def retire(form: str) -> int:
    """Take an installed form off the shelf; what was filled in stays readable. Returns how many versions."""
    rows = Version.objects.filter(form=form, is_installed=True, retired_at__isnull=True)
    return rows.update(retired_at=clock.now())
