"""Where allauth asks how this house does things."""

from typing import Any
from uuid import UUID

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from qrcode.image.svg import SvgPathFillImage

from mending.accounts.actions import clear_tries, sweep_sessions
from mending.accounts.queries import name_of, name_tag, preferences, viewer_of
from mending.accounts.web import awake, proof
from mending.accounts.web.words import app_title
from mending.consent.rules import Viewer
from mending.vault.tags import open_for_house, seal_for_house

NOWHERE = "::"


class Adapter(DefaultAccountAdapter):
    """Names are looked up by fingerprint, network addresses are not kept, allauth says nothing of its own."""

    def get_login_stages(self) -> list[str]:
        """Only the second step: there is no e-mail and no phone to confirm."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account of a name as it was typed, and a password. Raises ValidationError after too many tries."""
        return super().authenticate(
            request, username=name_tag(credentials["username"]), password=credentials["password"]
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """A keyed fingerprint of the network someone comes from, for limits only; for a session, nowhere.

        allauth writes what it gets here beside each session, when the sign-in is done.
        """
        if request.user.is_authenticated:
            return NOWHERE
        return salted_hmac("mending network", truncate_ip(super().get_client_ip(request))).hexdigest()

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Signed in: it is proved who is there, and the lock, if there is one, is open."""
        records = get_authentication_records(request, user)
        proof.proved(request, two_steps=any(record["method"] == "mfa" for record in records))
        if user.has_lock:
            awake.open_lock(request)
            clear_tries(by=_viewer(user))
        sweep_sessions()
        return super().post_login(request, user, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what was done."""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed, and only their owner's devices are told the owner's name."""

    def encrypt(self, text: str) -> str:
        return seal_for_house("factors", text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_for_house("factors", encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """On white, also in the dark theme: a scanner needs the contrast."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string().decode()

    def get_totp_label(self, user: Any) -> str:
        return name_of(_viewer(user), user)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return entity(user.pk, name_of(_viewer(user), user))

    def _get_site_name(self) -> str:
        """The name the app goes by for whoever asks: a list of passkeys on a phone is seen by others too."""
        from allauth.core import context  # noqa: PLC0415  the request of this moment

        return app_title(preferences(context.request.user))


def entity(person: UUID, name: str) -> dict[str, Any]:
    """Who a passkey is for, as a browser is told."""
    return {"id": person.hex.encode(), "name": name, "display_name": name}


def _viewer(user: Any) -> Viewer:
    viewer = viewer_of(user)
    assert viewer is not None
    return viewer
