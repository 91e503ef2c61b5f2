"""The ways someone can sign in: password, passkeys, authenticator app, recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import Http404

from mending.accounts.models import Passkey, Person
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer

Kind = Authenticator.Type


@dataclass(frozen=True, slots=True)
class PasskeyCard:
    """One passkey: what its owner calls it, and since when it is there."""

    id: UUID
    name: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Ways:
    """How the viewer can sign in. `codes_left` is None when no recovery codes were ever made."""

    has_password: bool
    has_app: bool
    passkeys: tuple[PasskeyCard, ...]
    codes_left: int | None
    codes_seen: bool

    @property
    def has_second_step(self) -> bool:
        return self.has_app or bool(self.passkeys)


def ways_of(viewer: Viewer) -> Ways:
    """Every way the viewer can sign in."""
    person, eyes = Person.objects.get(pk=viewer.id), Eyes(viewer)
    kinds = {row.type: row for row in Authenticator.objects.filter(user_id=viewer.id).exclude(type=Kind.WEBAUTHN)}
    codes = RecoveryCodes(kinds[Kind.RECOVERY_CODES]) if Kind.RECOVERY_CODES in kinds else None
    return Ways(
        has_password=person.has_usable_password(),
        has_app=Kind.TOTP in kinds,
        passkeys=_passkeys(eyes),
        codes_left=None if codes is None else len(codes.get_unused_codes()),
        codes_seen=codes is not None and codes.did_view,
    )


def codes_to_show(viewer: Viewer) -> list[str]:
    """The viewer's recovery codes, in groups of four, until they said that they kept them; then none."""
    row = Authenticator.objects.filter(user_id=viewer.id, type=Kind.RECOVERY_CODES).first()
    codes = None if row is None else RecoveryCodes(row)
    if codes is None or codes.did_view:
        return []
    return [" ".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes.get_unused_codes()]


def passkey_name(viewer: Viewer, passkey_id: UUID) -> str:
    """What one of the viewer's passkeys is called. Raises Http404."""
    row = Passkey.objects.filter(pk=passkey_id, owner_id=viewer.id).first()
    if row is None:
        raise Http404
    return Eyes(viewer).text(row, "name")


def name_of(viewer: Viewer, person: Any) -> str:
    """The name an account signs in with, for itself only."""
    return Eyes(viewer).text(person, "name")


def has_second_step(person_id: UUID) -> bool:
    """Whether an account has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=person_id, type__in=[Kind.TOTP, Kind.WEBAUTHN]).exists())


def _passkeys(eyes: Eyes) -> tuple[PasskeyCard, ...]:
    rows = Passkey.objects.filter(owner_id=eyes.viewer.id).select_related("authenticator")
    return tuple(
        PasskeyCard(row.id, eyes.text(row, "name"), row.authenticator.created_at)
        for row in rows.order_by("authenticator__created_at")
    )
