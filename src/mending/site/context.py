"""What every page knows: the name on the door, the theme, the country."""

from typing import Any

from django.http import HttpRequest

from mending.site.settings import ENVIRONMENT


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the base template; a person's own choices win over the installation's."""
    return {"app_name": ENVIRONMENT.name, "theme": getattr(request.user, "theme", "system")}
