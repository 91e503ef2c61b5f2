"""Beginning an amends, writing its parts, answering the screen, removing it and putting it back."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from mending.amends.actions.rows import held, is_there, refuse_stale, save, standing
from mending.amends.actions.trouble import Refused
from mending.amends.models import Amends, Harm, ScreenAnswer
from mending.amends.rules.amends import Part, TheirWish, Wanted, faults
from mending.amends.rules.screen import Answer, Question
from mending.circle import actions as circle
from mending.circle.queries import relationship, story
from mending.circle.rules.states import NoContact, State
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.vault.actions import seal_into


def begin(*, by: Viewer, id: UUID, who: UUID, wanted: Wanted, harms: Collection[UUID] = ()) -> None:
    """Begin an amends with what I did, under an id chosen beforehand; said twice, it is begun once.

    The `harms` it takes up are linked to it; one that is about somebody else, or gone, is left out.
    Raises Refused when something is in the way, Http404 when the id or the person is not the viewer's.
    """
    if is_there(Amends, by, id):
        return
    kept = _checked(by, wanted)
    relationship(by, who)
    try:
        with deed(by=by, verb="amends.begun", kind="amends", item=id):
            row = Amends(id=id, owner_id=by.id, who_id=who, begun_at=clock.now())
            seal_into(row, **kept.texts)
            row.save(force_insert=True)
            Harm.objects.filter(owner=by.id, who=who, pk__in=harms, removed_at__isnull=True).update(amends=row)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not is_there(Amends, by, id):
            raise


@transaction.atomic
def write(*, by: Viewer, amends: UUID, version: int, wanted: Wanted) -> None:
    """Write a part, or change it; the same again changes nothing.

    Raises Conflict on a stale version, Refused, Http404.
    """
    row, kept = standing(Amends, by, amends), _checked(by, wanted)
    if _says(by, row, kept):
        return
    refuse_stale(row, version)
    with deed(by=by, verb="amends.written", kind="amends", item=amends):
        seal_into(row, **kept.texts)
        for name, value in _choices(kept).items():
            setattr(row, name, value)
        save(row)
        if kept.part is Part.WISH and kept.wish is TheirWish.NO_CONTACT:
            _no_contact(by, row.who_id)


@transaction.atomic
def answer_screen(*, by: Viewer, amends: UUID, question: Question, answer: Answer | None) -> None:
    """Answer one question of the screen, or, with None, leave it open again; the same again changes nothing.

    Any change of an answer puts a review of an earlier day behind it. Days tell nothing within one day, so a new
    doubt takes away who looked at it today, and when; what they said stays written. Raises Refused, Http404.
    """
    row = standing(Amends, by, amends)
    found = ScreenAnswer.objects.filter(amends=row, question=question.value).first()
    if (found.answer if found else None) == answer:
        return
    with deed(by=by, verb="amends.screened", kind="amends", item=amends):
        if answer is None:
            ScreenAnswer.objects.filter(amends=row, question=question.value).delete()
        else:
            ScreenAnswer.objects.update_or_create(
                amends=row,
                question=question.value,
                defaults={"owner_id": by.id, "answer": answer.value, "answered_at": clock.now()},
            )
        row.screened_on = clock.today(by.zone)
        if answer is Answer.UNSURE and row.reviewed_on and row.reviewed_on >= row.screened_on:
            row.reviewed_by, row.reviewed_on = "", None
        row.save(update_fields=["screened_on", "reviewed_by", "reviewed_on"])


@transaction.atomic
def remove(*, by: Viewer, amends: UUID) -> None:
    """Take an amends out of every list; its promises stay. `put_back` brings all of it back. Raises Http404."""
    row = held(Amends, by, amends)
    if row.removed_at is None:
        with deed(by=by, verb="amends.removed", kind="amends", item=amends):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, amends: UUID) -> None:
    """Bring a removed one back. Raises Http404."""
    row = held(Amends, by, amends)
    if row.removed_at is not None:
        with deed(by=by, verb="amends.put_back", kind="amends", item=amends):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _no_contact(by: Viewer, who: UUID) -> None:
    """What they wish binds everywhere, and is not the viewer's to lift: it is how it stands between them (A2)."""
    last = story(by, who).last
    if last.standing.no_contact.binds:
        return
    wished = circle.Wished(State.NO_CONTACT, clock.today(by.zone), NoContact.THEY_ASKED)
    circle.change_state(by=by, relationship_id=who, wished=wished, change_id=new_id(), seen=last.number)


def _checked(by: Viewer, wanted: Wanted) -> Wanted:
    kept = replace(wanted, texts={name: tidy(text) for name, text in wanted.texts.items()})
    if found := faults(kept, clock.today(by.zone)):
        raise Refused(*found)
    return kept


def _says(by: Viewer, row: Amends, wanted: Wanted) -> bool:
    eyes = Eyes(by)
    return all(eyes.text(row, name) == text for name, text in wanted.texts.items()) and all(
        getattr(row, name) == value for name, value in _choices(wanted).items()
    )


def _choices(wanted: Wanted) -> dict[str, object]:
    """The columns of a part besides its texts."""
    match wanted.part:
        case Part.WISH:
            return {"their_wish": wanted.wish.value}
        case Part.KIND:
            return {"kind": wanted.kind.value if wanted.kind else ""}
        case Part.REPAIR:
            return {"repair_by": wanted.repair_by, "affordable": wanted.affordable}
        case Part.REVIEW:
            return {
                "reviewed_by": wanted.reviewed_by.value if wanted.reviewed_by else "",
                "reviewed_on": wanted.reviewed_on,
            }
        case _:
            return {}
