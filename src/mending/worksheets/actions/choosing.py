"""Favourites, and fitting a form to oneself."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from django.db import transaction

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into
from mending.worksheets.actions.trouble import Conflict
from mending.worksheets.models import Favourite, Fitting
from mending.worksheets.queries.catalog import skill
from mending.worksheets.queries.sheets import fitting
from mending.worksheets.rules.fitting import fit_with


@transaction.atomic
def like(*, by: Viewer, form: str, on: bool) -> None:
    """Keep a skill at hand, or no longer; the same again changes nothing. Raises Http404 for no such form."""
    known, row = skill(form).id, Favourite.objects.filter(owner=by.id, form=form).first()
    if on == (row is not None):
        return
    with _liked(by, on=on):
        if row is not None:
            row.delete()
        else:
            Favourite(id=new_id(), owner_id=by.id, form=known, since=clock.now()).save(force_insert=True)


def _liked(by: Viewer, *, on: bool) -> AbstractContextManager[None]:
    if on:
        return deed(by=by, verb="skill.liked", kind="person", item=by.id)
    return deed(by=by, verb="skill.unliked", kind="person", item=by.id)


@transaction.atomic
def fit(*, by: Viewer, form: str, edition: int, words: Mapping[str, Sequence[str]]) -> None:
    """Keep the person's own words for each parameter. A word that stays keeps its key, and so its history.

    Raises Conflict on a stale edition, Http404 for no such form.
    """
    wanted, before = skill(form).form, fitting(by, form)
    new = fit_with(wanted, before.fit, {key: [tidy(one) for one in given] for key, given in words.items()})
    if new == before.fit:
        return
    if before.edition != edition:
        raise Conflict
    row = Fitting.objects.select_for_update().filter(owner=by.id, form=form).first()
    row = row or Fitting(id=new_id(), owner_id=by.id, form=form, edition=0)
    with deed(by=by, verb="skill.fitted", kind="person", item=by.id):
        seal_into(row, words=json.dumps(new, ensure_ascii=False))
        row.edition += 1
        row.save()
