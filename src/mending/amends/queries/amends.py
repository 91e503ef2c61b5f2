"""Reading harms and amends: the list of people, and one amends with all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from mending.amends.models import Amends, Harm, Instalment, LivingPromise, MoneyPlan
from mending.amends.queries.delivering import judged, kind_of, screen_of, told
from mending.amends.queries.letters import LetterLine, letters_of
from mending.amends.rules.amends import ALL_TEXTS, TEXTS, How, Kind, Part, ReviewedBy, TheirWish
from mending.amends.rules.path import Facts
from mending.amends.rules.screen import Screen, Verdict
from mending.circle.queries import Named, RelationshipCard, card_there, names
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.promises.queries.lines import Last, lasts, line_above, lines_of
from mending.promises.queries.promises import PromiseCard
from mending.promises.rules.outcomes import Outcome
from mending.vault.asking import prepared

SHORT = 140


@dataclass(frozen=True, slots=True)
class HarmCard:
    """One line of the list; `amends` is what takes it up."""

    id: UUID
    who: UUID
    words: str
    amends: UUID | None
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class AmendsLine:
    """An amends as a line of a list."""

    id: UUID
    did: str
    kind: Kind | None
    delivered_on: date | None
    closed_on: date | None

    @property
    def short(self) -> str:
        """What was done, on one line of a list."""
        return self.did if len(self.did) <= SHORT else f"{self.did[: SHORT - 1]}…"


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Someone, what I did to them that nothing takes up yet, and the amends to them."""

    person: Named
    harms: list[HarmCard]
    amends: list[AmendsLine]


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: its promise as it stands now, and how it turned out; None while it is open."""

    number: int
    amount: int
    promise: UUID
    due_on: date
    outcome: Outcome | None
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Money:
    """A plan and its payments, amounts in smallest units. `paid`: what was kept so far."""

    currency: str
    owed: int
    payments: list[Payment]

    @property
    def paid(self) -> int:
        return sum(one.amount for one in self.payments if one.outcome is Outcome.KEPT)


@dataclass(frozen=True, slots=True)
class Card:
    """An amends as its owner reads it. `said` holds each text, "" while nothing is."""

    id: UUID
    who: UUID
    person: RelationshipCard | None
    said: Mapping[str, str]
    kind: Kind | None
    wish: TheirWish
    reviewed_by: ReviewedBy | None
    reviewed_on: date | None
    repair_by: date | None
    affordable: bool | None
    screen: Screen
    verdict: Verdict
    delivered_on: date | None
    delivered_how: How | None
    answer: str
    closed_on: date | None
    closing: str
    harms: list[HarmCard]
    money: Money | None
    may_restore_money: bool
    living: list[list[PromiseCard]]
    letters: list[LetterLine]
    begun_at: datetime
    is_removed: bool
    version: int

    @property
    def is_quiet(self) -> bool:
        """Whether it is to someone about whom nothing is brought up, or who left the circle."""
        return self.person is None or self.person.is_quiet

    @property
    def written(self) -> set[Part]:
        """The parts that have something in them."""
        found = {part for part in Part if any(self.said[name] for name in TEXTS[part])}
        chosen = {
            Part.WISH: self.wish is not TheirWish.NOT_KNOWN,
            Part.KIND: self.kind is not None,
            Part.REVIEW: self.reviewed_on is not None,
        }
        return found | {part for part, is_so in chosen.items() if is_so}

    @property
    def facts(self) -> Facts:
        return Facts(
            self.written,
            self.screen,
            self.verdict,
            self.kind,
            self.delivered_on is not None,
            self.closed_on is not None,
            bool(self.living or self.money),
            self.is_quiet,
            self.letters[0].stage if self.letters else None,
            self.person is not None and self.person.is_child,
        )


def people(viewer: Viewer) -> list[ByPerson]:
    """Everyone to whom something is written down, by name, those who are quiet among them."""
    eyes = Eyes(viewer)
    harms: dict[UUID, list[HarmCard]] = {}
    for harm in _loose(viewer):
        harms.setdefault(harm.who_id, []).append(_harm(eyes, harm))
    lines: dict[UUID, list[AmendsLine]] = {}
    for row in _all(viewer):
        lines.setdefault(row.who_id, []).append(_line(eyes, row))
    found = [one for one in names(viewer) if one.id in harms or one.id in lines]
    return [ByPerson(one, harms.get(one.id, []), lines.get(one.id, [])) for one in found]


def harm(viewer: Viewer, harm_id: UUID) -> HarmCard:
    """One harm, a removed one too. Raises Http404 when there is none the viewer may see."""
    row = Harm.objects.filter(owner=viewer.id, pk=harm_id).first()
    if row is None:
        raise Http404
    return _harm(Eyes(viewer), row)


def harms_to(viewer: Viewer, who: UUID) -> list[HarmCard]:
    """What I did to someone that nothing takes up yet, in the order it was written down."""
    eyes = Eyes(viewer)
    return [_harm(eyes, row) for row in _harms(viewer).filter(who=who, amends=None).order_by("added_at", "pk")]


def amends(viewer: Viewer, amends_id: UUID) -> Card:
    """One of them, a removed one too. Raises Http404 when there is none the viewer may see."""
    row = _one.first(viewer, amends_id)
    if row is None:
        raise Http404
    eyes, known = Eyes(viewer), told(viewer, row.who_id)
    plan = MoneyPlan.objects.filter(amends=row).first() if row.has_plan else None
    person = card_there(eyes, row.who)
    screen = screen_of(row, person, known)
    return Card(
        id=row.pk,
        who=row.who_id,
        person=person,
        said={name: eyes.text(row, name) for name in ALL_TEXTS},
        kind=kind_of(row),
        wish=TheirWish(row.their_wish),
        reviewed_by=ReviewedBy(row.reviewed_by) if row.reviewed_by else None,
        reviewed_on=row.reviewed_on,
        repair_by=row.repair_by,
        affordable=row.affordable,
        screen=screen,
        verdict=judged(row, person, screen, known),
        delivered_on=row.delivered_on,
        delivered_how=How(row.delivered_how) if row.delivered_how else None,
        answer=eyes.text(row, "answer"),
        closed_on=row.closed_on,
        closing=eyes.text(row, "closing"),
        harms=[_harm(eyes, one) for one in _taken_up(viewer, row.pk)],
        money=_money(viewer, plan) if plan and plan.removed_at is None else None,
        may_restore_money=plan is not None and plan.removed_at is not None,
        living=_living(viewer, row) if row.has_living else [],
        letters=letters_of(viewer, row.pk),
        begun_at=row.begun_at,
        is_removed=row.removed_at is not None,
        version=row.version,
    )


def part_of(viewer: Viewer, promise: UUID) -> UUID | None:
    """The amends a promise is part of, or the one it went on from; None for any other promise."""
    # Most people have none, and then the line of the promise need not be looked for.
    amends_of = dict(_linked(viewer))
    above = line_above(viewer, promise) if amends_of else ()
    return next((amends_of[one] for one in above if one in amends_of), None)


@prepared
def _linked(viewer: Viewer) -> QuerySet[Any, tuple[UUID, UUID]]:
    living = LivingPromise.objects.filter(owner=viewer.id, amends__removed_at__isnull=True)
    paying = Instalment.objects.filter(owner=viewer.id, plan__amends__removed_at__isnull=True)
    return living.values_list("promise", "amends").union(paying.values_list("promise", "plan__amends"))


@prepared
def _one(viewer: Viewer, amends: UUID) -> QuerySet[Any]:
    plan, living = (
        MoneyPlan.objects.filter(amends=OuterRef("pk")),
        LivingPromise.objects.filter(amends=OuterRef("pk")),
    )
    rows = Amends.objects.filter(owner=viewer.id, pk=amends).select_related("who")
    return rows.annotate(has_plan=Exists(plan), has_living=Exists(living))[:1]


@prepared
def _all(viewer: Viewer) -> QuerySet[Amends]:
    rows = mine(viewer).only("owner", "who", "did", "kind", "delivered_on", "closed_on")
    return rows.order_by("begun_at", "pk")


@prepared
def _loose(viewer: Viewer) -> QuerySet[Harm]:
    return _harms(viewer).filter(amends=None).order_by("added_at", "pk")


@prepared
def _taken_up(viewer: Viewer, amends: UUID) -> QuerySet[Harm]:
    return _harms(viewer).filter(amends=amends).order_by("added_at", "pk")


def mine(viewer: Viewer) -> QuerySet[Amends]:
    """The viewer's own rows, but for removed ones. For this room's queries only."""
    return Amends.objects.filter(owner=viewer.id, removed_at__isnull=True)


def _harms(viewer: Viewer) -> QuerySet[Harm]:
    return Harm.objects.filter(owner=viewer.id, removed_at__isnull=True)


def _harm(eyes: Eyes, row: Harm) -> HarmCard:
    words = eyes.text(row, "words")
    return HarmCard(row.pk, row.who_id, words, row.amends_id, row.removed_at is not None, row.version)


def _line(eyes: Eyes, row: Amends) -> AmendsLine:
    return AmendsLine(row.pk, eyes.text(row, "did"), kind_of(row), row.delivered_on, row.closed_on)


def _money(viewer: Viewer, plan: MoneyPlan) -> Money:
    rows = list(Instalment.objects.filter(plan=plan).order_by("number"))
    ends = lasts(viewer, [row.promise_id for row in rows])
    paid = [_payment(row, ends[row.promise_id]) for row in rows if row.promise_id in ends]
    return Money(plan.currency, plan.owed, paid)


def _payment(row: Instalment, last: Last) -> Payment:
    due = last.promise.schedule.starts
    return Payment(row.number, row.amount, last.promise.id, due, last.outcome, last.moved)


def _living(viewer: Viewer, row: Amends) -> list[list[PromiseCard]]:
    """Each line of promises by which it is lived, with whatever went on from its first."""
    ids = list(
        LivingPromise.objects.filter(amends=row).order_by("linked_at", "pk").values_list("promise", flat=True)
    )
    found = lines_of(viewer, ids)
    return [found[id] for id in ids if id in found]
