"""The short words after a redirect ("Saved."), carried by the browser and readable only here.

In the session they would cost a second write to disk for each thing saved, and a third when they are shown.
In a plain cookie whoever holds the phone could read them, and they may name someone. So the cookie is sealed,
and bound to the sign-in it belongs to: after signing out, nothing of it opens any more.
"""

import base64
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.core.signing import BadSignature
from django.http import HttpRequest

from mending.vault import keyring, rules


class SealedCookie(CookieStorage):
    """Django's cookie storage with a seal (AES-256-GCM) in the place of its signature."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.signer = _Seal(request)


class _Seal:
    """What Django asks of a signer, and no more."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def sign_object(self, messages: Any, *, serializer: Any, compress: bool) -> str:
        sealed = rules.wrap(self._key(), self._label(), serializer().dumps(messages))
        return base64.urlsafe_b64encode(sealed).decode()

    def unsign_object(self, text: str, *, serializer: Any) -> Any:
        """Raises BadSignature for what does not open: the storage then has no message and drops the cookie."""
        try:
            return serializer().loads(rules.unwrap(self._key(), self._label(), base64.urlsafe_b64decode(text)))
        except (rules.DoesNotOpen, ValueError):
            raise BadSignature from None

    def _label(self) -> str:
        return f"messages of {self.request.session.session_key}"

    def _key(self) -> bytes:
        return keyring.ring().current.derive("messages")
