"""Changing how someone signs in: name, password, passkeys, authenticator app, recovery codes."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.http import Http404

from mending.accounts.actions.rows import end_sessions, keep_passkey
from mending.accounts.models import Passkey, Person
from mending.accounts.queries import name_tag
from mending.accounts.queries.people import find
from mending.accounts.queries.ways import has_second_step
from mending.consent.actions import deed
from mending.consent.rules import Side, Viewer
from mending.foundation.text import one_line
from mending.vault.actions import seal_into

Kind = Authenticator.Type


class LastSecondStep(Exception):
    """This side must keep a second step, and this would have been the last."""


class OnlyWayIn(Exception):
    """Without a password and without this passkey nothing would sign in any more."""


def change_name(*, by: Viewer, name: str) -> None:
    """Sign in under another name from now on. Raises IntegrityError when it is taken."""
    with deed(by=by, verb="name.changed", kind="person", item=by.id):
        person = _mine(by)
        person.name_tag = name_tag(name)
        seal_into(person, name=one_line(name))
        person.save(update_fields=["name", "name_tag"])


def change_password(*, by: Viewer, password: str, keep: str | None) -> None:
    """Set a password, and sign out everywhere but in the session `keep`."""
    with deed(by=by, verb="password.changed", kind="person", item=by.id):
        _set_password(_mine(by), password)
        end_sessions(by.id, keep=keep)


def add_app(*, by: Viewer, secret: str) -> None:
    """Keep an authenticator app as second step; nothing happens when there is one already."""
    with transaction.atomic():
        person = _mine(by)
        if not _factors(by, Kind.TOTP).exists():
            with deed(by=by, verb="app.added", kind="person", item=by.id):
                TOTP.activate(person, secret)


def remove_app(*, by: Viewer) -> None:
    """Forget the authenticator app. Raises LastSecondStep."""
    with transaction.atomic():
        _mine(by)
        if _factors(by, Kind.TOTP).exists():
            with deed(by=by, verb="app.removed", kind="person", item=by.id):
                _factors(by, Kind.TOTP).delete()
                _refuse_if_last(by)


def add_passkey(*, by: Viewer, name: str, credential: dict[str, Any]) -> UUID:
    """Keep one more passkey. Returns the id under which its owner finds it."""
    with transaction.atomic():
        row = keep_passkey(_mine(by), name, credential)
        with deed(by=by, verb="passkey.added", kind="passkey", item=row.id):
            return row.id


def rename_passkey(*, by: Viewer, passkey: UUID, name: str) -> None:
    """Call a passkey by another name. Raises Http404."""
    with deed(by=by, verb="passkey.renamed", kind="passkey", item=passkey):
        row = _my_passkey(by, passkey)
        seal_into(row, name=one_line(name))
        row.save(update_fields=["name"])


def remove_passkey(*, by: Viewer, passkey: UUID) -> None:
    """Forget a passkey. Raises Http404, LastSecondStep, OnlyWayIn."""
    with deed(by=by, verb="passkey.removed", kind="passkey", item=passkey):
        person = _mine(by)
        # Deleting allauth's row takes ours with it.
        Authenticator.objects.filter(pk=_my_passkey(by, passkey).authenticator_id).delete()
        _refuse_if_last(by)
        if not person.has_usable_password() and not _factors(by, Kind.WEBAUTHN).exists():
            raise OnlyWayIn


def make_codes(*, by: Viewer) -> None:
    """Make new recovery codes. The old ones open nothing from now on."""
    with deed(by=by, verb="codes.made", kind="person", item=by.id):
        person = _mine(by)
        _factors(by, Kind.RECOVERY_CODES).delete()
        RecoveryCodes.activate(person)


def keep_codes(*, by: Viewer) -> None:
    """The person says that they kept their recovery codes: they are not shown again."""
    with transaction.atomic():
        row = _factors(by, Kind.RECOVERY_CODES).select_for_update().first()
        if row is not None and not RecoveryCodes(row).did_view:
            with deed(by=by, verb="codes.kept", kind="person", item=by.id):
                RecoveryCodes(row).mark_as_viewed()


def use_recovery_code(*, name: str, code: str, password: str) -> Person | None:
    """Let someone back in who lost their password: a code sets a new one and signs out everywhere.

    None when the name and the code do not fit together, whichever of the two it was; both cost the same work.
    """
    with transaction.atomic():
        person = find(name)
        row = _factors_of(person.id if person else None, Kind.RECOVERY_CODES).first()
        # Somebody who is not there has codes too, made up now and known to nobody; they are looked up as often.
        codes = RecoveryCodes(row or _nobodys_codes())
        fits = codes.validate_code(code)
        if not fits or person is None or row is None or not person.is_active:
            return None
        by = Viewer(person.id, Side(person.side), person.zone)
        with deed(by=by, verb="code.used", kind="person", item=person.id):
            _set_password(person, password)
            end_sessions(person.id)
        return person


def _nobodys_codes() -> Authenticator:
    from allauth.mfa.utils import encrypt  # noqa: PLC0415  it asks for the adapter, which asks for this room

    data = {"seed": encrypt(RecoveryCodes.generate_seed()), "used_mask": 0}
    Authenticator.objects.select_for_update().filter(pk=0).first()
    return Authenticator(type=Kind.RECOVERY_CODES, data=data)


def _mine(by: Viewer) -> Person:
    """The actor's own row, locked until the end of the transaction: changes to one account come one by one."""
    return Person.objects.select_for_update().get(pk=by.id)


def _my_passkey(by: Viewer, passkey: UUID) -> Passkey:
    row = Passkey.objects.filter(pk=passkey, owner_id=by.id).first()
    if row is None:
        raise Http404
    return row


def _set_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.code_tries = 0
    person.save(update_fields=["password", "code_tries"])


def _factors(by: Viewer, kind: str) -> Any:
    return _factors_of(by.id, kind)


def _factors_of(person_id: UUID | None, kind: str) -> Any:
    return Authenticator.objects.filter(user_id=person_id, type=kind)


def _refuse_if_last(by: Viewer) -> None:
    if by.side.needs_second_factor and not has_second_step(by.id):
        raise LastSecondStep
