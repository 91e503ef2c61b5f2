"""Where reminders reach someone: the e-mail address, browsers, the calendar."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mending.consent.web import SignedInRequest, own_space
from mending.foundation.ids import new_id
from mending.reminders.actions import push, reaching
from mending.reminders.actions.outside import outside
from mending.reminders.actions.trouble import Refused
from mending.reminders.queries import choices as q
from mending.reminders.rules.places import Subscription
from mending.reminders.web import words
from mending.reminders.web.forms import AddressForm, BrowserForm, CodeForm, FeedForm
from mending.reminders.web.views import tell

TOO_OFTEN = _("That was asked too often. Please wait an hour, then try again.")


def too_often(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count one more of `action` for a person or a network; whether it is one too many."""
    return not ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True)


@own_space
def email(request: SignedInRequest) -> HttpResponse:
    """The address: giving one, and the code that confirms it."""
    box = q.mailbox(request.viewer)
    waits = box is not None and not box.is_confirmed and "address" not in request.POST
    form = CodeForm(request.POST or None) if waits else AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _confirmed(request, form) if isinstance(form, CodeForm) else _given(request, form)
        if done:
            return done
    context = {"box": box, "form": form, "waits": waits, "sends_mail": outside().mail is not None}
    return render(request, "reminders/email.html", context)


def _given(request: SignedInRequest, form: AddressForm) -> HttpResponse | None:
    if outside().mail is not None and too_often(request, "reminder_code", str(request.viewer.id)):
        form.add_error("address", str(TOO_OFTEN))
        return None
    try:
        reaching.give_address(by=request.viewer, address=form.cleaned_data["address"])
    except Refused as refused:
        tell(form, refused)
        return None
    return redirect("reminders_email")


def _confirmed(request: SignedInRequest, form: CodeForm) -> HttpResponse | None:
    try:
        reaching.confirm_address(by=request.viewer, code=form.cleaned_data["code"])
    except Refused as refused:
        tell(form, refused)
        return None
    messages.success(request, gettext("Your address is confirmed. Now choose what comes there."))
    return redirect("reminders")


@own_space
@require_POST
def remove_email(request: SignedInRequest) -> HttpResponse:
    """Take the address away."""
    reaching.remove_address(by=request.viewer)
    messages.success(request, gettext("The address is gone, and nothing comes by e-mail any more."))
    return redirect("reminders_email")


@own_space
def browser(request: SignedInRequest) -> HttpResponse:
    """Notes in the browser: what they are; with a script, turning them on for the browser at hand."""
    if request.method != "POST":
        context = {"key": push.public_key(), "browsers": q.reach(request.viewer).browsers}
        return render(request, "reminders/browser.html", context)
    form = BrowserForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        reaching.add_browser(by=request.viewer, given=Subscription(**form.cleaned_data))
    except Refused as refused:
        messages.warning(request, words.faults(refused.faults)[0][1])
    else:
        messages.success(request, gettext("This browser takes notes now. Choose what comes there."))
    return redirect("reminders")


@own_space
@require_POST
def remove_browsers(request: SignedInRequest) -> HttpResponse:
    """Turn notes off in every browser."""
    reaching.remove_browsers(by=request.viewer)
    messages.success(request, gettext("No browser takes notes any more."))
    return redirect("reminders_browser")


@own_space
def calendar(request: SignedInRequest) -> HttpResponse:
    """The calendar feed: making one, with its address shown this once; closing it."""
    form = FeedForm(request.POST or None, initial={"id": new_id(), "kinds": q.feed_kinds(request.viewer)})
    address = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        token = reaching.make_feed(by=request.viewer, id=data["id"], kinds=data["kinds"])
        if token is None:
            return redirect("reminders_calendar")
        address = outside().url + reverse("reminders_feed", args=[token])
    context = {"form": form, "address": address, "made_at": q.reach(request.viewer).feed_made_at}
    return render(request, "reminders/calendar.html", context)


@own_space
@require_POST
def close_calendar(request: SignedInRequest) -> HttpResponse:
    """Close the feed for good."""
    reaching.revoke_feed(by=request.viewer)
    messages.success(request, gettext("The calendar is closed. Its address leads nowhere now."))
    return redirect("reminders_calendar")
