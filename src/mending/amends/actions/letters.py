"""Writing a letter, letting it rest, handing it over, and taking any of it back."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404

from mending.amends.actions import together
from mending.amends.actions.trouble import Conflict, Refused
from mending.amends.models import Amends, Letter, LetterVersion
from mending.amends.queries.letters import card_of, verdict
from mending.amends.rules.amends import ANSWER_MOST, How, past_fault
from mending.amends.rules.composing import (
    TITLE_MOST,
    LetterWanted,
    Stage,
    Written,
    cooling_until,
    faults,
    is_new_sitting,
    may_hand_over,
    stage_of,
)
from mending.amends.rules.letters import LetterKind
from mending.circle.queries import relationship
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.actions import seal_into

WAVED_MOST = 500


def begin_letter(*, by: Viewer, id: UUID, wanted: LetterWanted) -> None:
    """Begin a letter under an id chosen beforehand; said twice, it is begun once.

    Raises Refused when it would go to someone who is quiet (a letter never to be sent may), Http404 for what is
    not the viewer's.
    """
    if _is_there(by, id):
        return
    _check_beginning(by, wanted)
    now = clock.now()
    row = Letter(id=id, owner_id=by.id, kind=wanted.kind.value, who_id=wanted.who, amends_id=wanted.amends)
    row.begun_at = row.changed_at = now
    seal_into(row, title=wanted.title)
    try:
        with deed(by=by, verb="letter.begun", kind="letter", item=id):
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, id):
            raise


@transaction.atomic
def write_letter(*, by: Viewer, letter: UUID, version: int, written: Written) -> int:
    """Keep what was typed; the same again changes nothing. Returns the version after it.

    Raises Conflict on a stale version, Refused for what is too long or no longer being written, Http404.
    """
    row = _held(by, letter)
    if _stage(row) is not Stage.WRITING:
        raise Refused(("", "not-writing"))
    if found := faults(written):
        raise Refused(*found)
    eyes = Eyes(by)
    before = Written(eyes.text(row, "title"), eyes.text(row, "text"), row.forgiveness)
    if before == written:
        return row.version
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="letter.written", kind="letter", item=letter):
        if before.text != written.text and is_new_sitting(row.changed_at, clock.now()):
            _keep_version(row, before.text)
        seal_into(row, title=written.title, text=written.text)
        row.forgiveness, row.changed_at = written.forgiveness, clock.now()
        _save(row)
    return row.version


@transaction.atomic
def wave_mark(*, by: Viewer, letter: UUID, mark: str) -> None:
    """Wave a mark of the coach away; remembered for this letter alone. Raises Http404."""
    row = _held(by, letter)
    before = Eyes(by).text(row, "waved").splitlines()
    mark = " ".join(mark.split())
    if mark and mark not in before and len(before) < WAVED_MOST:
        with deed(by=by, verb="letter.mark_waved", kind="letter", item=letter):
            seal_into(row, waved="\n".join([*before, mark]))
            row.save(update_fields=["waved"])


@transaction.atomic
def unwave_marks(*, by: Viewer, letter: UUID) -> None:
    """Let every mark that was waved away stand again. Raises Http404."""
    row = _held(by, letter)
    if row.waved is not None:
        with deed(by=by, verb="letter.marks_back", kind="letter", item=letter):
            row.waved = None
            row.save(update_fields=["waved"])


@transaction.atomic
def finish_letter(*, by: Viewer, letter: UUID, days: int) -> None:
    """Say that it is written. What can be handed over rests for `days` first; how it reads now is kept.

    Raises Refused for an empty letter or days that are not offered, Http404.
    """
    row = _held(by, letter)
    if row.ready_at is not None:
        return
    text, now = Eyes(by).text(row, "text"), clock.now()
    if not text.strip():
        raise Refused(("text", "empty"))
    try:
        until = cooling_until(LetterKind(row.kind), now, days)
    except ValueError:
        raise Refused(("days", "choice")) from None
    with deed(by=by, verb="letter.finished", kind="letter", item=letter):
        _keep_version(row, text)
        row.ready_at, row.cooling_until = now, until
        _save(row)


@transaction.atomic
def reopen_letter(*, by: Viewer, letter: UUID) -> None:
    """Go on writing. What rested rests anew after it. Nothing happens to one handed over. Raises Http404."""
    row = _held(by, letter)
    if _stage(row) in (Stage.COOLING, Stage.READY):
        with deed(by=by, verb="letter.reopened", kind="letter", item=letter):
            row.ready_at = row.cooling_until = None
            _save(row)


@transaction.atomic
def hand_over_letter(*, by: Viewer, letter: UUID, how: How, on: date, answer: str = "") -> None:
    """Write down that the person themselves handed it over, and what came back. Mending sends nothing.

    An amends it belongs to is handed over by it, unless it was already. Raises Refused when the letter rests, is
    never to be sent, or its amends closed, or the one it is to may not be reached (SAFETY A2); when the day lies
    ahead; Http404.
    """
    row = _held(by, letter)
    card = card_of(by, row)
    if not may_hand_over(card.held, verdict(by, card)):
        raise Refused(("", "held"))
    _refuse(answer, past_fault("on", on, clock.today(by.zone)))
    amends = together.amends_of(by, row)
    with deed(by=by, verb="letter.handed_over", kind="letter", item=letter):
        seal_into(row, answer=answer)
        row.delivered_on, row.delivered_how = on, how.value
        _save(row)
    if amends and amends.delivered_on is None:
        together.carry_to_amends(by, amends, on, how, answer)


@transaction.atomic
def write_answer(*, by: Viewer, letter: UUID, answer: str) -> None:
    """Write down what they answered, or that they did not. Raises Refused, Http404."""
    row = _held(by, letter)
    if row.delivered_on is None:
        raise Refused(("", "held"))
    _refuse(answer, [])
    if Eyes(by).text(row, "answer") != answer:
        with deed(by=by, verb="letter.answered", kind="letter", item=letter):
            seal_into(row, answer=answer)
            _save(row)
        amends = together.amends_of(by, row)
        if amends and together.is_one(amends, row):
            together.carry_to_amends(by, amends, row.delivered_on, How(row.delivered_how), answer)


@transaction.atomic
def take_back_handing_over(*, by: Viewer, letter: UUID) -> None:
    """It was not handed over after all, nor its amends by it. What they answered stays written. Raises Http404."""
    row = _held(by, letter)
    if row.delivered_on is not None:
        amends = together.amends_of(by, row)
        is_one = together.is_one(amends, row)
        with deed(by=by, verb="letter.taken_back", kind="letter", item=letter):
            row.delivered_on, row.delivered_how = None, ""
            _save(row)
        if amends and is_one:
            together.carry_to_amends(by, amends, None, None, together.answer_of(by, amends))


@transaction.atomic
def never_send(*, by: Viewer, letter: UUID) -> None:
    """Keep it as a letter never to be sent. Nothing happens to one that was handed over. Raises Http404."""
    row = _held(by, letter)
    if row.delivered_on is None and row.kind != LetterKind.NEVER_SENT:
        with deed(by=by, verb="letter.never_sent", kind="letter", item=letter):
            row.kind, row.cooling_until = LetterKind.NEVER_SENT.value, None
            _save(row)


@transaction.atomic
def bring_back_version(*, by: Viewer, letter: UUID, number: int) -> None:
    """Let the letter read as it did in a kept version; how it reads now is kept first. Raises Refused, Http404."""
    row = _held(by, letter)
    version = LetterVersion.objects.filter(owner=by.id, letter=row, number=number).first()
    if version is None:
        raise Http404
    if _stage(row) is not Stage.WRITING:
        raise Refused(("", "not-writing"))
    eyes = Eyes(by)
    now_there, then = eyes.text(row, "text"), eyes.text(version, "text")
    if now_there != then:
        with deed(by=by, verb="letter.brought_back", kind="letter", item=letter):
            _keep_version(row, now_there)
            seal_into(row, text=then)
            row.changed_at = clock.now()
            _save(row)


@transaction.atomic
def remove_letter(*, by: Viewer, letter: UUID) -> None:
    """Take it away; it can be put back. Raises Http404."""
    row = _held(by, letter, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="letter.removed", kind="letter", item=letter):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_letter(*, by: Viewer, letter: UUID) -> None:
    """Bring it back. Raises Http404."""
    row = _held(by, letter, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="letter.put_back", kind="letter", item=letter):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _check_beginning(by: Viewer, wanted: LetterWanted) -> None:
    if len(wanted.title) > TITLE_MOST:
        raise Refused(("title", "long"))
    if wanted.who and relationship(by, wanted.who).is_quiet and wanted.kind is not LetterKind.NEVER_SENT:
        raise Refused(("who", "quiet"))
    if wanted.amends and not _is_to_the_same(by, wanted.amends, wanted.who):
        raise Http404


def _is_to_the_same(by: Viewer, amends: UUID, who: UUID | None) -> bool:
    """Whether the amends is theirs, and to the same person."""
    return Amends.objects.filter(owner=by.id, pk=amends, who=who, removed_at__isnull=True).exists()


def _refuse(answer: str, found: list[tuple[str, str]]) -> None:
    more = [("answer", "long")] if len(answer) > ANSWER_MOST else []
    if found or more:
        raise Refused(*found, *more)


def _keep_version(row: Letter, text: str) -> None:
    """Keep how it reads; nothing is not kept."""
    if not text.strip():
        return
    newest = LetterVersion.objects.filter(letter=row).aggregate(newest=Max("number"))["newest"] or 0
    kept = LetterVersion(owner_id=row.owner_id, letter=row, number=newest + 1, kept_at=clock.now())
    seal_into(kept, text=text)
    kept.save(force_insert=True)


def _stage(row: Letter) -> Stage:
    return stage_of(row.ready_at, row.cooling_until, row.delivered_on is not None, clock.now())


def _held(by: Viewer, letter: UUID, *, removed_too: bool = False) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=letter)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_there(by: Viewer, id: UUID) -> bool:
    owner = Letter.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def _save(row: Letter) -> None:
    row.version += 1
    row.save()
