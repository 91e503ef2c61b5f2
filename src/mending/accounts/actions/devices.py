"""Ending sessions. It takes effect on the next request of the device."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from mending.accounts.actions.rows import end_sessions
from mending.accounts.queries.devices import handle
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock


def end_device(*, by: Viewer, device: str) -> None:
    """Sign out one of the actor's devices, named by its handle. Nothing happens when it is gone already."""
    keys = UserSession.objects.filter(user_id=by.id).values_list("session_key", flat=True)
    key = next((key for key in keys if handle(key) == device), None)
    if key is not None:
        with deed(by=by, verb="device.ended", kind="person", item=by.id):
            end_sessions(by.id, only=key)


def end_other_devices(*, by: Viewer, keep: str | None) -> None:
    """Sign the actor out everywhere; with `keep`, everywhere but in that session."""
    with deed(by=by, verb="devices.ended", kind="person", item=by.id):
        end_sessions(by.id, keep=keep)


def sweep_sessions() -> None:
    """Take away sessions that ended by themselves. Bookkeeping, not a deed."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()


def follow_session(*, by: Viewer, old: str | None, new: str | None) -> None:
    """A session that goes on under a new key stays in the list of devices. Bookkeeping, not a deed."""
    UserSession.objects.filter(user_id=by.id, session_key=old).update(session_key=new)
