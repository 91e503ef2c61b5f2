"""Pages for when something is not there or went wrong."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

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
    if sentence is None:
        return _page(request, "site/went_wrong.html", 500)
    logging.getLogger("mending").error(sentence)
    return _page(request, "site/not_saved.html", 503)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """The page, or bare words when even the page needs what is broken."""
    try:
        return render(request, template, status=status)
    except Exception:  # whatever broke must not break the words about it
        words = gettext("Something went wrong here. Nothing was half-saved. Please try again in a few minutes.")
        link = format_html('<a href="{}">{}</a>', reverse("help"), gettext("Help now"))
        page = format_html("<!doctype html><title>Mending</title><p>{}</p><p>{}</p>", words, link)
        return HttpResponse(page, status=status)
