"""Help, now. Open to anyone; nothing is asked, kept or logged (SAFETY A5, A6)."""

from dataclasses import dataclass
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
from mending.help.rules import Country, Kind, Line, Texting, dial

# After the parts with words of their own: what remains, in this order.
_OTHERS = (
    (Kind.DRUGS, _("Drugs: advice and treatment")),
    (Kind.HEALTH, _("Medical advice")),
    (Kind.FAMILY, _("For families")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a line: a link, and the number as people read it."""

    href: str
    number: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line as the page shows it."""

    line: Line
    calls: tuple[Way, ...]
    texts: tuple[Way, ...]
    freshness: str
    checked: date | None
    by_month: bool


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
    shown = partial(_shown, here, today)
    return render_to_string(
        "help/country_words.html",
        {
            "here": here,
            "countries": countries(),
            "emergency": shown(Kind.EMERGENCY),
            "own": shown(Kind.OWN),
            "crisis": shown(Kind.CRISIS),
            "using": shown(Kind.USING),
            "violence": shown(Kind.VIOLENCE),
            "others": [(title, lines) for kind, title in _OTHERS if (lines := shown(kind))],
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


def _shown(here: Country, today: date, kind: Kind) -> list[LineShown]:
    return [
        LineShown(
            line=line,
            calls=tuple(Way(f"tel:{dial(number)}", number) for number in line.call),
            texts=tuple(_text(text) for text in line.text),
            freshness=line.freshness(today),
            checked=line.verified_on,
            by_month=len(line.verified) == len("2026-11"),
        )
        for line in here.of(kind)
    ]


def _text(text: Texting) -> Way:
    # Only a code word is filled in; "your ZIP code" is for the person to write.
    body = f"?body={text.words}" if text.words.isupper() and text.words.isalpha() else ""
    return Way(f"sms:{dial(text.to)}{body}", text.to, text.words)
