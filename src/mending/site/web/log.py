"""The person's own log: what was done, when, and by whom. The ledger in words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mending.consent.queries import ledger_of
from mending.consent.web import SignedInRequest

# Every verb a deed may carry. A test holds this table against the code.
WORDS = {
    "account.opened": _("Your account was opened"),
    "relationship.added": _("You added someone to your circle"),
}
PAGE = 50


def log(request: SignedInRequest) -> HttpResponse:
    """The viewer's own lines, newest first, a page at a time."""
    before = request.GET.get("before", "")
    lines = ledger_of(request.viewer, limit=PAGE + 1, before=_number(before))
    shown = [(line, WORDS[line.verb]) for line in lines[:PAGE]]
    older = lines[PAGE - 1].number if len(lines) > PAGE else None
    return render(request, "site/log.html", {"lines": shown, "older": older, "is_first": not before})


def _number(text: str) -> int | None:
    """A line's number from an address; None for anything that cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
