"""How often something may be tried. Counted in the shared cache, by fingerprint of network or name."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

TOO_OFTEN = _("That was tried too often. Please wait a few minutes, then try again.")
DOES_NOT_FIT = _("That name and password do not fit together.")


def too_often(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count one try of `action`; whether it is one too many. The limits are in the settings."""
    return not ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True)
