"""Wrapped keys. Nothing here opens without the installation key, which is never in the database."""

from django.db import models


class PersonKey(models.Model):
    """One version of one person's key. Kept after the person is gone, empty: proof that it was destroyed."""

    person_id = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    wrapped_by = models.CharField(max_length=8)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "version"], name="one_key_a_version"),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="a_key_is_there_or_destroyed",
            ),
        ]


class HouseKey(models.Model):
    """A secret of the installation that must survive a change of its key: for sign-in names, for
    second factors, for the ledger."""

    purpose = models.CharField(max_length=20, unique=True)
    wrapped_by = models.CharField(max_length=8)
    wrapped = models.BinaryField()
