"""The people in someone's circle, and how each relationship stood over time."""

from enum import Enum

from django.db import models
from django.db.models import F, Q

from mending.circle.rules.contacts import RHYTHMS, How, Started
from mending.circle.rules.people import CLOSEST, FARTHEST, Kind, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.vault.fields import OwnedRow, SealedField


def _one_of(column: str, values: type[Enum], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [value.value for value in values]}), name=name)


def _blocked_says_who(name: str) -> models.CheckConstraint:
    """No contact and who set it go together, always."""
    blocked, nobody = Q(state=State.NO_CONTACT.value), Q(no_contact=NoContact.NO.value)
    return models.CheckConstraint(condition=(blocked & ~nobody) | (~blocked & nobody), name=name)


class Relationship(OwnedRow):
    """Someone in my circle, under a name of my own for them."""

    nickname = SealedField()
    note = SealedField(null=True)
    kind = models.CharField(max_length=16)
    closeness = models.PositiveSmallIntegerField()
    support = models.SmallIntegerField(default=Support.NEITHER.value)
    uses_near_me = models.CharField(max_length=8, default=UsesNearMe.UNKNOWN.value)
    wish = models.CharField(max_length=8, default=Wish.SAME.value)
    # How it stands now: the last line of the history that was not taken back, kept here to be read in one go.
    state = models.CharField(max_length=16, default=State.ACTIVE.value)
    no_contact = models.CharField(max_length=12, blank=True, default=NoContact.NO.value)
    since = models.DateField()
    added_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            _one_of("kind", Kind, "relationship_kind"),
            _one_of("support", Support, "relationship_support"),
            _one_of("uses_near_me", UsesNearMe, "relationship_uses_near_me"),
            _one_of("wish", Wish, "relationship_wish"),
            _one_of("state", State, "relationship_state"),
            _one_of("no_contact", NoContact, "relationship_no_contact"),
            _blocked_says_who("relationship_blocked_says_who"),
            models.CheckConstraint(
                condition=Q(closeness__range=(FARTHEST, CLOSEST)), name="relationship_closeness"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CHILD.value)
                | Q(support=Support.NEITHER.value, uses_near_me=UsesNearMe.UNKNOWN.value, wish=Wish.SAME.value),
                name="relationship_child_is_named_only",
            ),
        ]


class StateChange(OwnedRow):
    """One line of a relationship's history. Never changed, but for the mark that it was taken back."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16)
    no_contact = models.CharField(max_length=12, blank=True)
    on = models.DateField()
    reason = SealedField(null=True)
    recorded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "number"], name="state_change_number"),
            _one_of("state", State, "state_change_state"),
            _one_of("no_contact", NoContact, "state_change_no_contact"),
            _blocked_says_who("state_change_blocked_says_who"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("recorded_at")),
                name="state_change_undone_later",
            ),
        ]


class Contact(OwnedRow):
    """A real contact with someone: how, and who began it."""

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=8)
    started = models.CharField(max_length=8)
    logged_at = models.DateTimeField()
    is_backdated = models.BooleanField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [_one_of("how", How, "contact_how"), _one_of("started", Started, "contact_started")]
        indexes = [
            models.Index(fields=["owner", "on"], name="contact_by_day"),
            # The last one with each person, without looking at those before.
            models.Index(
                fields=["relationship", "on"], condition=Q(removed_at__isnull=True), name="contact_by_person"
            ),
        ]


class NobodyDay(OwnedRow):
    """A day of which someone said: today there was nobody. A day without a mark says nothing."""

    on = models.DateField()
    logged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "on"], name="one_nobody_a_day")]


class Rhythm(OwnedRow):
    """How often someone wishes to be in touch with a person of their circle."""

    relationship = models.OneToOneField(Relationship, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    since = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__in=RHYTHMS), name="rhythm_days")]


class TellingNote(OwnedRow):
    """Own words beside "before you tell someone": about whom, is not asked. One a person."""

    note = SealedField()
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_telling_note")]


class Watch(OwnedRow):
    """What was last read from someone's own contacts, kept so that Today need not read them all."""

    since = models.DateField(null=True)
    usual_per_week = models.FloatField(null=True)
    lately_per_week = models.FloatField(null=True)
    waved_until = models.DateField(null=True)
    is_off = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_watch")]


class Group(OwnedRow):
    """A group or meeting someone goes to, and when it is by the clock where they are."""

    name = SealedField()
    place = SealedField(null=True)
    weekdays = models.PositiveSmallIntegerField(default=0)  # bits, Monday the lowest
    on = models.DateField(null=True)
    at = models.TimeField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekdays__lt=128), name="group_weekdays"),
            models.CheckConstraint(
                condition=Q(at__isnull=True, weekdays=0, on__isnull=True)
                | (Q(at__isnull=False) & (Q(weekdays__gt=0) | Q(on__isnull=False))),
                name="group_time_and_day_together",
            ),
        ]


class Went(OwnedRow):
    """A day on which someone went to a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    logged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "on"], name="went_once_a_day")]
