"""Where a push may go: to a public host, over https, and nowhere inside; no setting makes exceptions."""

import base64
import binascii
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

LONGEST = 1000
_NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A push service's address, taken apart."""

    host: str
    path: str

    @property
    def origin(self) -> str:
        return f"https://{self.host}"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gives out so that something can be sent to it, keys as base64url."""

    endpoint: str
    p256dh: str
    auth: str


def parse(address: str) -> Endpoint | None:
    """The endpoint an address names; None unless it is https, on its usual port, to a name with a dot in it."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if (
        parts.scheme != "https"
        or port not in (None, 443)
        or parts.username is not None
        or not _NAME.fullmatch(host)
    ):
        return None
    return Endpoint(host, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network: not inside, reserved or a group."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _carried(found)
        if inner is not None:
            return _is_public(inner)
    return _is_public(found)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to (mapped, 6to4, Teredo, NAT64)."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


class _Range:
    def __contains__(self, address: IPv6Address) -> bool:
        return int(address) >> 32 == 0x64FF9B << 64


_NAT64 = _Range()


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return (
        address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified
    )


def is_subscription(given: Subscription) -> bool:
    """Whether the parts can be what a browser gives: an endpoint, a point of P-256, 16 bytes."""
    point, secret = decoded(given.p256dh), decoded(given.auth)
    return parse(given.endpoint) is not None and len(point) == 65 and point[0] == 4 and len(secret) == 16


def decoded(text: str) -> bytes:
    """Bytes from base64url without padding; empty for anything else."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
