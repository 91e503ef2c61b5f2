"""The authenticator app: setting it up with a picture to scan, and doing without it."""

import base64

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mending.accounts.actions import LastSecondStep, add_app, remove_app
from mending.accounts.web.forms.choosing import AddApp
from mending.accounts.web.gates import sets_up_second_step
from mending.accounts.web.limits import TOO_OFTEN, too_often
from mending.accounts.web.views.ways import after_second_step, fresh
from mending.consent.web import SignedInRequest
from mending.vault.rules import DoesNotOpen
from mending.vault.tags import open_for_house, seal_for_house


@sets_up_second_step
@fresh
def new_app(request: SignedInRequest) -> HttpResponse:
    """A picture to scan, and the first code to show that it was."""
    form = AddApp(request.POST or None)
    secret = _opened(request, request.POST.get("secret", "")) or generate_totp_secret()
    if request.method == "POST" and form.is_valid():
        if too_often(request, "app", key=str(request.viewer.id)):
            form.add_error("code", TOO_OFTEN)
        elif validate_totp_code(secret, form.cleaned_data["code"]):
            add_app(by=request.viewer, secret=secret)
            return after_second_step(request, _("From now on, signing in asks for a code of your app."))
        else:
            form.add_error("code", _("This code does not fit. Please wait for the next one and try again."))
    return render(request, "mfa/totp/activate_form.html", {"form": form, **_picture(request, secret)})


@require_POST
@fresh
def drop_app(request: SignedInRequest) -> HttpResponse:
    """Sign in without the app from now on."""
    try:
        remove_app(by=request.viewer)
    except LastSecondStep:
        messages.error(request, _("Your work here needs a second step. Add another one first."))
    else:
        messages.success(request, _("Signing in does not ask for your app any more."))
    return redirect("ways")


def _picture(request: SignedInRequest, secret: str) -> dict[str, str]:
    """The secret three ways: to scan, to type, and sealed for the form to bring back."""
    adapter = get_adapter()
    address = adapter.build_totp_url(request.user, secret)
    drawing = adapter.build_totp_svg(address)
    return {
        "address": address,
        "picture": "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode(),
        "typed": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "sealed": seal_for_house("factors", f"{request.viewer.id}:{secret}"),
    }


def _opened(request: SignedInRequest, sealed: str) -> str:
    """The secret the form brought back, if it was made for this viewer."""
    try:
        owner, _mark, secret = open_for_house("factors", sealed).partition(":")
    except DoesNotOpen:
        return ""
    return secret if owner == str(request.viewer.id) else ""
