"""The idle lock in the browser: when it was last used is in a signed cookie, so that no page writes a row.

The session knows one opening of the lock; the cookie names it and the last use. Shutting the lock forgets the
opening, so a cookie from before is worth nothing. A cookie that is missing, changed or old means shut.
"""

import secrets
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from mending.accounts.rules.lock import Awake, is_shut
from mending.foundation import clock

_OPENING = "lock_opening"
_SIGNER = Signer(salt="mending.awake")


def open_lock(request: HttpRequest) -> None:
    """Begin a new opening of the lock in this session."""
    request.session[_OPENING] = secrets.token_urlsafe(16)


def shut_lock(request: HttpRequest) -> None:
    """Shut the lock in this session now."""
    request.session.pop(_OPENING, None)


def note(request: HttpRequest) -> bool:
    """Look once, before the view, whether the lock is shut, and remember it for `renew`."""
    person: Any = request.user
    opening = request.session.get(_OPENING)
    has_lock = person.is_authenticated and person.has_lock
    shut = has_lock and is_shut(_read(request), opening=opening, now=clock.now(), minutes=person.idle_minutes)
    request.awake_before = (opening, shut, has_lock)  # type: ignore[attr-defined]
    return bool(shut)


def renew(request: HttpRequest, response: HttpResponse) -> None:
    """After the view: a page that was open counts as use; a new opening gets its first cookie."""
    before, was_shut, had_lock = getattr(request, "awake_before", (None, True, False))
    if not had_lock and not request.session.modified:
        return
    opening = request.session.get(_OPENING)
    if opening is None:
        if _name(request) in request.COOKIES:
            response.delete_cookie(_name(request), samesite="Lax")
    elif opening != before or (had_lock and not was_shut):
        used = int(clock.now().timestamp())
        response.set_cookie(
            _name(request),
            _SIGNER.sign_object({"opening": opening, "used": used}),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def _read(request: HttpRequest) -> Awake | None:
    try:
        told = _SIGNER.unsign_object(request.COOKIES.get(_name(request), ""))
        return Awake(str(told["opening"]), int(told["used"]))
    except (BadSignature, ValueError, TypeError, KeyError):
        return None


def _name(request: HttpRequest) -> str:
    return "__Host-awake" if request.is_secure() else "awake"
