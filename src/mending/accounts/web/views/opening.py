"""Opening an account, with a password or a passkey."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import login as flow
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mending.accounts.actions import NotTheFirst, make_codes, open_account
from mending.accounts.queries import has_people
from mending.accounts.queries.people import person_by_id
from mending.accounts.rules.choices import country_of
from mending.accounts.web import passkeys
from mending.accounts.web.countries import COUNTRIES
from mending.accounts.web.forms.entering import SignUp
from mending.accounts.web.house import house
from mending.accounts.web.limits import TOO_OFTEN, too_often
from mending.accounts.web.views.ways import device_words
from mending.consent.rules import Side, Viewer


@login_not_required
@sensitive_post_parameters()
def sign_up(request: HttpRequest) -> HttpResponse:
    """Open an account. The first one of an installation may also be the one who runs it."""
    if request.user.is_authenticated:
        return redirect("today")
    is_first = not has_people()
    if not is_first and not house().signup_open:
        return render(request, "account/signup_closed.html")
    form = SignUp(request.POST or None, is_first=is_first, initial={"zone": "UTC"})
    if request.method == "POST" and form.is_valid():
        response = _open(request, form)
        if response:
            return response
    context = {"form": form, "is_first": is_first, "passkeys": passkeys.is_possible(request)}
    return render(request, "account/signup.html", context)


@login_not_required
@require_POST
def new_passkey_options(request: HttpRequest) -> HttpResponse:
    """What to ask a browser for the passkey of a new account; empty when the form has to be sent as it is."""
    form = SignUp({**request.POST.dict(), "credential": "-"}, is_first=not has_people())
    if too_often(request, "signup") or not form.is_valid() or (has_people() and not house().signup_open):
        return JsonResponse({})
    return JsonResponse(passkeys.ask_for_new(form.cleaned_data["account"], form.cleaned_data["name"]))


def _open(request: HttpRequest, form: SignUp) -> HttpResponse | None:
    """The way on once the account is open; otherwise None, and the form says why."""
    typed = form.cleaned_data
    if too_often(request, "signup"):
        form.add_error(None, TOO_OFTEN)
        return None
    if person_by_id(typed["account"]):
        return _again(request, typed)
    credential = passkeys.registered(typed["credential"]) if typed["credential"] else None
    if typed["credential"] and credential is None:
        form.add_error(None, _("The passkey did not work this time. Please try again, or choose a password."))
        return None
    try:
        return _enter(request, _new_account(request, typed, credential))
    except IntegrityError:
        if person_by_id(typed["account"]):
            return _again(request, typed)
        form.add_error("name", _("This name is taken here. Please choose another."))
    except NotTheFirst:
        form.add_error("side", _("Someone else opened the first account just now. Please choose another."))
    return None


def _new_account(request: HttpRequest, typed: dict[str, Any], credential: dict[str, Any] | None) -> Viewer:
    side, zone = Side(typed["side"]), typed["zone"] or "UTC"
    account = open_account(
        name=typed["name"],
        side=side,
        password=None if credential else typed["password"],
        passkey=(device_words(request), credential) if credential else None,
        zone=zone,
        country=_country(request),
        account=typed["account"],
        as_the_first=side == Side.STEWARD,
    )
    viewer = Viewer(account, side, zone)
    make_codes(by=viewer)
    return viewer


def _country(request: HttpRequest) -> str:
    """The country to begin with; the settings change it."""
    guess = country_of(request.headers.get("Accept-Language", ""))
    return guess if guess in COUNTRIES else house().country


def _enter(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Sign the new account in, and show its recovery codes first."""
    person = person_by_id(viewer.id)
    assert person is not None
    if not person.has_usable_password():
        flow.record_authentication(request, person, "mfa", type="webauthn", passwordless=True)
    return flow.perform_login(request, Login(user=person, redirect_url=reverse("codes"), signup=True))


def _again(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """The same form came twice: whoever knows the password goes on as the first time, others find nothing."""
    try:
        person = get_adapter().authenticate(request, username=typed["name"], password=typed["password"])
    except ValidationError:
        person = None
    if person is None or person.pk != typed["account"]:
        raise Http404
    return flow.perform_login(request, Login(user=person, redirect_url=reverse("codes")))
