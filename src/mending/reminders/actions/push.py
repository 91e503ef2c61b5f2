"""Handing a push over to the push service of one browser. It carries no word, only the token that stops it.

The service's address comes from a browser, so it is not trusted: https, the usual port, a public host; the host is
looked up once and the line goes to the very address that was found public; no other address is followed.
"""

import base64
import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from uuid import UUID

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from mending.foundation import clock
from mending.reminders.actions.outside import outside
from mending.reminders.rules.outcomes import Outcome
from mending.reminders.rules.places import Endpoint, Subscription, decoded, is_public, parse
from mending.vault.tags import house_secret

PORT = 443
SECONDS = 10
"""For each step on the line."""
DEADLINE = 30
"""For all of it: a service that dribbles is cut off."""
KEEPS = 2 * 60 * 60
"""Seconds for which the service keeps it while the browser is away. Later it would come too late."""
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_NOBODY = "https://example.invalid"


def public_key() -> str:
    """The installation's key by which push services know it again (VAPID, RFC 8292), for browsers."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def post(place: Subscription, *, stop: str, id: UUID) -> Outcome:
    """Hand one push over. Only what was surely not taken may be tried again."""
    endpoint = parse(place.endpoint)
    if endpoint is None:
        return Outcome.REFUSED
    try:
        addresses = _addresses(endpoint.host)
    except OSError:
        return Outcome.AGAIN
    if not addresses or not all(map(_may_reach, addresses)):
        return Outcome.REFUSED
    try:
        body = _sealed(place, stop)
    except (ValueError, http_ece.ECEException):
        return Outcome.REFUSED
    return _hand_over(_Line(endpoint.host, addresses[0]), endpoint, body, id)


class _Line(HTTPSConnection):
    """A line to one address, on which the host must show its own certificate."""

    def __init__(self, host: str, address: str) -> None:
        self.tls = _context()
        super().__init__(host, PORT, timeout=SECONDS, context=self.tls)
        self.address = address

    def connect(self) -> None:
        raw = socket.create_connection((self.address, self.port), SECONDS)
        line = self.tls.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = line
        line.do_handshake()

    def cut(self) -> None:
        """End it, from another thread: whoever waits on it wakes up."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _hand_over(line: _Line, endpoint: Endpoint, body: bytes, id: UUID) -> Outcome:
    deadline = threading.Timer(DEADLINE, line.cut)
    deadline.start()
    try:
        line.connect()
    except (OSError, ValueError):
        deadline.cancel()
        line.close()
        return Outcome.AGAIN
    try:
        line.request("POST", endpoint.path, body, _headers(endpoint, id))
        return _answered(line.getresponse().status)
    except (OSError, ValueError, HTTPException):
        # It was on its way: the service may have taken it.
        return Outcome.UNSURE
    finally:
        deadline.cancel()
        line.close()


def _answered(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.SENT
    if status in (404, 410):
        return Outcome.GONE
    return Outcome.AGAIN if status == 429 or status >= 500 else Outcome.REFUSED


def _headers(endpoint: Endpoint, id: UUID) -> dict[str, str]:
    url = outside().url
    claims = {
        "aud": endpoint.origin,
        "exp": int(clock.now().timestamp()) + 12 * 60 * 60,
        "sub": url if url.startswith("https://") and url.count(":") == 1 else _NOBODY,
    }
    return {
        **Vapid02(_key()).sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEEPS),
        "Topic": id.hex,
        "Urgency": "normal",
    }


def _sealed(place: Subscription, stop: str) -> bytes:
    """The token, sealed for this one browser (RFC 8291)."""
    once = ec.generate_private_key(ec.SECP256R1())
    return bytes(
        http_ece.encrypt(
            stop.encode(),
            private_key=once,
            dh=decoded(place.p256dh),
            auth_secret=decoded(place.auth),
            version="aes128gcm",
        )
    )


def _key() -> ec.EllipticCurvePrivateKey:
    """Made from a secret that is kept wrapped under the installation key, so it outlives a change of that key."""
    return ec.derive_private_key(int.from_bytes(house_secret("push")) % (_ORDER - 1) + 1, ec.SECP256R1())


def _addresses(host: str) -> list[str]:
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _may_reach(address: str) -> bool:
    return is_public(address)


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
