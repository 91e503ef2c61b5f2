"""Settings, one page a theme, and the devices one is signed in on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.actions import (
    change_face,
    change_own_words,
    change_place,
    end_device,
    end_other_devices,
    remove_lock,
    set_lock,
)
from mending.accounts.queries import devices_of, settings_of
from mending.accounts.web import awake
from mending.accounts.web.forms.choosing import Face, Lock, OwnWords, Place
from mending.accounts.web.proof import asks_again
from mending.consent.web import SignedInRequest


@require_safe
def welcome(request: SignedInRequest) -> HttpResponse:
    """The account is open and the codes are kept: what could come next, none of it needed."""
    return render(request, "account/welcome.html")


@require_safe
def settings(request: SignedInRequest) -> HttpResponse:
    """What can be chosen, theme by theme."""
    return render(request, "account/settings.html", {"settings": settings_of(request.viewer)})


def place(request: SignedInRequest) -> HttpResponse:
    """Language, time zone, country."""
    kept = settings_of(request.viewer)
    form = Place(
        request.POST or None, initial={"language": kept.language, "zone": kept.zone, "country": kept.country}
    )
    if request.method == "POST" and form.is_valid():
        change_place(by=request.viewer, **form.cleaned_data)
        return _saved(request)
    return render(request, "account/place.html", {"form": form})


def face(request: SignedInRequest) -> HttpResponse:
    """Colours, name and icon of the app."""
    kept = settings_of(request.viewer)
    form = Face(
        request.POST or None,
        initial={"theme": kept.theme, "app_name": kept.app_name, "app_icon": kept.app_icon},
    )
    if request.method == "POST" and form.is_valid():
        change_face(by=request.viewer, **form.cleaned_data)
        return _saved(request)
    return render(request, "account/face.html", {"form": form})


def own_words(request: SignedInRequest) -> HttpResponse:
    """The viewer's own words for their own time."""
    form = OwnWords(request.POST or None, initial=OwnWords.showing(settings_of(request.viewer).own_words))
    if request.method == "POST" and form.is_valid():
        change_own_words(by=request.viewer, words=form.words)
        return _saved(request)
    return render(request, "account/own_words.html", {"form": form})


@asks_again(back_to="lock")
def lock(request: SignedInRequest) -> HttpResponse:
    """The idle lock: set it, change it, do without it."""
    minutes = settings_of(request.viewer).idle_minutes
    if request.method == "POST" and "remove" in request.POST:
        remove_lock(by=request.viewer)
        awake.shut_lock(request)
        return _saved(request)
    form = Lock(request.POST or None, initial={"minutes": minutes or 5})
    if request.method == "POST" and form.is_valid():
        set_lock(by=request.viewer, **form.cleaned_data)
        awake.open_lock(request)
        return _saved(request)
    return render(request, "account/lock.html", {"form": form, "minutes": minutes})


@require_safe
def devices(request: SignedInRequest) -> HttpResponse:
    """Where the viewer is signed in."""
    listed = devices_of(request.viewer, current=request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"devices": listed})


@require_POST
def drop_device(request: SignedInRequest) -> HttpResponse:
    """Sign out one other device, or all of them. It asks for no proof: it has to be quick."""
    if request.POST.get("device"):
        end_device(by=request.viewer, device=request.POST["device"])
        messages.success(request, _("That device is signed out."))
    else:
        end_other_devices(by=request.viewer, keep=request.session.session_key)
        messages.success(request, _("Every other device is signed out."))
    return redirect("devices")


def _saved(request: SignedInRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("settings")
