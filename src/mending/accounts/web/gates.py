"""Two gates before every signed-in page: the idle lock, and the second step of those who must have one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mending.accounts.queries.ways import has_second_step
from mending.accounts.web import awake, held, proof
from mending.accounts.web.forms.choosing import Unlock

View = Callable[..., HttpResponse]


def opens_while_shut(view: View) -> View:
    """A signed-in view that a shut lock lets through: it shows nothing personal."""
    view.opens_while_shut = True  # type: ignore[attr-defined]
    return view


def opens_before_second_step(view: View) -> View:
    """A signed-in view in which a second step is shown, or the way out."""
    view.before_second_step = "always"  # type: ignore[attr-defined]
    return view


def sets_up_second_step(view: View) -> View:
    """A signed-in view in which a second step is set up. Once there is one, it has to be shown first:
    whoever knows only the password could otherwise add one of their own.
    """
    view.before_second_step = "until there is one"  # type: ignore[attr-defined]
    return view


def gates(next_handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Stand between who is signed in and the page; pages for everyone (help, sign in) stay open."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = next_handler(request)
        awake.renew(request, response)
        return response

    def look(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        shut = awake.note(request)
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if shut and not getattr(view, "opens_while_shut", False):
            return (
                locked_page(request, Unlock(), sealed=held.hold(request), status=403)
                if request.method == "POST"
                else _to("locked", request)
            )
        if _lacks_second_step(request) and not _may_before(view, request):
            return _to("second_step", request)
        return None

    handle.process_view = look  # type: ignore[attr-defined]
    return handle


def locked_page(request: HttpRequest, form: Unlock, *, sealed: str, status: int = 200) -> HttpResponse:
    """The page of a shut lock: the code, the way out, and nothing personal."""
    context = {"form": form, "held": sealed, "next": proof.way_on(request, "today"), "rooms": [], "messages": []}
    return render(request, "account/locked.html", context, status=status)


def _lacks_second_step(request: HttpRequest) -> bool:
    return request.viewer.side.needs_second_factor and not proof.had_two_steps(request)  # type: ignore[attr-defined]


def _may_before(view: View, request: HttpRequest) -> bool:
    when = getattr(view, "before_second_step", "never")
    return when == "always" or (when == "until there is one" and not has_second_step(request.viewer.id))  # type: ignore[attr-defined]


def _to(name: str, request: HttpRequest) -> HttpResponse:
    """To a gate's page; what was asked for comes after it, when it was only asked to be shown."""
    after = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{reverse(name)}?{urlencode(after)}" if after else reverse(name))
