"""Quick exit (SAFETY A4): out at once, with nothing left to see."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mending.site.settings import ENVIRONMENT, THEME_COOKIE


@csrf_exempt  # A form that is too old must still let a person out; other sites are turned away below.
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and go to a page about nothing in particular.

    Not a redirect to another host: the content security policy lets no form lead there, so when an
    installation names one, the quiet page goes on to it by itself.
    """
    if request.method == "POST":
        return _out(request)
    return render(request, "site/elsewhere.html", {"exit_url": ENVIRONMENT.exit_url})


def _out(request: HttpRequest) -> HttpResponse:
    answer = redirect("leave")
    answer.status_code = 303
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return answer
    logout(request)
    for name in set(request.COOKIES) - {THEME_COOKIE}:
        answer.delete_cookie(name)
    # Only the cache, and with it pages held for Back. Clearing storage would take the offline help away.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
