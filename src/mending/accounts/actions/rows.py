"""Rows that more than one action here writes. No deed of their own: only other actions call these."""

from typing import Any
from uuid import UUID

from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from mending.accounts.models import Passkey, Person
from mending.foundation.text import one_line
from mending.vault.actions import seal_into


def keep_passkey(person: Person, name: str, credential: dict[str, Any]) -> Passkey:
    """Keep a registered passkey: allauth's row for the key, ours for what it is called."""
    row = Passkey(owner=person, authenticator=WebAuthn.add(person, "", credential).instance)
    seal_into(row, name=one_line(name))
    row.save(force_insert=True)
    return row


def end_sessions(person_id: UUID, *, keep: str | None = None, only: str | None = None) -> int:
    """End someone's sessions on every device but `keep`, or `only` one. Returns how many there were."""
    rows = UserSession.objects.filter(user_id=person_id).exclude(session_key=keep or "")
    if only is not None:
        rows = rows.filter(session_key=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)
