"""Asking again who is there, opening the lock, and the second step that some sides must have."""

from allauth.account.internal.flows import logout as leaving
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mending.accounts.actions import try_code
from mending.accounts.queries import ways_of
from mending.accounts.web import awake, factors, held
from mending.accounts.web.forms.choosing import Unlock
from mending.accounts.web.forms.entering import Show
from mending.accounts.web.gates import locked_page, opens_before_second_step, opens_while_shut
from mending.accounts.web.limits import TOO_OFTEN, too_often
from mending.accounts.web.proof import had_two_steps, is_proved, proved, way_on
from mending.consent.web import SignedInRequest


@opens_before_second_step
@sensitive_post_parameters()
def prove(request: SignedInRequest) -> HttpResponse:
    """Show again who you are: by password, code or passkey, whichever you have."""
    form = Show(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_shown(request, form):
        return redirect(way_on(request, "settings"))
    context = factors.page(request, form, request.user)
    has_password = request.user.has_usable_password()  # type: ignore[union-attr]
    context |= {"has_password": has_password, "next": way_on(request, "settings")}
    return render(request, "account/reauthenticate.html", context)


def _is_shown(request: SignedInRequest, form: Show) -> bool:
    """Whether it was shown; if not, the form says why."""
    if too_often(request, "prove", key=str(request.viewer.id)):
        form.add_error(None, TOO_OFTEN)
        return False
    if form.cleaned_data["password"]:
        held = factors.holds_password(request, form, request.user)
        if held:
            proved(request)
        return held
    held = factors.holds(request, form, request.user)
    if held:
        proved(request, two_steps=True)
    return held


@opens_before_second_step
@sensitive_post_parameters()
def second_step(request: SignedInRequest) -> HttpResponse:
    """For sides that must have one: set up a second step, or show the one there is."""
    if had_two_steps(request):
        return redirect(way_on(request, "today"))
    ways = ways_of(request.viewer)
    if not ways.has_second_step:
        return render(request, "account/second_step.html", {"is_proved": is_proved(request)})
    form = Show(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and not form.cleaned_data["password"]
        and _is_shown(request, form)
    ):
        return redirect(way_on(request, "today"))
    return render(request, "mfa/authenticate.html", factors.page(request, form, request.user))


@opens_while_shut
@sensitive_post_parameters()
def locked(request: SignedInRequest) -> HttpResponse:
    """The lock is shut: a short code opens it. Too many wrong ones sign out."""
    form = Unlock(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left = try_code(by=request.viewer, code=form.cleaned_data["code"])
        if left is None:
            awake.open_lock(request)
            return _back(request)
        if left == 0:
            leaving.logout(request)
            messages.info(request, _("Too many wrong codes. Please sign in again."))
            return redirect("account_login")
        words = ngettext(
            "This code does not fit. %(left)d try is left.",
            "This code does not fit. %(left)d tries are left.",
            left,
        )
        form.add_error("code", words % {"left": left})
    return locked_page(request, form, sealed=request.POST.get("held", ""))


def _back(request: SignedInRequest) -> HttpResponse:
    """Where the lock was met; with what was typed there, if it could not be taken then."""
    given = held.give_back(request, request.POST.get("held", ""))
    return render(request, "account/held.html", {"held": given}) if given else redirect(way_on(request, "today"))


@opens_while_shut
@require_POST
def lock_now(request: SignedInRequest) -> HttpResponse:
    """Shut the lock at once."""
    awake.shut_lock(request)
    return redirect("locked")
