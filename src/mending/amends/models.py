"""Harms, amends with all their parts, money owed, what was promised for them, and letters."""

from enum import Enum

from django.db import models
from django.db.models import Q

from mending.amends.rules.amends import How, Kind, ReviewedBy, TheirWish
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import Answer, Question
from mending.vault.fields import OwnedRow, SealedField


def _one_of(column: str, values: type[Enum], name: str, *, empty: bool = False) -> models.CheckConstraint:
    allowed = ["", *(one.value for one in values)] if empty else [one.value for one in values]
    return models.CheckConstraint(condition=Q(**{f"{column}__in": allowed}), name=name)


def _together(day: str, choice: str, name: str) -> models.CheckConstraint:
    """A day and the choice that goes with it stand together or not at all."""
    both = Q(**{f"{day}__isnull": False}) & ~Q(**{choice: ""})
    neither = Q(**{f"{day}__isnull": True, choice: ""})
    return models.CheckConstraint(condition=both | neither, name=name)


def _counted(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(version__gte=1), name=name)


class Amends(OwnedRow):
    """Something I did to someone, and how I put it right. Taking something back keeps its words."""

    who = models.ForeignKey("circle.Relationship", on_delete=models.RESTRICT, related_name="+")
    did = SealedField()
    my_part = SealedField(null=True)
    effect = SealedField(null=True)
    # Readiness, in own words; nothing of it is counted.
    why_now = SealedField(null=True)
    if_not_welcome = SealedField(null=True)
    steady = SealedField(null=True)
    who_helps = SealedField(null=True)
    kind = models.CharField(max_length=8, blank=True, default="")
    their_wish = models.CharField(max_length=12, default=TheirWish.NOT_KNOWN.value)
    reviewed_by = models.CharField(max_length=12, blank=True, default="")
    reviewed_on = models.DateField(null=True)
    review_said = SealedField(null=True)
    repair = SealedField(null=True)
    repair_by = models.DateField(null=True)
    affordable = models.BooleanField(null=True)
    limit = SealedField(null=True)
    # On which day the last answer of the screen was given: a review before it does not count for it.
    screened_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    delivered_how = models.CharField(max_length=8, blank=True, default="")
    answer = SealedField(null=True)
    closed_on = models.DateField(null=True)
    closing = SealedField(null=True)
    begun_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            _one_of("kind", Kind, "amends_kind", empty=True),
            _one_of("their_wish", TheirWish, "amends_their_wish"),
            _one_of("reviewed_by", ReviewedBy, "amends_reviewed_by", empty=True),
            _one_of("delivered_how", How, "amends_delivered_how", empty=True),
            _together("reviewed_on", "reviewed_by", "amends_review_says_who_and_when"),
            _together("delivered_on", "delivered_how", "amends_delivery_says_how_and_when"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(delivered_on__isnull=True),
                name="amends_closed_is_without_delivery",
            ),
            _counted("amends_version"),
        ]
        indexes = [models.Index(fields=["owner", "begun_at"], name="amends_in_order")]


class Harm(OwnedRow):
    """One thing I did to someone, as a line of the list. It may have been taken up by an amends."""

    who = models.ForeignKey("circle.Relationship", on_delete=models.RESTRICT, related_name="+")
    words = SealedField()
    amends = models.ForeignKey(Amends, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [_counted("harm_version")]
        indexes = [models.Index(fields=["owner", "who", "added_at"], name="harm_by_person")]


class ScreenAnswer(OwnedRow):
    """What was answered to one question of the harm screen. No row: not answered."""

    amends = models.ForeignKey(Amends, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=12)
    answer = models.CharField(max_length=8)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["amends", "question"], name="one_answer_a_question"),
            _one_of("question", Question, "screen_question"),
            _one_of("answer", Answer, "screen_answer"),
        ]


class MoneyPlan(OwnedRow):
    """Money owed, and how it is paid back. Amounts are whole numbers of the currency's smallest unit."""

    amends = models.OneToOneField(Amends, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3)
    owed = models.BigIntegerField()
    begun_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(owed__gt=0), name="money_owed"),
            _counted("money_version"),
        ]


class Instalment(OwnedRow):
    """One payment of a plan. Its day and how it turned out are those of its promise."""

    plan = models.ForeignKey(MoneyPlan, on_delete=models.CASCADE, related_name="+")
    promise = models.OneToOneField("promises.Promise", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="instalment_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_amount"),
        ]


class LivingPromise(OwnedRow):
    """A promise of the track record by which an amends is lived."""

    amends = models.ForeignKey(Amends, on_delete=models.CASCADE, related_name="+")
    promise = models.OneToOneField("promises.Promise", on_delete=models.CASCADE, related_name="+")
    linked_at = models.DateTimeField()


class Letter(OwnedRow):
    """A text to someone, or about them: a draft until it is ready, delivered by the person themselves or never."""

    who = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    amends = models.ForeignKey(Amends, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12)
    title = SealedField(null=True)
    text = SealedField(null=True)
    # Marks of the coach that were waved away, one key a line (rules/composing.py).
    waved = SealedField(null=True)
    # Asking for forgiveness puts a weight on the other person: off unless chosen (EVIDENCE §5.2).
    forgiveness = models.BooleanField(default=False)
    cooling_until = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    delivered_on = models.DateField(null=True)
    delivered_how = models.CharField(max_length=8, blank=True, default="")
    answer = SealedField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            _one_of("kind", LetterKind, "letter_kind"),
            _one_of("delivered_how", How, "letter_delivered_how", empty=True),
            _together("delivered_on", "delivered_how", "letter_delivery_says_how_and_when"),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True)
                | (~Q(kind=LetterKind.NEVER_SENT.value) & Q(who__isnull=False)),
                name="letter_never_sent_is_not_delivered",
            ),
            _counted("letter_version"),
        ]
        indexes = [
            models.Index(fields=["owner", "changed_at"], name="letter_by_change"),
            models.Index(fields=["amends", "begun_at"], name="letter_of_amends"),
        ]


class LetterVersion(OwnedRow):
    """A letter as it read before: kept, so that no wording is lost."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = SealedField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_version_number")]
