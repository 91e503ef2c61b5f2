"""What a view may count on: somebody is signed in, and it is known who looks."""

from django.http import HttpRequest

from mending.consent.rules import Viewer


class SignedInRequest(HttpRequest):
    """A request after the middleware has put its viewer on it. For annotations; nothing makes one itself."""

    viewer: Viewer
