"""Sensitive places ask again who is there (SAFETY A4): a proof counts for five minutes in one session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from mending.foundation import clock

LASTS = 300
_PROVED, _TWO_STEPS = "proved_at", "two_steps"
View = Callable[..., HttpResponse]


def proved(request: HttpRequest, *, two_steps: bool = False) -> None:
    """Note that it was proved just now who is there; with `two_steps`, by a second factor."""
    request.session[_PROVED] = int(clock.now().timestamp())
    if two_steps:
        request.session[_TWO_STEPS] = True


def is_proved(request: HttpRequest) -> bool:
    """Whether it was proved in the last five minutes. A proof from the future counts for nothing."""
    return 0 <= clock.now().timestamp() - request.session.get(_PROVED, -LASTS) < LASTS


def had_two_steps(request: HttpRequest) -> bool:
    """Whether this sign-in went through a second factor."""
    return bool(request.session.get(_TWO_STEPS))


def asks_again(*, back_to: str) -> Callable[[View], View]:
    """A view behind a fresh proof. `back_to` is the page to come back to when a form was sent without one.

    What was typed is not held over: the forms behind this hold passwords and codes.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if is_proved(request):
                return view(request, *args, **kwargs)
            target = request.get_full_path() if request.method == "GET" else reverse(back_to)
            return redirect(f"{reverse('prove')}?{urlencode({'next': target})}")

        return ask

    return decorate


def way_on(request: HttpRequest, otherwise: str) -> str:
    """The page named by `next` when it is one of ours, otherwise the address of the view named `otherwise`."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours and target.startswith("/") else reverse(otherwise)
