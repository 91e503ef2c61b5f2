"""The daily check-in, what a person chose about it, and their warning signs."""

from datetime import time

from django.db import models
from django.db.models import Q

from mending.checkins.rules.questions import SCALES, USUAL, Question, as_bits
from mending.checkins.rules.weekly import Item
from mending.vault.fields import OwnedRow, SealedField


class CheckIn(OwnedRow):
    """How a day was. A day has one; changing it makes another that stands instead, so that it can be undone."""

    day = models.DateField()
    mood = models.SmallIntegerField(null=True)
    craving = models.SmallIntegerField(null=True)
    confidence = models.SmallIntegerField(null=True)
    risky = models.SmallIntegerField(null=True)
    reached = models.SmallIntegerField(null=True)
    sleep = models.SmallIntegerField(null=True)
    pain = models.SmallIntegerField(null=True)
    medication = models.SmallIntegerField(null=True)
    note = SealedField(null=True)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    is_backdated = models.BooleanField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "day"], condition=Q(removed_at__isnull=True), name="one_check_in_a_day"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{question.value}__isnull": True})
                    | Q(**{f"{question.value}__range": (scale.low, scale.high)}),
                    name=f"check_in_{question.value}",
                )
                for question, scale in SCALES.items()
            ),
        ]
        indexes = [models.Index(fields=["owner", "day"], name="check_in_by_day")]


class Choice(OwnedRow):
    """Which questions someone wants to be asked, and at what time of their day."""

    # A bit for each question (rules.questions.as_bits).
    questions = models.PositiveSmallIntegerField(default=as_bits(USUAL))
    at = models.TimeField(null=True, default=time(20))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_check_in_choice")]


class Review(OwnedRow):
    """A look back at a week, which begins on `day`, a Monday. It stands and is undone as a check-in is."""

    day = models.DateField()
    places = models.SmallIntegerField(null=True)
    urges = models.SmallIntegerField(null=True)
    trouble = models.SmallIntegerField(null=True)
    body = models.SmallIntegerField(null=True)
    people = models.SmallIntegerField(null=True)
    strength = models.SmallIntegerField(null=True)
    plans = models.SmallIntegerField(null=True)
    purpose = models.SmallIntegerField(null=True)
    note = SealedField(null=True)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    is_backdated = models.BooleanField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "day"], condition=Q(removed_at__isnull=True), name="one_review_a_week"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{item.value}__isnull": True}) | Q(**{f"{item.value}__range": (0, 2)}),
                    name=f"review_{item.value}",
                )
                for item in Item
            ),
        ]
        indexes = [models.Index(fields=["owner", "day"], name="review_by_week")]


class Sign(OwnedRow):
    """A warning sign in the person's own words."""

    words = SealedField()
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="sign_version")]
        indexes = [models.Index(fields=["owner", "position"], name="sign_in_order")]


COLUMNS = tuple(question.value for question in Question)
"""The columns of the answers, in the order of the questions."""
ITEMS = tuple(item.value for item in Item)
"""The columns of a review, in the order of its items."""
