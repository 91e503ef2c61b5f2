"""`{% first_help codes %}`: help above everything else, for the dangers a message names."""

from typing import Any

from django import template
from django.http import HttpRequest

from mending.site.settings import ENVIRONMENT
from mending.site.web.first_help import FirstHelp
from mending.site.web.first_help import first_help as help_for

register = template.Library()


@register.inclusion_tag("site/first_help.html", takes_context=True)
def first_help(context: dict[str, Any], codes: Any) -> dict[str, FirstHelp | Any]:
    """`codes` are those of mending.coach.crisis.Danger, with commas between, as the message carries them."""
    request: HttpRequest = context["request"]
    country = getattr(request.user, "country", "") or ENVIRONMENT.country
    return {"help": help_for(request.viewer, country, str(codes)), "help_href": context["help_href"]}  # type: ignore[attr-defined]
