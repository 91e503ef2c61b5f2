"""Planning to come home: the plan, its stretches, and what is agreed with whom."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.expectations.actions.rows import held, is_there, refuse_child, refuse_quiet
from mending.expectations.actions.trouble import Conflict, Refused
from mending.expectations.models import Agreement, Homecoming, HomeStretch
from mending.expectations.rules.home import PARTS, Stretch, agreement_faults, part_faults, plan_faults
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line, tidy
from mending.vault.actions import seal_into


def begin_home(*, by: Viewer, id: UUID, name: str, who: UUID | None, comes_on: date) -> None:
    """Begin a plan under an id chosen beforehand; said twice, it is begun once. Raises Refused, Http404."""
    if is_there(Homecoming, by, id):
        return
    name = _checked_name(by, name, comes_on)
    refuse_quiet(by, who)
    try:
        with deed(by=by, verb="homecoming.begun", kind="homecoming", item=id):
            row = Homecoming(id=id, owner_id=by.id, who_id=who, comes_on=comes_on, begun_at=clock.now())
            seal_into(row, name=name)
            row.save(force_insert=True)
            HomeStretch.objects.bulk_create(
                HomeStretch(id=new_id(), owner_id=by.id, homecoming=row, stretch=one.value) for one in Stretch
            )
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(Homecoming, by, id):
            raise


@transaction.atomic
def change_home(
    *, by: Viewer, homecoming: UUID, version: int, name: str, who: UUID | None, comes_on: date
) -> None:
    """Change the name, the day, or to whom. Raises Conflict on a stale version, Refused, Http404."""
    row, name = _standing(by, homecoming), _checked_name(by, name, comes_on)
    if who != row.who_id:
        refuse_quiet(by, who)
    if (Eyes(by).text(row, "name"), row.who_id, row.comes_on) == (name, who, comes_on):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="homecoming.changed", kind="homecoming", item=homecoming):
        seal_into(row, name=name)
        row.who_id, row.comes_on = who, comes_on
        row.version += 1
        row.save()


@transaction.atomic
def write_stretch(
    *, by: Viewer, homecoming: UUID, stretch: Stretch, version: int, texts: Mapping[str, str]
) -> None:
    """Write the first day, week or month. Raises Conflict on a stale version, Refused, Http404."""
    _standing(by, homecoming)
    kept = {name: tidy(texts.get(name, "")) for name in PARTS}
    if found := part_faults(kept):
        raise Refused(*found)
    row = HomeStretch.objects.select_for_update(of=("self",)).get(homecoming=homecoming, stretch=stretch.value)
    eyes = Eyes(by)
    if all(eyes.text(row, name) == text for name, text in kept.items()):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="homecoming.written", kind="homecoming", item=homecoming):
        seal_into(row, **kept)
        row.version += 1
        row.save()


def agree(*, by: Viewer, homecoming: UUID, id: UUID, words: str, who: UUID | None) -> None:
    """Write down what is agreed, under an id chosen beforehand; said twice, it is written once.

    Raises Refused, Http404.
    """
    if is_there(Agreement, by, id):
        return
    kept = _checked_words(words)
    refuse_quiet(by, who)
    refuse_child(by, who)
    try:
        with deed(by=by, verb="homecoming.agreed", kind="agreement", item=id):
            plan = _standing(by, homecoming)
            row = Agreement(id=id, owner_id=by.id, homecoming=plan, who_id=who, added_at=clock.now())
            seal_into(row, words=kept)
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(Agreement, by, id):
            raise


@transaction.atomic
def change_agreement(*, by: Viewer, agreement: UUID, version: int, words: str, who: UUID | None) -> None:
    """Change what is agreed. Raises Conflict on a stale version, Refused, Http404."""
    row, kept = held(Agreement, by, agreement), _checked_words(words)
    _standing(by, row.homecoming_id)
    if row.removed_at is not None:
        raise Refused(("", "removed"))
    if who != row.who_id:
        refuse_quiet(by, who)
        refuse_child(by, who)
    if (Eyes(by).text(row, "words"), row.who_id) == (kept, who):
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="homecoming.agreement_changed", kind="agreement", item=agreement):
        seal_into(row, words=kept)
        row.who_id = who
        row.version += 1
        row.save()


@transaction.atomic
def remove_agreement(*, by: Viewer, agreement: UUID) -> None:
    """Take an agreement out of the plan. `put_back_agreement` brings it back. Raises Http404."""
    row = held(Agreement, by, agreement)
    if row.removed_at is None:
        with deed(by=by, verb="homecoming.agreement_removed", kind="agreement", item=agreement):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_agreement(*, by: Viewer, agreement: UUID) -> None:
    """Bring a removed agreement back. Raises Http404."""
    row = held(Agreement, by, agreement)
    if row.removed_at is not None:
        with deed(by=by, verb="homecoming.agreement_put_back", kind="agreement", item=agreement):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


@transaction.atomic
def archive_home(*, by: Viewer, homecoming: UUID) -> None:
    """Put a plan away; all of it stays to be read. Raises Http404."""
    row = held(Homecoming, by, homecoming)
    if row.archived_at is None:
        with deed(by=by, verb="homecoming.archived", kind="homecoming", item=homecoming):
            row.archived_at = clock.now()
            row.save(update_fields=["archived_at"])


@transaction.atomic
def unarchive_home(*, by: Viewer, homecoming: UUID) -> None:
    """Bring a plan back from where it was put away. Raises Http404."""
    row = held(Homecoming, by, homecoming)
    if row.archived_at is not None:
        with deed(by=by, verb="homecoming.unarchived", kind="homecoming", item=homecoming):
            row.archived_at = None
            row.save(update_fields=["archived_at"])


@transaction.atomic
def remove_home(*, by: Viewer, homecoming: UUID) -> None:
    """Take a plan out of the list. `put_back_home` brings all of it back. Raises Http404."""
    row = held(Homecoming, by, homecoming)
    if row.removed_at is None:
        with deed(by=by, verb="homecoming.removed", kind="homecoming", item=homecoming):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_home(*, by: Viewer, homecoming: UUID) -> None:
    """Bring a removed plan back. Raises Http404."""
    row = held(Homecoming, by, homecoming)
    if row.removed_at is not None:
        with deed(by=by, verb="homecoming.put_back", kind="homecoming", item=homecoming):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _standing(by: Viewer, homecoming: UUID) -> Homecoming:
    row = held(Homecoming, by, homecoming)
    if row.removed_at is not None:
        raise Refused(("", "removed"))
    return row


def _checked_name(by: Viewer, name: str, comes_on: date) -> str:
    kept = one_line(name)
    if found := plan_faults(kept, comes_on, clock.today(by.zone)):
        raise Refused(*found)
    return kept


def _checked_words(words: str) -> str:
    kept = tidy(words)
    if found := agreement_faults(kept):
        raise Refused(*found)
    return kept
