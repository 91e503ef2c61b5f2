"""The passkey ceremonies: what a browser is asked, and whether its answer holds.

Every passkey here can sign in on its own: it is kept on the device and asks for a finger, a face or a code.
"""

import json
import struct
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from fido2.webauthn import PublicKeyCredentialUserEntity, ResidentKeyRequirement, UserVerificationRequirement

from mending.accounts.web.adapter import entity

LONGEST = 20_000
# What reading an answer made up by someone can run into. It is always the same to us: not a passkey.
_NOT_ONE = (
    ValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


def ask_for_new(account: UUID, name: str, *, has: Any = None) -> dict[str, Any]:
    """What to ask a browser for a new passkey of this account; `has` is the account, when it is open already."""
    options, state = auth.get_server().register_begin(
        user=PublicKeyCredentialUserEntity(**entity(account, name)),
        credentials=auth.get_credentials(has) if has else [],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions=auth.EXTENSIONS,
    )
    auth.set_state(state)
    return dict(options)


def registered(text: str) -> dict[str, Any] | None:
    """The credential a browser made, when it is the one that was asked for."""
    try:
        answer = _parse(text)
        auth.parse_registration_response(answer)
        binding = auth.complete_registration(answer)
    except _NOT_ONE:
        return None
    return answer if binding.is_user_verified() else None


def ask_for_known(person: Any = None) -> dict[str, Any]:
    """What to ask a browser for a passkey of `person`, or for any it has for this place."""
    return dict(auth.begin_authentication(person))


def shown(text: str, person: Any = None) -> Authenticator | None:
    """The passkey that was shown, when it is one of `person`, or of anyone here."""
    try:
        answer = _parse(text)
        auth.parse_authentication_response(answer)
        return auth.complete_authentication(person or auth.extract_user_from_response(answer), answer)
    except _NOT_ONE:
        return None


def is_possible(request: HttpRequest) -> bool:
    """Whether browsers make passkeys for the address in use: it needs a name, not a number."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return not host.strip("[]").replace(".", "").replace(":", "").isdigit() and "[" not in host


def _parse(text: str) -> dict[str, Any]:
    answer = json.loads(text[:LONGEST])
    if not isinstance(answer, dict):
        raise TypeError("not an object")
    return answer
