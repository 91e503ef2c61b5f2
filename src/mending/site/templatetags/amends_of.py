"""`{% part_of_amends card.id %}`: on a promise, the way to its amends. Promises stand below amends."""

from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest

from mending.amends.queries.amends import part_of

register = template.Library()


@register.inclusion_tag("site/part_of_amends.html", takes_context=True)
def part_of_amends(context: dict[str, Any], promise: UUID) -> dict[str, UUID | None]:
    """Nothing is shown for a promise that is part of none."""
    request: HttpRequest = context["request"]
    return {"amends": part_of(request.viewer, promise)}  # type: ignore[attr-defined]
