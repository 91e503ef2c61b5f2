"""Pages for when something is not there or went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or in another sign-in; say so and how to go on."""
    return render(request, "site/form_too_old.html", status=403)
