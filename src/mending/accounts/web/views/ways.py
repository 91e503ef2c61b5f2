"""How someone signs in: the page that lists the ways, and changing each of them behind a fresh proof."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.actions import (
    LastSecondStep,
    OnlyWayIn,
    add_passkey,
    change_name,
    change_password,
    follow_session,
    keep_codes,
    make_codes,
    remove_passkey,
    rename_passkey,
)
from mending.accounts.queries import codes_to_show, passkey_name, settings_of, ways_of
from mending.accounts.rules.devices import device
from mending.accounts.web import passkeys
from mending.accounts.web.forms.choosing import NewName, NewPasskey, PasskeyName
from mending.accounts.web.forms.entering import NewPassword
from mending.accounts.web.gates import sets_up_second_step
from mending.accounts.web.proof import asks_again, proved
from mending.consent.web import SignedInRequest

fresh = asks_again(back_to="ways")


@sets_up_second_step
@require_safe
def ways(request: SignedInRequest) -> HttpResponse:
    """Every way the viewer can sign in."""
    context = {"ways": ways_of(request.viewer), "passkeys": passkeys.is_possible(request)}
    return render(request, "account/ways.html", context)


@fresh
def name(request: SignedInRequest) -> HttpResponse:
    """Another name to sign in with."""
    form = NewName(request.POST or None, initial={"name": settings_of(request.viewer).name})
    if request.method == "POST" and form.is_valid():
        try:
            change_name(by=request.viewer, name=form.cleaned_data["name"])
        except IntegrityError:
            form.add_error("name", _("This name is taken here. Please choose another."))
        else:
            messages.success(request, _("Saved. This is the name you sign in with now."))
            return redirect("ways")
    return render(request, "account/name.html", {"form": form})


@fresh
@sensitive_post_parameters()
def password(request: SignedInRequest) -> HttpResponse:
    """A new password, or the first one. Every other device is signed out."""
    form = NewPassword(request.POST or None, name=settings_of(request.viewer).name)
    if request.method == "POST" and form.is_valid():
        old = request.session.session_key
        change_password(by=request.viewer, password=form.cleaned_data["password"], keep=old)
        request.user.refresh_from_db()  # type: ignore[union-attr]
        update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
        follow_session(by=request.viewer, old=old, new=request.session.session_key)
        messages.success(request, _("Your new password is set. Every other device was signed out."))
        return redirect("ways")
    return render(request, "account/password_change.html", {"form": form})


@sets_up_second_step
def codes(request: SignedInRequest) -> HttpResponse:
    """The recovery codes, until their owner says that they kept them."""
    if request.method == "POST":
        keep_codes(by=request.viewer)
        return redirect("welcome" if request.POST.get("new") else "ways")
    shown = codes_to_show(request.viewer)
    return render(request, "mfa/recovery_codes/index.html", {"codes": shown}) if shown else redirect("ways")


@sets_up_second_step
@require_POST
@fresh
def new_codes(request: SignedInRequest) -> HttpResponse:
    """New recovery codes; the old ones open nothing any more."""
    make_codes(by=request.viewer)
    return redirect("codes")


@sets_up_second_step
@fresh
def new_passkey(request: SignedInRequest) -> HttpResponse:
    """One more passkey, for this device or another."""
    form = NewPasskey(request.POST or None, initial={"name": device_words(request)})
    if request.method == "POST" and form.is_valid():
        credential = passkeys.registered(form.cleaned_data["credential"])
        if credential:
            add_passkey(by=request.viewer, name=form.cleaned_data["name"], credential=credential)
            return after_second_step(request, _("Your passkey is kept. It can sign you in from now on."))
        form.add_error(None, _("The passkey did not work this time. Please try again."))
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": _options(request)})


@fresh
def passkey(request: SignedInRequest, passkey: UUID) -> HttpResponse:
    """Call a passkey by another name."""
    form = PasskeyName(request.POST or None, initial={"name": passkey_name(request.viewer, passkey)})
    if request.method == "POST" and form.is_valid():
        rename_passkey(by=request.viewer, passkey=passkey, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("ways")
    return render(request, "mfa/webauthn/edit_form.html", {"form": form, "id": passkey})


@require_POST
@fresh
def drop_passkey(request: SignedInRequest, passkey: UUID) -> HttpResponse:
    """A passkey that signs in no more."""
    try:
        remove_passkey(by=request.viewer, passkey=passkey)
    except OnlyWayIn:
        messages.error(request, _("This passkey is your only way in. Set a password or add a passkey first."))
    except LastSecondStep:
        messages.error(request, _("Your work here needs a second step. Add another one first."))
    else:
        messages.success(request, _("This passkey does not sign in any more."))
    return redirect("ways")


def after_second_step(request: HttpRequest, words: str) -> HttpResponse:
    """A second step was set up, here and now: whoever did it has shown it."""
    proved(request, two_steps=True)
    messages.success(request, words)
    return redirect("ways")


def device_words(request: HttpRequest) -> str:
    """What to call the device that asks."""
    browser, system = device(request.headers.get("User-Agent", ""))
    return _("%(browser)s on %(system)s") % {
        "browser": browser or _("A browser"),
        "system": system or _("a device"),
    }


def _options(request: SignedInRequest) -> dict[str, Any] | None:
    """What to ask the browser for, when passkeys are possible at this address."""
    if not passkeys.is_possible(request):
        return None
    person = request.user
    return passkeys.ask_for_new(request.viewer.id, settings_of(request.viewer).name, has=person)
