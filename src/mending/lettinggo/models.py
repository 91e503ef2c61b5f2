"""Endings, and what someone writes for themselves while they let go."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from mending.lettinggo.rules.ending import How
from mending.lettinggo.rules.family import Bond
from mending.lettinggo.rules.lines import List
from mending.promises.rules.letting_go import Fate, Wish
from mending.vault.fields import OwnedRow, SealedField


def _to_relationship() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("circle.Relationship", on_delete=models.RESTRICT, related_name="+")


class Ending(OwnedRow):
    """That a relationship was ended here, how, and what was wished for the promises. `change` is its state's."""

    relationship = _to_relationship()
    change = models.UUIDField()
    how = models.CharField(max_length=8)
    wish = models.CharField(max_length=4, blank=True)
    ended_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change"], name="one_ending_a_change"),
            models.CheckConstraint(condition=Q(how__in=list(How)), name="ending_how"),
            models.CheckConstraint(condition=Q(wish__in=["", *Wish]), name="ending_wish"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("ended_at")), name="ending_undone_later"
            ),
        ]


class LetPromise(OwnedRow):
    """A promise that an ending changed, and what became of it, so that it can be brought back."""

    ending = models.ForeignKey(Ending, on_delete=models.CASCADE, related_name="+")
    promise = models.ForeignKey("promises.Promise", on_delete=models.CASCADE, related_name="+")
    fate = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "promise"], name="one_fate_a_promise"),
            models.CheckConstraint(condition=Q(fate__in=list(Fate)), name="let_promise_fate"),
        ]


class GriefStep(OwnedRow):
    """What is written at a step of grief, or that it was left out for now."""

    relationship = _to_relationship()
    step = models.CharField(max_length=24)
    words = SealedField(null=True)
    written_on = models.DateField(null=True)
    is_skipped = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "step"], name="one_of_each_grief_step"),
            models.CheckConstraint(condition=Q(version__gte=1), name="grief_step_version"),
        ]


class OwnLine(OwnedRow):
    """A line of a list: what I keep, what I put down, what is mine to do, what I would say."""

    relationship = _to_relationship()
    list = models.CharField(max_length=8)
    words = SealedField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(list__in=list(List)), name="own_line_list")]
        indexes = [models.Index(fields=["relationship", "added_at"], name="own_line_in_order")]


class Shared(OwnedRow):
    """Someone in my circle who is close to both of us; of a child, only words about handing over."""

    relationship = _to_relationship()
    person = _to_relationship()
    bond = models.CharField(max_length=8, blank=True)
    words = SealedField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "person"], name="shared_once"),
            models.CheckConstraint(condition=Q(bond__in=list(Bond)), name="shared_bond"),
            models.CheckConstraint(condition=~Q(relationship=F("person")), name="shared_is_somebody_else"),
            models.CheckConstraint(condition=Q(version__gte=1), name="shared_version"),
        ]


class HardDay(OwnedRow):
    """A day that will be hard, with a plan of one's own for it."""

    relationship = _to_relationship()
    name = SealedField()
    on = models.DateField()
    where = SealedField(null=True)
    company = SealedField(null=True)
    way_out = SealedField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="hard_day_version")]
        indexes = [models.Index(fields=["owner", "on"], name="hard_day_by_day")]
