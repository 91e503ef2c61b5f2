"""Where someone is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.crypto import salted_hmac

from mending.accounts.rules.devices import device
from mending.consent.rules import Viewer
from mending.foundation import clock


@dataclass(frozen=True, slots=True)
class Device:
    """One place where the viewer is signed in. `handle` names it in a form and opens nothing."""

    handle: str
    browser: str
    system: str
    since: datetime
    is_this: bool


def devices_of(viewer: Viewer, *, current: str | None) -> list[Device]:
    """Where the viewer is signed in, newest first. `current` is the key of the session that asks."""
    rows = list(UserSession.objects.filter(user_id=viewer.id).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now()).values_list(
            "session_key", flat=True
        )
    )
    return [
        Device(handle(row.session_key), *device(row.user_agent), row.created_at, row.session_key == current)
        for row in rows
        if row.session_key in alive
    ]


def handle(session_key: str) -> str:
    """A name for a session that is safe in a page: whoever has it cannot take the session over."""
    return salted_hmac("mending device", session_key).hexdigest()[:24]
