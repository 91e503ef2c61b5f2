"""People who can be reminded, and what the reminding did."""

from datetime import time

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mending.foundation import clock
from mending.reminders.actions.choosing import choose
from mending.reminders.actions.reaching import add_browser
from mending.reminders.actions.sending import send_due
from mending.reminders.models import Address, Browser, Choice, Due
from mending.reminders.queries.choices import choice
from mending.reminders.rules.kinds import Channel, Kind, Plan
from mending.reminders.rules.places import Subscription
from mending.vault.actions import seal_into
from tests import make, people, posting

NINE = Plan(time(9))
KEY = ec.generate_private_key(ec.SECP256R1())
SECRET = b"s" * 16


def text_of(raw):
    import base64  # noqa: PLC0415

    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def subscription(path="one"):
    point = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Subscription(f"https://{posting.PUSH_HOST}/{path}", text_of(point), text_of(SECRET))


def with_address(member=people.RUTH, *, zone="UTC", address="ruth@example.net"):
    """Someone with a confirmed address."""
    viewer = make.person(member, zone=zone)
    row = Address(owner_id=viewer.id, asked_at=clock.now(), confirmed_at=clock.now())
    seal_into(row, address=address)
    row.save()
    return viewer


def with_browser(member=people.RUTH, *, zone="UTC", path="one"):
    """Someone with a browser that takes notes."""
    viewer = make.person(member, zone=zone)
    add_browser(by=viewer, given=subscription(path))
    return viewer


def by_email(viewer, plan=NINE, kind=Kind.PROMISE):
    return _chosen(viewer, Channel.EMAIL, plan, kind)


def by_push(viewer, plan=NINE, kind=Kind.PROMISE):
    return _chosen(viewer, Channel.PUSH, plan, kind)


def _chosen(viewer, channel, plan, kind):
    version = choice(viewer, kind).version
    choose(by=viewer, kind=kind, channel=channel, plan=plan, version=version)
    return Choice.objects.get(owner=viewer.id, kind=kind.value)


def send():
    """One look of the clock; how many it took up."""
    return send_due(title=lambda person: "Kitchen")


def states(viewer):
    """The states of this person's reminders, in order of their moments."""
    return list(Due.objects.filter(owner=viewer.id).order_by("due_at").values_list("state", flat=True))


def browsers(viewer):
    return Browser.objects.filter(owner=viewer.id).count()
