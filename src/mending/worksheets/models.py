"""Versions of forms, and what people wrote in them."""

from django.db import models
from django.db.models import F, Q

from mending.foundation.ids import new_id
from mending.vault.fields import OwnedRow, SealedField


class Version(models.Model):
    """One published version of a form, as canonical JSON. The database refuses to change it (migration 0002)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    body = models.TextField()
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    # Brought in by whoever runs this Mending; the others came with it, as files.
    is_installed = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number", "language"], name="one_version_of_a_form"),
        ]


class Sheet(OwnedRow):
    """A form someone began to fill in. It points to the version it was begun with, for good."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    day = models.DateField()
    # The answers, and beside each its words as they stood and what it counts, as JSON.
    kept = SealedField(null=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    is_backdated = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("begun_at")), name="sheet_done_after_begun"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "form", "day"], name="sheet_by_form"),
            models.Index(fields=["owner", "begun_at"], condition=Q(done_at__isnull=True), name="sheet_begun"),
        ]


class Fitting(OwnedRow):
    """The words someone fitted a form with, such as the targets of their diary card."""

    form = models.CharField(max_length=40)
    words = SealedField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="one_fitting_of_a_form")]


class Favourite(OwnedRow):
    """A skill someone wants at hand."""

    form = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="one_favourite_of_a_form")]
