"""Pages for when something is not there or went wrong."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from mending.site.keeping.words import sentence_for
from mending.site.settings import ENVIRONMENT


@login_not_required
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or in another sign-in; say so and how to go on."""
    return render(request, "site/form_too_old.html", status=403)


@login_not_required
def went_wrong(request: HttpRequest) -> HttpResponse:
    """What is said for an error nobody foresaw, and for a database that cannot take anything just now.

    The second is told to whoever keeps the installation in the log, with the way out.
    """
    trouble = sys.exc_info()[1]
    sentence = sentence_for(trouble, ENVIRONMENT.data) if isinstance(trouble, Exception) else None
    if sentence is not None:
        logging.getLogger("mending").error(sentence)
    # Without the request: these pages must not ask for anything that may be what broke.
    return HttpResponse(render_to_string("503.html" if sentence else "500.html"), status=503 if sentence else 500)
