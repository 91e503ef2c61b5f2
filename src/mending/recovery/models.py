"""Time in one's own words, returns to use, and the weeks when tolerance is lost."""

from enum import Enum

from django.db import models
from django.db.models import F, Q

from mending.recovery.rules.times import Kind
from mending.recovery.rules.windows import Answer, Event
from mending.vault.fields import OwnedRow, SealedField


def _one_of(column: str, values: type[Enum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in values]}), name=name)


class Counter(OwnedRow):
    """A time that someone counts, since a day, of one substance or under a name of their own."""

    kind = models.CharField(max_length=10)
    name = SealedField(null=True)
    starts_on = models.DateField()
    is_hidden = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            _one_of("kind", Kind, "counter_kind"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OWN.value) | Q(name__isnull=False), name="counter_named"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="counter_version"),
        ]
        indexes = [models.Index(fields=["owner", "starts_on"], name="counter_by_owner")]


class Slip(OwnedRow):
    """A return to use. Its days may be left out; without them it takes nothing from any count."""

    # Which time it is about; none for all of them.
    counter = models.ForeignKey(Counter, null=True, on_delete=models.CASCADE, related_name="+")
    on = models.DateField(null=True)
    until = models.DateField(null=True)
    new_start = models.DateField(null=True)
    # The person's own day on which it was written down: no looking back is offered before the next.
    written_on = models.DateField()
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(on__isnull=False, until__gte=F("on")),
                name="slip_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(new_start__isnull=True) | Q(on__isnull=True) | Q(new_start__gte=F("on")),
                name="slip_before_new_start",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="slip_version"),
        ]
        indexes = [models.Index(fields=["owner", "written_on"], name="slip_by_owner")]


class Reflection(OwnedRow):
    """Looking back at a return to use, on a later day. Each part may stay empty."""

    slip = models.OneToOneField(Slip, on_delete=models.CASCADE, related_name="+")
    before = SealedField(null=True)
    helped = SealedField(null=True)
    worked = SealedField(null=True)
    next_step = SealedField(null=True)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(version__gte=1), name="reflection_version")]


class Window(OwnedRow):
    """The weeks after an event in which a body can take less than before."""

    event = models.CharField(max_length=12)
    on = models.DateField()
    slip = models.OneToOneField(Slip, null=True, on_delete=models.CASCADE, related_name="+")
    naloxone = models.CharField(max_length=8, blank=True, default=Answer.UNASKED.value)
    not_alone = models.CharField(max_length=8, blank=True, default=Answer.UNASKED.value)
    opened_at = models.DateTimeField()
    # When its owner said that it was a mistake. It can be opened again.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            _one_of("event", Event, "window_event"),
            _one_of("naloxone", Answer, "window_naloxone"),
            _one_of("not_alone", Answer, "window_not_alone"),
            models.CheckConstraint(
                condition=Q(slip__isnull=True) | Q(event=Event.RETURN.value), name="window_of_a_slip_is_a_return"
            ),
            models.UniqueConstraint(
                fields=["owner", "event", "on"], condition=Q(slip__isnull=True), name="one_window_an_event"
            ),
        ]
        indexes = [models.Index(fields=["owner", "on"], name="window_by_day")]
