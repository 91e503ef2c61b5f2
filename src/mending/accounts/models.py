"""An account: how someone signs in, and what they chose about their own Mending."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from mending.consent.rules import Side
from mending.foundation.ids import new_id
from mending.vault.fields import OwnedRow, SealedField


class Person(AbstractBaseUser):
    """Anyone who can sign in. The name they sign in with is kept as a keyed fingerprint and a sealed text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_tag = models.CharField(max_length=64, unique=True)
    name = SealedField(null=True)
    side = models.CharField(max_length=12, choices=[(side, side) for side in Side])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    # Django would note each sign-in here: a "last seen" that nothing needs (SAFETY A3).
    last_login = None

    language = models.CharField(max_length=5, default="en")
    zone = models.CharField(max_length=40, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=8, default="system")
    own_words = SealedField(null=True)
    app_name = models.CharField(max_length=12, default="plain")
    app_icon = models.CharField(max_length=12, default="plain")
    idle_minutes = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=128, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    USERNAME_FIELD = "name_tag"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=list(Side)), name="a_known_side"),
            models.CheckConstraint(
                condition=models.Q(idle_minutes=0, code_hash="")
                | models.Q(idle_minutes__gt=0) & ~models.Q(code_hash=""),
                name="a_lock_has_minutes_and_a_code",
            ),
        ]

    @property
    def has_lock(self) -> bool:
        return self.idle_minutes > 0


class Passkey(OwnedRow):
    """What its owner calls a passkey. The key itself is allauth's row; a name is text and must be sealed."""

    authenticator = models.OneToOneField("mfa.Authenticator", on_delete=models.CASCADE, related_name="+")
    name = SealedField(null=True)
