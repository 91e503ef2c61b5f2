"""Getting in and out: sign in, the second step, back in with a recovery code, sign out."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows import login as flow
from allauth.account.internal.flows import logout as leaving
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from mending.accounts.actions import use_recovery_code
from mending.accounts.queries import has_people, name_tag
from mending.accounts.web import factors, passkeys
from mending.accounts.web.forms.entering import Recover, Show, SignIn
from mending.accounts.web.gates import opens_before_second_step, opens_while_shut
from mending.accounts.web.house import house
from mending.accounts.web.limits import DOES_NOT_FIT, TOO_OFTEN, too_often
from mending.accounts.web.proof import way_on


@login_not_required
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password, or a passkey. An unknown name and a wrong password are one answer."""
    if request.user.is_authenticated:
        return redirect(way_on(request, "today"))
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        response = _with_password(request, form)
        if response:
            return response
    return _sign_in_page(request, form)


def _with_password(request: HttpRequest, form: SignIn) -> HttpResponse | None:
    """The way on when the password fits; otherwise None, and the form says why."""
    if too_often(request, "login"):
        form.add_error(None, TOO_OFTEN)
        return None
    typed = form.cleaned_data
    try:
        person = get_adapter().authenticate(request, username=typed["name"], password=typed["password"])
    except ValidationError:
        form.add_error(None, TOO_OFTEN)
        return None
    if person is None or not person.is_active:
        form.add_error(None, DOES_NOT_FIT)
        return None
    return flow.perform_password_login(request, {}, Login(user=person, redirect_url=way_on(request, "today")))


def _sign_in_page(request: HttpRequest, form: SignIn) -> HttpResponse:
    signup_open = house().signup_open or not has_people()
    context = {"form": form, "next": way_on(request, "today"), "signup_open": signup_open}
    return render(request, "account/login.html", {**context, "passkeys": passkeys.is_possible(request)})


@login_not_required
@require_GET
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What a browser is asked when someone signs in with a passkey alone."""
    if too_often(request, "passkey"):
        return JsonResponse({})
    return JsonResponse(passkeys.ask_for_known())


@login_not_required
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey that was shown signs in: it is two factors in one."""
    authenticator = None if too_often(request, "passkey") else passkeys.shown(request.POST.get("credential", ""))
    if authenticator is None or not authenticator.user.is_active:
        form = SignIn({})
        form.errors.clear()
        form.add_error(None, _("This passkey does not fit any account here."))
        return _sign_in_page(request, form)
    factors.note(request, authenticator, passwordless=True)
    return flow.perform_login(request, Login(user=authenticator.user, redirect_url=way_on(request, "today")))


@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
@sensitive_post_parameters()
def second_step_of_sign_in(request: HttpRequest) -> HttpResponse:
    """After the password: a code of the app, a recovery code, or a passkey."""
    stage = request._login_stage  # type: ignore[attr-defined]
    form = Show(request.POST or None)
    if request.method == "POST" and form.is_valid() and factors.holds(request, form, stage.login.user):
        response: HttpResponse = stage.exit()
        return response
    return render(request, "mfa/authenticate.html", factors.page(request, form, stage.login.user))


@login_not_required
@sensitive_post_parameters()
def recover(request: HttpRequest) -> HttpResponse:
    """Back in without password or passkey: a name, a recovery code, and a new password."""
    if request.user.is_authenticated:
        return redirect("ways")
    form = Recover(request.POST or None)
    if request.method == "POST" and form.is_valid():
        response = _with_recovery_code(request, form)
        if response:
            return response
    return render(request, "account/recover.html", {"form": form})


def _with_recovery_code(request: HttpRequest, form: Recover) -> HttpResponse | None:
    typed = form.cleaned_data
    if too_often(request, "recover", key=name_tag(typed["name"])):
        form.add_error(None, TOO_OFTEN)
        return None
    person = use_recovery_code(name=typed["name"], code=typed["code"], password=typed["password"])
    if person is None:
        form.add_error(None, _("That name and code do not fit together."))
        return None
    messages.success(request, _("Welcome back. Your new password is set, and every other device was signed out."))
    login = Login(user=person, redirect_url=reverse("ways"))
    # The code was the second step already: one sheet of paper would only be asked twice.
    login.state["stages"] = {AuthenticateStage.key: {"handled": True}}
    return flow.perform_password_login(request, {}, login)


@opens_while_shut
@opens_before_second_step
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on this device."""
    leaving.logout(request)
    return redirect("front")
