"""What was sent after the lock had fallen shut: held in the locked page, sealed, until the code opens it.

Nothing is kept on the server, and the page shows nothing: it holds bytes that only this program opens, for the
same person, within an hour. So nobody's words are lost to a lock (SAFETY D2), and none can be read behind one.
"""

import json
from dataclasses import dataclass

from django.http import HttpRequest

from mending.foundation import clock
from mending.vault.rules import DoesNotOpen
from mending.vault.tags import open_for_house, seal_for_house

LONGEST = 100_000
_LASTS = 3600
_NOT_THESE = ("csrfmiddlewaretoken",)


@dataclass(frozen=True, slots=True)
class Held:
    """A form as it was sent: where to, and each field."""

    path: str
    fields: list[tuple[str, str]]


def hold(request: HttpRequest) -> str:
    """The sealed form of a request; empty when there is none to hold. Passwords and codes are never held."""
    if request.method != "POST" or request.FILES or request.path.startswith("/account/"):
        return ""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in _NOT_THESE]
    text = json.dumps([str(request.user.pk), clock.now().timestamp(), request.get_full_path(), fields])
    return seal_for_house("held", text) if len(text) <= LONGEST else ""


def give_back(request: HttpRequest, sealed: str) -> Held | None:
    """The form again, for the same person and within an hour; otherwise None."""
    try:
        owner, at, path, fields = json.loads(open_for_house("held", sealed))
    except DoesNotOpen:
        return None
    if owner != str(request.user.pk) or not 0 <= clock.now().timestamp() - at < _LASTS:
        return None
    return Held(path, [(name, value) for name, value in fields])
