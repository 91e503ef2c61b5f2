"""Expectations, and plans for coming home."""

from django.db import models
from django.db.models import Q

from mending.expectations.rules.home import Stretch
from mending.expectations.rules.sections import ALL_FIGURES, Nearest
from mending.vault.fields import OwnedRow, SealedField


def _percent(column: str) -> models.CheckConstraint:
    condition = Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (0, 100)})
    return models.CheckConstraint(condition=condition, name=f"expectation_{column}")


class Expectation(OwnedRow):
    """What I expect of a day, what happened, and what I learned. Taking a part back keeps its words."""

    who = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    day = models.DateField()
    prediction = SealedField()
    belief = SealedField(null=True)
    strength = models.SmallIntegerField(null=True)
    best = SealedField(null=True)
    best_chance = models.SmallIntegerField(null=True)
    likely = SealedField(null=True)
    likely_chance = models.SmallIntegerField(null=True)
    worst = SealedField(null=True)
    worst_chance = models.SmallIntegerField(null=True)
    welcome = SealedField(null=True)
    doing = SealedField(null=True)
    happened = SealedField(null=True)
    felt = SealedField(null=True)
    happened_on = models.DateField(null=True)
    nearest = models.CharField(max_length=8, default="")
    surprise = SealedField(null=True)
    strength_after = models.SmallIntegerField(null=True)
    lesson = SealedField(null=True)
    next_step = SealedField(null=True)
    # On which day of the person's each was first written down; none while it is not.
    planned_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    learned_on = models.DateField(null=True)
    begun_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            *(_percent(column) for column in ALL_FIGURES),
            models.CheckConstraint(condition=Q(nearest__in=["", *Nearest]), name="expectation_nearest"),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(welcome__isnull=False), name="expectation_welcome_first"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | Q(planned_on__isnull=False, happened__isnull=False, happened_on__isnull=False),
                name="expectation_done_after_planned",
            ),
            models.CheckConstraint(
                condition=Q(learned_on__isnull=True) | Q(done_on__isnull=False),
                name="expectation_learned_after_done",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="expectation_version"),
        ]
        indexes = [
            models.Index(fields=["owner", "day"], condition=Q(done_on__isnull=True), name="expectation_ahead"),
            models.Index(fields=["owner", "happened_on"], name="expectation_by_day"),
        ]


class Homecoming(OwnedRow):
    """A plan for coming home on a day, to someone or to nobody in particular."""

    name = SealedField(null=True)
    who = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    comes_on = models.DateField()
    begun_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="homecoming_version")]
        indexes = [models.Index(fields=["owner", "comes_on"], name="homecoming_by_day")]


class HomeStretch(OwnedRow):
    """The first day, week or month of a plan. Every plan has one of each."""

    homecoming = models.ForeignKey(Homecoming, on_delete=models.CASCADE, related_name="+")
    stretch = models.CharField(max_length=8)
    sleeping = SealedField(null=True)
    children = SealedField(null=True)
    money = SealedField(null=True)
    hours = SealedField(null=True)
    care = SealedField(null=True)
    hard = SealedField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["homecoming", "stretch"], name="one_of_each_stretch"),
            models.CheckConstraint(condition=Q(stretch__in=list(Stretch)), name="home_stretch"),
            models.CheckConstraint(condition=Q(version__gte=1), name="home_stretch_version"),
        ]


class Agreement(OwnedRow):
    """What is agreed with someone for the time after coming home."""

    homecoming = models.ForeignKey(Homecoming, on_delete=models.CASCADE, related_name="+")
    who = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    words = SealedField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="agreement_version")]
        indexes = [models.Index(fields=["homecoming", "added_at"], name="agreement_in_order")]
