"""The front door."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mending.accounts.queries import has_people


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What Mending is, for a visitor; Today for whoever is signed in."""
    if request.user.is_authenticated:
        return redirect("today")
    if not has_people():
        return redirect("account_signup")
    return render(request, "site/front.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who can read what, told straight (SAFETY C5)."""
    return render(request, "site/privacy.html")
