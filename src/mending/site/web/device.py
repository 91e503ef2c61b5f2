"""What a browser keeps on the device: the help pages for a time without network, and the app's name and icon."""

import json
from functools import cache
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from mending.foundation import clock
from mending.help.queries import countries, fingerprint
from mending.site.context import icon_of, surroundings
from mending.site.settings import ENVIRONMENT

_TEMPLATES = (
    "site/base.html",
    "site/elsewhere.html",
    "site/offline.html",
    "site/offline_script.html",
    "help/start.html",
    "help/country.html",
    "help/line.html",
    "help/about.html",
    "help/overdose.html",
)


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. A change of any kept page changes its name, so that browsers fetch them anew."""
    kept = json.dumps(_kept())
    version = sha256(f"{kept}{fingerprint()}{_frames()}{_month()}".encode()).hexdigest()[:12]
    answer = render(request, "site/sw.js", {"kept": kept, "version": version}, "text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The name and icon on a home screen: the person's own choice, or the installation's quiet one."""
    name, icon = surroundings(request)["app_name"], icon_of(request)
    answer = JsonResponse(
        {
            "name": name,
            "short_name": name,
            "id": "/",
            "start_url": reverse("today"),
            "display": "standalone",
            "background_color": "#f8f4ed",
            "theme_color": "#f8f4ed",
            "icons": [
                {"src": static(f"site/icons/{icon}.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": static(f"site/icons/{icon}-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static(f"site/icons/{icon}-512.png"), "sizes": "512x512", "type": "image/png"},
            ],
        },
        content_type="application/manifest+json",
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _kept() -> list[str]:
    pages = [reverse("help"), reverse("help_overdose")]
    for country in countries():
        pages += [reverse(name, args=[country.code.lower()]) for name in ("help_country", "help_country_overdose")]
    ours = (
        "site/mending.css",
        "site/mending.js",
        "site/offline.js",
        "checkins/checkins.css",
        "circle/contacts.css",
    )
    return [*pages, reverse("leave"), reverse("offline"), *map(static, ours)]


@cache
def _frames() -> str:
    """The templates around the words of help: they change with a new version of Mending."""
    sources = [get_template(name).template.source for name in _TEMPLATES]  # type: ignore[attr-defined]
    return "".join([*sources, ENVIRONMENT.name, ENVIRONMENT.exit_url])


def _month() -> str:
    """The month: a kept page says how long ago a number was checked."""
    return f"{clock.today('UTC'):%Y-%m}"
