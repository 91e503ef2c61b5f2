"""What a view may count on: somebody is signed in, and it is known who looks."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from mending.consent.rules import Viewer

Given = ParamSpec("Given")


class SignedInRequest(HttpRequest):
    """A request after the middleware has put its viewer on it. For annotations; nothing makes one itself."""

    viewer: Viewer


View = Callable[Concatenate[SignedInRequest, Given], HttpResponse]


def own_space(view: View[Given]) -> View[Given]:
    """A page of someone's own private space. For the sides that keep none, it is not there."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not request.viewer.side.has_own_space:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
