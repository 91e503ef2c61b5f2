"""Reading what one wrote: drafts, a filled form, and what comes back over time."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.asking import prepared
from mending.worksheets.models import Favourite, Fitting, Sheet
from mending.worksheets.queries.catalog import Skill, form_in, form_of
from mending.worksheets.rules.fitting import Fit, fitted
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.kept import Kept, fit_from, from_text
from mending.worksheets.rules.scoring import Scored, score

HISTORY, LONG_HISTORY = 14, 400
"""How many of the latest are read for a history and its pictures: at first, and when older ones are asked for."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A filled or begun form without its words."""

    id: UUID
    form: str
    day: date
    begun_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A filled or begun form with its words, and the form it was begun with, fitted as it was."""

    line: SheetLine
    form: Form
    kept: Kept
    edition: int
    is_backdated: bool

    @property
    def id(self) -> UUID:
        return self.line.id

    @property
    def scores(self) -> tuple[Scored, ...]:
        return score(self.form, self.kept.answers, self.kept.weights)


@dataclass(frozen=True, slots=True)
class FittingCard:
    """The words a form was fitted with."""

    fit: Fit
    edition: int


def drafts(viewer: Viewer) -> list[SheetLine]:
    """What was begun and not finished, the latest first. One query."""
    return [_line(row) for row in _drafts(viewer)]


def sheet(viewer: Viewer, id: UUID) -> SheetCard:
    """One of them. Raises Http404 when there is none the viewer may see."""
    row = _one.first(viewer, id)
    if row is None:
        raise Http404
    return _card(Eyes(viewer), row)


def history(viewer: Viewer, form: str, most: int = HISTORY) -> list[SheetCard]:
    """The latest that are done, the newest first, at `most` so many. One query, the key, and versions not
    met before.

    What is the same for many of them, the form and how it was fitted, is made once.
    """
    rows = (_history(viewer, form) if most <= HISTORY else _done(viewer, form))[:most]
    eyes, made = Eyes(viewer), dict[tuple[UUID, str], Form]()
    return [_card(eyes, row, made) for row in rows]


def of_day(viewer: Viewer, form: str, day: date) -> UUID | None:
    """The one that was filled in for a day, where a form is for each day."""
    return _of_day.first(viewer, form, day)


def off_shelf(viewer: Viewer, form: str) -> Skill:
    """A form that is on offer no more, as the viewer last met it. Raises Http404 when they never wrote in it."""
    row = _mine(viewer).filter(form=form).select_related("version").order_by("-day", "-begun_at").first()
    if row is None:
        raise Http404
    return Skill(form_in(row.version))


def no_longer_offered(viewer: Viewer, offered: Iterable[str]) -> list[Skill]:
    """The forms the viewer wrote in that are on offer no more."""
    gone = set(_forms_ever(viewer)).difference(offered)
    if not gone:
        return []
    rows = _mine(viewer).filter(form__in=gone).select_related("version").order_by("day", "begun_at")
    return list({row.form: Skill(form_in(row.version)) for row in rows.defer("kept")}.values())


@prepared
def _forms_ever(viewer: Viewer) -> QuerySet[Sheet, str]:
    # Those of removed sheets too: so it is answered from an index alone, and what is gone is looked at anyway.
    return Sheet.objects.filter(owner=viewer.id).values_list("form", flat=True).distinct()


def today(viewer: Viewer) -> date:
    """The viewer's own day."""
    return clock.today(viewer.zone)


def favourites(viewer: Viewer) -> frozenset[str]:
    return frozenset(_favourites(viewer))


def fitting(viewer: Viewer, form: str) -> FittingCard:
    """The viewer's own words for a form; none yet is an empty one of edition nought."""
    row = _fitting.first(viewer, form)
    if row is None:
        return FittingCard({}, 0)
    return FittingCard(_fit_of(Eyes(viewer).text(row, "words")), row.edition)


def _fit_of(text: str) -> Fit:
    """A fitting from what lay under its seal."""
    return fit_from(json.loads(text)) if text else {}


def _mine(viewer: Viewer) -> QuerySet[Sheet]:
    return Sheet.objects.filter(owner=viewer.id, removed_at__isnull=True)


def _done(viewer: Viewer, form: str) -> QuerySet[Sheet]:
    return _mine(viewer).filter(form=form, done_at__isnull=False).order_by("-day", "-begun_at")


@prepared
def _history(viewer: Viewer, form: str) -> QuerySet[Sheet]:
    return _done(viewer, form)[:HISTORY]


@prepared
def _one(viewer: Viewer, id: UUID) -> QuerySet[Sheet]:
    return _mine(viewer).filter(pk=id)[:1]


@prepared
def _of_day(viewer: Viewer, form: str, day: date) -> QuerySet[Sheet, UUID]:
    return _mine(viewer).filter(form=form, day=day).values_list("pk", flat=True)[:1]


@prepared
def _drafts(viewer: Viewer) -> QuerySet[Sheet]:
    return _mine(viewer).filter(done_at__isnull=True).defer("kept").order_by("-begun_at")[:20]


@prepared
def _favourites(viewer: Viewer) -> QuerySet[Favourite, str]:
    return Favourite.objects.filter(owner=viewer.id).values_list("form", flat=True)


@prepared
def _fitting(viewer: Viewer, form: str) -> QuerySet[Fitting]:
    return Fitting.objects.filter(owner=viewer.id, form=form)[:1]


def _line(row: Sheet) -> SheetLine:
    return SheetLine(row.pk, row.form, row.day, row.begun_at, row.done_at)


def _card(eyes: Eyes, row: Sheet, made: dict[tuple[UUID, str], Form] | None = None) -> SheetCard:
    kept, made = from_text(eyes.text(row, "kept")), {} if made is None else made
    same = (row.version_id, repr(kept.fit))
    if same not in made:
        made[same] = fitted(form_of(row.version_id), kept.fit)
    return SheetCard(_line(row), made[same], kept, row.edition, row.is_backdated)
