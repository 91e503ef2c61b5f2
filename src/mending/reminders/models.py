"""What someone chose to be reminded of, where it reaches them, and each reminder on its way."""

from datetime import time
from enum import Enum

from django.db import models
from django.db.models import F, Q

from mending.reminders.rules.kinds import Channel, Kind
from mending.reminders.rules.outcomes import State
from mending.vault.fields import OwnedRow, SealedField

OWN = ("try", "code")
"""Sendings that are about no kind: trying one out, and the code that confirms an address."""


def _one_of(column: str, values: type[Enum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in values]}), name=name)


class Choice(OwnedRow):
    """How and when someone wants to be reminded of one kind."""

    kind = models.CharField(max_length=8)
    channel = models.CharField(max_length=8)
    at = models.TimeField()
    weekday = models.PositiveSmallIntegerField(null=True)
    lead = models.PositiveSmallIntegerField(null=True)
    # The check-in's own time when this was set to the same: it moves along with it.
    follows = models.TimeField(null=True)
    # How it went before everything was stopped at once, so that this can be taken back.
    earlier_channel = models.CharField(max_length=8, blank=True)
    stopped_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind"], name="one_choice_a_kind"),
            _one_of("kind", Kind, "choice_kind"),
            _one_of("channel", Channel, "choice_channel"),
            models.CheckConstraint(condition=Q(weekday__isnull=True) | Q(weekday__lte=6), name="choice_weekday"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(channel=Channel.NONE.value), name="choice_stopped_is_none"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="choice_version"),
        ]


class Hours(OwnedRow):
    """Someone's quiet hours, when they are not the usual ones."""

    starts = models.TimeField(default=time(22, 0))
    ends = models.TimeField(default=time(8, 0))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_quiet_hours")]


class Address(OwnedRow):
    """Where someone gets their e-mail. Used only once a code that was sent there has come back."""

    address = SealedField()
    # Counts how often a code was asked for: each time it is another one.
    asked = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_address")]


class Browser(OwnedRow):
    """A browser that receives pushes: its endpoint and keys, sealed; the tag only tells a second one apart."""

    where = SealedField()
    tag = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()


class Feed(OwnedRow):
    """A calendar feed at a secret address, of which only a fingerprint is kept."""

    tag = models.CharField(max_length=64, unique=True)
    kinds = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_feed")]


class Due(OwnedRow):
    """One reminder: waiting for its moment, on its way, or done. Its id is the sending's, and never used twice."""

    choice = models.ForeignKey(Choice, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    channel = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    # The zone the moment was worked out for.
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=8, default=State.WAITING.value)
    # Whoever works on it now, and until when nobody else may.
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["choice"],
                condition=Q(state__in=["waiting", "claimed"], tries=0),
                name="one_ahead_a_choice",
            ),
            _one_of("state", State, "due_state"),
            models.CheckConstraint(condition=Q(kind__in=[*(kind.value for kind in Kind), *OWN]), name="due_kind"),
            models.CheckConstraint(
                condition=Q(channel__in=[Channel.EMAIL.value, Channel.PUSH.value]), name="due_channel"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "sending"]) | Q(claim__isnull=False, lease_until__isnull=False),
                name="due_worked_on_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(state__in=["waiting", "claimed", "sending"]),
                name="due_settled_is_over",
            ),
            models.CheckConstraint(
                condition=Q(choice__isnull=False) | Q(kind__in=OWN), name="due_of_a_choice_or_its_own"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="due_by_moment"),
            models.Index(fields=["owner", "-settled_at"], name="due_by_owner"),
        ]


class DailyRun(models.Model):
    """When a room's daily work was last done; of nobody in particular."""

    name = models.CharField(max_length=20, primary_key=True)
    done_on = models.DateField(null=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="daily_named")]


UPCOMING = Q(state__in=["waiting", "claimed"])
MOVED = ~Q(zone=F("owner__zone"))
