"""How it looks: colours for a visitor, and the gallery of parts."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mending.site.context import THEMES
from mending.site.settings import ENVIRONMENT, THEME_COOKIE

YEAR = 365 * 24 * 60 * 60  # seconds


@csrf_exempt  # It changes a colour. Without a token, help pages carry none and can be kept for offline.
@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep a visitor's colours on their device. Whoever is signed in has the choice among their settings."""
    target = request.POST.get("next", "")
    if not (target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)):
        target = reverse("front")
    answer = redirect(target)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, secure=ENVIRONMENT.is_https, httponly=True, samesite="Lax"
        )
    return answer


@dataclass(frozen=True, slots=True)
class Tab:
    """An entry of the tabs in the gallery."""

    label: str
    href: str
    is_current: bool


class Sample(forms.Form):
    """Every kind of field, for the gallery."""

    words = forms.CharField(label="What will you do?", help_text="Small, and with a day.", max_length=80)
    note = forms.CharField(label="A note for yourself", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    day = forms.DateField(label="By when?", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[("do", "Doing something"), ("tell", "Telling something")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="On which days?",
        choices=[("mo", "Monday"), ("we", "Wednesday"), ("fr", "Friday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    whom = forms.ChoiceField(label="To whom?", choices=[("", "Choose"), ("d", "Dani"), ("m", "Mum")])
    pin = forms.BooleanField(label="Show it on Today", required=False)


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part of the look once, in the colours asked for or in all of them."""
    return render(
        request,
        "site/gallery.html",
        {
            "looks": [(key, name) for key, name in THEMES.items() if key != "system"],
            "sample": Sample(auto_id="sample_%s"),
            "wrong": Sample({"words": "", "day": "soon", "kind": "do", "whom": "d"}, auto_id="wrong_%s"),
            "tabs": [
                Tab("Month by month", "#tabs", True),
                Tab("By person", "#tabs", False),
                Tab("In words", "#tabs", False),
            ],
            "head": ["Month", "Kept", "Changed", "Told"],
            "months": [["September", 14, 2, 1], ["October", 17, 1, 2], ["November", 11, 0, 1]],
            "steps": ["A name", "A password", "Your choices"],
        },
    )
