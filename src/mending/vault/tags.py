"""The installation's own secrets, and fingerprints by which a text is found again but not read."""

import base64
import hashlib
import hmac
from functools import cache

from mending.vault import keyring, rules
from mending.vault.models import HouseKey


@cache
def house_secret(purpose: str) -> bytes:
    """The installation's own secret for a purpose. It stays the same when the installation key changes."""
    row = HouseKey.objects.get(purpose=purpose)
    wrapping = keyring.ring().find(row.wrapped_by).derive("wrapping")
    return rules.unwrap(wrapping, f"house:{purpose}", bytes(row.wrapped))


def blind_tag(purpose: str, text: str) -> str:
    """A keyed fingerprint (HMAC-SHA256, 64 hex digits) by which a text is found again but not read."""
    return hmac.new(house_secret(purpose), text.encode(), hashlib.sha256).hexdigest()


def seal_for_house(purpose: str, text: str) -> str:
    """Seal a secret that the program itself must open again, before it knows who asks (a second factor)."""
    return base64.b64encode(rules.wrap(house_secret(purpose), purpose, text.encode())).decode()


def open_for_house(purpose: str, sealed: str) -> str:
    """The secret again. Raises DoesNotOpen when it was changed."""
    try:
        return rules.unwrap(house_secret(purpose), purpose, base64.b64decode(sealed, validate=True)).decode()
    except ValueError:
        raise rules.DoesNotOpen("not a sealed secret") from None
