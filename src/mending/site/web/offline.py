"""Without a network: the page that stands for others, and which pages a device may keep (decision 11)."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mending.consent.rules import Viewer

KEPT = (
    ("safety_plan", _("My safety plan")),
    ("check_in", _("Check in")),
    ("contact_log", _("Write down a contact")),
)
"""The pages of one's own that open without a network, sealed on the device; no other is ever kept."""


@dataclass(frozen=True, slots=True)
class Offline:
    """What the script is told: whose pages these are, which, and after how many idle minutes they are shut."""

    owner: str
    keep: str
    lock: int


def offline_of(viewer: Viewer | None, person: Any) -> Offline | None:
    """For someone with a space of their own; None for everybody else, on whose devices nothing is kept."""
    if viewer is None or not viewer.side.has_own_space:
        return None
    owner = sha256(viewer.id.bytes).hexdigest()[:16]
    minutes = person.idle_minutes if person.has_lock else 0
    return Offline(owner, _kept(), minutes or 0)


@cache
def _kept() -> str:
    return " ".join(reverse(name) for name, _words in KEPT)


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """What a browser shows for any page without a network. Kept as any visitor sees it: nobody is in it."""
    pages = [(reverse(name), words) for name, words in KEPT]
    return render(request, "site/offline.html", {"pages": pages})


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Whether the line is there. Says nothing else."""
    return HttpResponse(status=204)
