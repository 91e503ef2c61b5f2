"""The floor: a signed-in page with a session, one question and ten lines, and a bare write of one row."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from mending.accounts.queries import has_people
from mending.foundation.ids import new_id
from mending.vault.actions import open_key

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Floor</title></head>
<body>
<h1>Floor</h1>
<p>{{ request.path }}</p>
<p>{% if people %}Somebody has an account.{% endif %}</p>
</body>
</html>
"""


def floor(request: HttpRequest) -> HttpResponse:
    """What any signed-in page costs at the least."""
    return HttpResponse(_template().render({"people": has_people()}, request))


@cache
def _template() -> Any:
    return engines["django"].from_string(PAGE)


@csrf_exempt
def bare_write(request: HttpRequest) -> HttpResponse:
    """One row, one commit, one sync."""
    open_key(new_id())
    return HttpResponse("written")


def count_questions(next_handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say in a header how many questions the database was asked, its own begin and commit left out."""

    def handle(request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = next_handler(request)
        response.headers["X-Questions"] = str(asked)
        return response

    return handle


urlpatterns = [
    path("bench/floor/", floor),
    path("bench/write/", bare_write),
    path("", include("mending.site.urls")),
]
