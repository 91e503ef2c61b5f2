"""What every page knows: the name on the door, the colours, the rooms, the way to help and the way out."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mending.accounts.queries import preferences
from mending.accounts.rules.choices import APP_ICONS
from mending.accounts.web.words import THEMES, app_title
from mending.help.queries import nearest
from mending.site.settings import ENVIRONMENT, THEME_COOKIE
from mending.site.web.offline import offline_of

_ROOMS = (
    ("today", ("/today/",), _("Today")),
    ("circle", ("/circle/", "/letting-go/"), _("Circle")),
    ("promises", ("/promises/", "/expectations/", "/amends/"), _("Promises")),
    ("record", ("/record/",), _("Record")),
    ("well", ("/well/", "/recovery/", "/plan/"), _("Well")),
    ("settings", ("/account/", "/reminders/", "/log/"), _("Settings")),
)
"""Each with its drawing and its addresses: the first is where it leads, at the others it is marked too."""


@dataclass(frozen=True, slots=True)
class RoomLink:
    """One of the rooms in the navigation."""

    label: str | Promise
    href: str
    drawing: str
    is_current: bool


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the base template; a person's own choices win over the installation's."""
    own = preferences(request.user)
    return {
        "app_name": app_title(own),
        "app_icon": static(f"site/icons/{icon_of(request)}.svg"),
        "theme": theme_of(request),
        "themes": THEMES.items(),
        **_rooms(request),
        "help_href": help_address(request),
        "exit_url": ENVIRONMENT.exit_url,
        "preferences": own,
        "offline": offline_of(getattr(request, "viewer", None), request.user),
        # A copy for a time without network: what was just done is told on the page that is looked at.
        "is_copy": "X-Kept" in request.headers,
    }


def theme_of(request: HttpRequest) -> str:
    """The person's own choice; for a visitor, what they chose on this device."""
    chosen = getattr(request.user, "theme", None) or request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def icon_of(request: HttpRequest) -> str:
    """The icon the person chose for the tab and the home screen."""
    chosen = getattr(request.user, "app_icon", "")
    return chosen if chosen in APP_ICONS else "plain"


def help_address(request: HttpRequest) -> str:
    """Help for the person's country in the address itself, so that the copy kept for offline is the right one."""
    here = nearest(getattr(request.user, "country", "") or ENVIRONMENT.country)
    return _help_in(here.code.lower()) if here else reverse("help")


@cache
def _help_in(code: str) -> str:
    return reverse("help_country", args=[code])


def _rooms(request: HttpRequest) -> dict[str, Any]:
    """The rooms there are for the viewer, and how they stand on the page."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {"rooms": (), "rooms_bar": ""}
    here = next((name for name, under, _label in _ROOMS if request.path.startswith(under)), "")
    own = viewer.side.has_own_space
    return {"rooms": _links(here, has_own_space=own), "rooms_bar": _bar(here, get_language(), has_own_space=own)}


@cache
def _links(here: str, *, has_own_space: bool) -> tuple[RoomLink, ...]:
    return tuple(
        RoomLink(label, under[0], f"components/drawings/{name}.html", name == here)
        for name, under, label in (_ROOMS if has_own_space else _ROOMS[-1:])
    )


@cache
def _bar(here: str, language: str | None, *, has_own_space: bool) -> SafeString:
    """The same for everyone who is in that room."""
    return render_to_string("site/rooms_bar.html", {"rooms": _links(here, has_own_space=has_own_space)})
