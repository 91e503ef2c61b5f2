"""Promises and the answers to their days. A day that was not answered has no row: it is open."""

from datetime import date
from enum import Enum

from django.db import models
from django.db.models import F, Q

from mending.foundation.dates import Month
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.vault.fields import OwnedRow, SealedField


def _one_of(column: str, values: type[Enum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in values]}), name=name)


def _once_has_no_until(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | ~Q(repeat=Repeat.ONCE.value), name=name)


class Promise(OwnedRow):
    """Something small that I said I would do or tell, and on which days it comes due."""

    words = SealedField()
    to = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=8)
    repeat = models.CharField(max_length=8)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    # What a page must find fast, worked out by `set_schedule`.
    last_due_on = models.DateField()
    due_month = models.IntegerField()
    day_bit = models.BigIntegerField()
    # What this one took over from: a day that was renegotiated, or the same promise on other days before.
    instead_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            _one_of("kind", Kind, "promise_kind"),
            _one_of("repeat", Repeat, "promise_repeat"),
            _once_has_no_until("promise_once_has_no_until"),
            models.CheckConstraint(
                condition=~Q(repeat=Repeat.ONCE.value) | Q(last_due_on=F("starts_on")),
                name="promise_once_is_one_day",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(last_due_on=F("until")), name="promise_last_day"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="promise_version"),
        ]
        indexes = [
            models.Index(fields=["owner", "last_due_on", "starts_on"], name="promise_by_span"),
            models.Index(fields=["owner", "repeat", "due_month", "day_bit", "to"], name="promise_by_month"),
        ]

    @property
    def schedule(self) -> Schedule:
        return Schedule(self.starts_on, Repeat(self.repeat), self.until)

    def set_schedule(self, schedule: Schedule) -> None:
        """Keep a schedule, and beside it what the pages look for."""
        self.starts_on, self.repeat, self.until = schedule.starts, schedule.repeat.value, schedule.until
        self.last_due_on = schedule.last
        self.due_month, self.day_bit = month_and_bit(schedule.starts)


class Earlier(OwnedRow):
    """A promise as it was before it was changed: for its history, and for undoing the change."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    words = SealedField()
    to = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=8)
    repeat = models.CharField(max_length=8)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    # The promise that goes on instead, when the change made another of it.
    successor = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "version"], name="earlier_version"),
            _one_of("kind", Kind, "earlier_kind"),
            _one_of("repeat", Repeat, "earlier_repeat"),
            _once_has_no_until("earlier_once_has_no_until"),
        ]

    @property
    def schedule(self) -> Schedule:
        return Schedule(self.starts_on, Repeat(self.repeat), self.until)


class Answer(OwnedRow):
    """How a promise turned out on one day it was due."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey("circle.Relationship", null=True, on_delete=models.RESTRICT, related_name="+")
    due_on = models.DateField()
    due_month = models.IntegerField()
    day_bit = models.BigIntegerField()
    outcome = models.CharField(max_length=12)
    note = SealedField(null=True)
    # The promise it was renegotiated to.
    successor = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField()
    is_backdated = models.BooleanField()
    # Not once its promise was removed. Kept here so that counting a year touches one index and no other table.
    counts = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "due_on"], name="one_answer_a_day"),
            _one_of("outcome", Outcome, "answer_outcome"),
            models.CheckConstraint(
                condition=Q(is_backdated=False) | ~Q(outcome=Outcome.RENEGOTIATED.value),
                name="answer_renegotiated_is_in_time",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(outcome=Outcome.RENEGOTIATED.value),
                name="answer_leads_on_when_renegotiated",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="answer_version"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_month", "outcome", "day_bit", "due_on", "to"],
                condition=Q(counts=True),
                name="answer_by_month",
            ),
            models.Index(fields=["owner", "due_on"], name="answer_by_day"),
        ]

    def set_day(self, day: date) -> None:
        self.due_on = day
        self.due_month, self.day_bit = month_and_bit(day)


class LeftOpen(OwnedRow):
    """Up to which day someone chose to leave open days be; Today does not bring them up any more."""

    up_to = models.DateField()
    # Up to which day before that, so that the choice can be taken back.
    earlier = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="one_left_open"),
            models.CheckConstraint(
                condition=Q(earlier__isnull=True) | Q(earlier__lt=F("up_to")), name="left_open_moves_on"
            ),
        ]


def month_and_bit(day: date) -> tuple[int, int]:
    """The month as a number, and the day as one bit in it, so that a database can count distinct days."""
    return Month.of(day).index, 1 << (day.day - 1)
