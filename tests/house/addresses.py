"""Every address there is, read from the URLconf: a new one cannot be missed."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its route as written, and the names of what stands in it."""

    name: str
    route: str
    parameters: tuple[str, ...]
    module: str


def everything():
    """All of them, in order."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns, before):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            module = getattr(pattern.callback, "__module__", "")
            yield Address(pattern.name, route, tuple(pattern.pattern.converters), module)
        else:
            yield from _walk(pattern.url_patterns, route)
