"""Showing who is there: password, app, recovery code, passkey. For sign-in's second step and for asking again."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from mending.accounts.web import passkeys
from mending.accounts.web.forms.entering import Show
from mending.accounts.web.limits import TOO_OFTEN

# A code of the app is good for at most three half-minutes; in that time it opens once.
_CODE_LIVES = 120


def holds(request: HttpRequest, form: Show, person: Any) -> bool:
    """Whether the code or the passkey in the form is this person's; if not, the form says so."""
    authenticator = _by_passkey(form, person) or _by_code(form, person)
    if authenticator is not None:
        note(request, authenticator)
    return authenticator is not None


def holds_password(request: HttpRequest, form: Show, person: Any) -> bool:
    """Whether the password in the form is this person's; if not, the form says so."""
    adapter = get_adapter()
    try:
        adapter.pre_authenticate(request, username=person.name_tag)
    except ValidationError:
        form.add_error("password", TOO_OFTEN)
        return False
    if not person.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password."))
        return False
    adapter._rollback_login_failed_rl_usage()
    return True


def note(request: HttpRequest, authenticator: Authenticator, **how: Any) -> None:
    """Note in the session that a second factor was shown. allauth would also write down when it was last used."""
    record_authentication(request, authenticator.user, "mfa", id=authenticator.pk, type=authenticator.type, **how)


def page(request: HttpRequest, form: Show, person: Any) -> dict[str, Any]:
    """What a page needs that asks for a second factor of `person`."""
    kinds = set(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))
    has_passkey = Authenticator.Type.WEBAUTHN in kinds and passkeys.is_possible(request)
    return {
        "form": form,
        "has_code": bool(kinds - {Authenticator.Type.WEBAUTHN}),
        "has_app": Authenticator.Type.TOTP in kinds,
        "options": passkeys.ask_for_known(person) if has_passkey else None,
    }


def _by_passkey(form: Show, person: Any) -> Authenticator | None:
    if not form.cleaned_data["credential"]:
        return None
    authenticator = passkeys.shown(form.cleaned_data["credential"], person)
    if authenticator is None:
        form.add_error(None, _("This passkey does not fit. Please try again."))
    return authenticator


def _by_code(form: Show, person: Any) -> Authenticator | None:
    code = form.cleaned_data["code"]
    if form.errors:
        return None
    theirs = AuthenticateForm({"code": code}, user=person)
    if not theirs.is_valid():
        form.add_error("code", _why(theirs))
    elif not _is_fresh(person, code):
        form.add_error("code", _("This code was used already. Please wait for the next one."))
    else:
        found: Authenticator = theirs.authenticator
        return found
    return None


def _is_fresh(person: Any, code: str) -> bool:
    """Whether this code was not used a moment ago. However it is spaced, it is the same code."""
    digits = normalize_user_code(code)
    return bool(cache.add(salted_hmac("mending code", f"{person.pk}{digits}").hexdigest(), 1, timeout=_CODE_LIVES))


def _why(theirs: Any) -> Any:
    failed = theirs.has_error("code", "too_many_login_attempts")
    return TOO_OFTEN if failed else _("This code does not fit. Please try again.")
