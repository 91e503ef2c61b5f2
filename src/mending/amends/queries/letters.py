"""Reading letters: all of them, one, and how it read before."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.amends.models import Letter, LetterVersion
from mending.amends.queries.delivering import delivering, reaching, told
from mending.amends.rules.amends import How
from mending.amends.rules.composing import Hold, Stage, Written, holds, stage_of
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Verdict
from mending.circle.queries import RelationshipCard, card_there, named
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.asking import prepared

FIRST_WORDS = 60
FEW = 8
"""So many are listed at first."""
_IN_A_LINE = (
    *("owner", "kind", "title", "text", "changed_at", "ready_at", "cooling_until", "delivered_on"),
    *("who__owner", "who__nickname", "who__state", "who__archived_at", "who__removed_at"),
)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as a line of a list. `name` is empty for nobody in particular."""

    id: UUID
    title: str
    name: str
    kind: LetterKind
    stage: Stage
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter as its owner reads it. `person` is None for nobody, and for somebody who left the circle."""

    id: UUID
    kind: LetterKind
    who: UUID | None
    person: RelationshipCard | None
    amends: UUID | None
    is_amends_closed: bool
    written: Written
    waved: tuple[str, ...]
    stage: Stage
    cooling_until: datetime | None
    changed_at: datetime
    delivered_on: date | None
    delivered_how: How | None
    answer: str
    is_removed: bool
    version: int

    @property
    def held(self) -> tuple[Hold, ...]:
        """What about the letter itself keeps it from being handed over."""
        return holds(
            self.kind,
            self.stage,
            has_person=self.who is not None,
            has_text=bool(self.written.text.strip()),
            is_closed=self.is_amends_closed,
        )


@dataclass(frozen=True, slots=True)
class VersionCard:
    """How a letter read at the end of a sitting."""

    number: int
    text: str
    kept_at: datetime


def letters(viewer: Viewer, *, who: UUID | None = None, holds: str = "") -> list[LetterLine]:
    """The viewer's letters, last changed first; of one person, with every word of `holds`."""
    eyes, wanted = Eyes(viewer), holds.casefold().split()
    rows = _all(viewer) if who is None else _to(viewer, who)
    return [_line(eyes, row) for row in rows if not wanted or _has(eyes, row, wanted)]


def latest(viewer: Viewer) -> tuple[list[LetterLine], bool]:
    """The letters last changed, a few of them, and whether there are more."""
    eyes, rows = Eyes(viewer), _latest(viewer)
    return [_line(eyes, row) for row in rows[:FEW]], len(rows) > FEW


def letters_of(viewer: Viewer, amends: UUID) -> list[LetterLine]:
    """The letters of one amends, last changed first."""
    eyes = Eyes(viewer)
    return [_line(eyes, row) for row in _of(viewer, amends)]


@prepared
def _all(viewer: Viewer) -> QuerySet[Letter]:
    rows = _mine(viewer).filter(removed_at__isnull=True).select_related("who").only(*_IN_A_LINE)
    return rows.order_by("-changed_at", "pk")


@prepared
def _latest(viewer: Viewer) -> QuerySet[Letter]:
    return _all.ask(viewer)[: FEW + 1]


@prepared
def _to(viewer: Viewer, who: UUID) -> QuerySet[Letter]:
    return _all.ask(viewer).filter(who=who)


@prepared
def _of(viewer: Viewer, amends: UUID) -> QuerySet[Letter]:
    return _all.ask(viewer).filter(amends=amends)


def _line(eyes: Eyes, row: Letter) -> LetterLine:
    stage = stage_of(row.ready_at, row.cooling_until, row.delivered_on is not None, clock.now())
    title = eyes.text(row, "title") or _first_words(eyes.text(row, "text"))
    return LetterLine(row.pk, title, _name(eyes, row), LetterKind(row.kind), stage, row.changed_at)


def _has(eyes: Eyes, row: Letter, wanted: list[str]) -> bool:
    """Whether every wanted word stands in it, or in the name of whom it is to."""
    searched = f"{eyes.text(row, 'title')} {eyes.text(row, 'text')} {_name(eyes, row)}".casefold()
    return all(word in searched for word in wanted)


def _name(eyes: Eyes, row: Letter) -> str:
    return named(eyes, row.who).nickname if row.who is not None and row.who.removed_at is None else ""


def letter(viewer: Viewer, letter: UUID) -> LetterCard:
    """One letter. Raises Http404 when it is not the viewer's."""
    row = _one.first(viewer, letter)
    if row is None:
        raise Http404
    return card_of(viewer, row)


@prepared
def _one(viewer: Viewer, letter: UUID) -> QuerySet[Letter]:
    return _mine(viewer).filter(pk=letter).select_related("who", "amends")[:1]


def versions(viewer: Viewer, letter: UUID) -> list[VersionCard]:
    """How a letter read before, newest first. Raises Http404 when it is not the viewer's."""
    if not _mine(viewer).filter(pk=letter).exists():
        raise Http404
    eyes = Eyes(viewer)
    rows = LetterVersion.objects.filter(owner=viewer.id, letter=letter).order_by("-number")
    return [VersionCard(row.number, eyes.text(row, "text"), row.kept_at) for row in rows]


def count_versions(viewer: Viewer, letter: UUID) -> int:
    """How many earlier wordings of a letter of the viewer's are kept; no word is opened."""
    return len(_versions(viewer, letter))


@prepared
def _versions(viewer: Viewer, letter: UUID) -> QuerySet[LetterVersion, int]:
    return LetterVersion.objects.filter(owner=viewer.id, letter=letter).values_list("number", flat=True)


def verdict(viewer: Viewer, card: LetterCard) -> Verdict:
    """Whether the person it is to may be reached: by the screen of its amends, or by how it stands with them."""
    if card.who is None:
        return Verdict()
    own = reaching(told(viewer, card.who), card.person, as_amends=card.kind is LetterKind.LETTER)
    if card.amends is None:
        return own
    return delivering(viewer, card.amends).joined(own)


def card_of(viewer: Viewer, row: Letter) -> LetterCard:
    """What the viewer sees of a row. For this room's actions; everyone else asks for a letter by id."""
    eyes = Eyes(viewer)
    return LetterCard(
        id=row.pk,
        kind=LetterKind(row.kind),
        who=row.who_id,
        person=card_there(eyes, row.who),
        amends=row.amends_id,
        is_amends_closed=bool(row.amends and row.amends.removed_at is None and row.amends.closed_on),
        written=Written(eyes.text(row, "title"), eyes.text(row, "text"), row.forgiveness),
        waved=tuple(eyes.text(row, "waved").splitlines()),
        stage=stage_of(row.ready_at, row.cooling_until, row.delivered_on is not None, clock.now()),
        cooling_until=row.cooling_until,
        changed_at=row.changed_at,
        delivered_on=row.delivered_on,
        delivered_how=How(row.delivered_how) if row.delivered_how else None,
        answer=eyes.text(row, "answer"),
        is_removed=row.removed_at is not None,
        version=row.version,
    )


def _mine(viewer: Viewer) -> QuerySet[Letter]:
    return Letter.objects.filter(owner=viewer.id)


def _first_words(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= FIRST_WORDS else f"{first[:FIRST_WORDS].rsplit(' ', 1)[0]}…"
