"""Help, now. Open to anyone; nothing is asked, kept or logged (SAFETY A5, A6)."""

from datetime import date
from functools import lru_cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mending.foundation import clock
from mending.help.queries import card, countries, country
from mending.help.rules import Country, Kind
from mending.help.web.lines import shown

# After the parts with words of their own: what remains, in this order.
_OTHERS = (
    (Kind.DRUGS, _("Drugs: advice and treatment")),
    (Kind.HEALTH, _("Medical advice")),
    (Kind.FAMILY, _("For families")),
)


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Help when the country is not known: every country's emergency number, and the way to its lines."""
    return render(request, "help/start.html", {"countries": countries()})


@login_not_required
@require_safe
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """All help of one country, the most urgent first. 404 for a country there is no file for."""
    here = _here(code)
    words = _words(here, clock.today("UTC"), get_language() or "")
    return render(request, "help/country.html", {"words": words})


@lru_cache(maxsize=64)
def _words(here: Country, today: date, language: str) -> SafeString:
    """The page without its frame: the same for everyone all day, so it is made once."""
    of = partial(shown, here, today)
    return render_to_string(
        "help/country_words.html",
        {
            "here": here,
            "countries": countries(),
            "emergency": of(Kind.EMERGENCY),
            "own": of(Kind.OWN),
            "crisis": of(Kind.CRISIS),
            "using": of(Kind.USING),
            "violence": of(Kind.VIOLENCE),
            "others": [(title, lines) for kind, title in _OTHERS if (lines := of(kind))],
        },
    )


@login_not_required
@require_safe
def overdose(request: HttpRequest, code: str = "") -> HttpResponse:
    """The overdose card, with the country's number when it is known."""
    here = _here(code) if code else None
    words = card("overdose", get_language() or "en")
    return render(request, "help/overdose.html", {"card": words, "here": here, "countries": countries()})


def _here(code: str) -> Country:
    here = country(code)
    if here is None:
        raise Http404
    return here
