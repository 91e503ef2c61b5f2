"""Forms of others, brought in for everyone here by whoever runs this Mending. Nobody's answers are in sight."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext
from django.views.decorators.http import require_POST, require_safe

from mending.accounts.queries import keeps_the_house
from mending.consent.web import Given, SignedInRequest, View
from mending.worksheets.actions import installing
from mending.worksheets.queries.catalog import shelved
from mending.worksheets.rules.bringing import Looked, look
from mending.worksheets.rules.fhir.findings import Weight
from mending.worksheets.rules.form import Form, Kind, walk
from mending.worksheets.rules.shelving import confirmed
from mending.worksheets.web.carrying import carried, opened
from mending.worksheets.web.shelf_forms import ConfirmForm, FileForm

FEW = 60
"""So many findings of one weight are shown; how many more there are is said."""


def keeper(view: Callable[Concatenate[SignedInRequest, Given], HttpResponse]) -> View[Given]:
    """A page for whoever runs this installation. For everyone else it is not there."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not keeps_the_house(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@keeper
@require_safe
def shelf(request: SignedInRequest) -> HttpResponse:
    """What was brought in, and what was taken off again."""
    every = shelved()
    page = {"on": [one for one in every if not one.is_off], "off": [one for one in every if one.is_off]}
    return render(request, "worksheets/shelf.html", page)


@keeper
def new(request: SignedInRequest) -> HttpResponse:
    """Give a file; see what was understood of it. Nothing is kept yet."""
    if request.method != "POST":
        return render(request, "worksheets/form_new.html", {"form": FileForm()})
    if "carried" in request.POST:
        return _in_another_language(request)
    given = FileForm(request.POST, request.FILES)
    if not given.is_valid():
        return render(request, "worksheets/form_new.html", {"form": given})
    looked = look(given.words)
    if looked.form is None:
        page = {"form": _again(given), "refused": looked.of(Weight.REFUSED), "title": looked.title}
        return render(request, "worksheets/form_new.html", page)
    return _findings(request, given.words, looked, looked.form)


def _again(given: FileForm) -> FileForm:
    """The form with the text that was looked at: a file's words come back too, to be mended here."""
    return FileForm(initial={"text": given.words})


def _in_another_language(request: SignedInRequest) -> HttpResponse:
    found = opened(request.viewer.id, request.POST.get("carried", ""))
    if found is None:
        return _too_late(request)
    looked = look(found[0], request.POST.get("language", ""))
    if looked.form is None:
        return _too_late(request)
    return _findings(request, found[0], looked, looked.form)


@keeper
@require_POST
def install(request: SignedInRequest) -> HttpResponse:
    """Read and check it once more, and put it on the shelf as it was confirmed."""
    found = opened(request.viewer.id, request.POST.get("carried", ""))
    looked = look(*found) if found else None
    if found is None or looked is None or looked.form is None:
        return _too_late(request)
    asked = ConfirmForm(looked.form, request.POST)
    if asked.is_valid():
        try:
            form = installing.bring(by=request.viewer, form=_as_confirmed(looked.form, asked))
        except installing.Taken as wrong:
            asked.add_error(None, str(wrong))
        else:
            address = reverse("form_take_off", args=[form.id])
            messages.success(request, gettext("“%s” stands on the shelf.") % form.title, address)
            return redirect("shelf")
    return _findings(request, found[0], looked, looked.form, asked)


def _as_confirmed(form: Form, asked: ConfirmForm) -> Form:
    marked = asked.cleaned_data.get("danger", [])
    return confirmed(form, scores=asked.confirmed("score"), bands=asked.confirmed("bands"), marked=marked)


def _too_late(request: SignedInRequest) -> HttpResponse:
    messages.error(request, gettext("This took more than an hour. Give the file once more; nothing was kept."))
    return redirect("form_new")


def _findings(
    request: SignedInRequest, text: str, looked: Looked, form: Form, asked: ConfirmForm | None = None
) -> HttpResponse:
    questions = [one for one in walk(form.questions()) if one.kind not in (Kind.TEXT, Kind.GROUP)]
    page: dict[str, Any] = {
        "form": form,
        "asked": asked or ConfirmForm(form),
        "carried": carried(request.viewer.id, text, looked.language),
        "languages": [(tag, called(tag), count) for tag, count in looked.others.items()],
        "language": looked.language,
        "called": called(form.language),
        "questions": questions,
        "owner": [(key, form.about[key]) for key in OWNERS if form.about.get(key)],
        "kept": looked.of(Weight.KEPT)[:FEW],
        "left_out": looked.of(Weight.LEFT_OUT)[:FEW],
        "more": max(0, len(looked.of(Weight.LEFT_OUT)) - FEW),
    }
    return render(request, "worksheets/form_findings.html", page)


OWNERS = ("publisher", "copyright", "licence", "source")


def called(tag: str) -> str:
    """A language by its name, or by its tag when it has none that we know."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


@keeper
@require_POST
def take_off(request: SignedInRequest, brought: str) -> HttpResponse:
    """Off the shelf; it can be undone."""
    id = installing.take_off(by=request.viewer, form=brought)
    words = gettext("It is off the shelf. What people wrote in it stays theirs.")
    messages.success(request, words, reverse("form_put_back", args=[id]))
    return redirect("shelf")


@keeper
@require_POST
def put_back(request: SignedInRequest, brought: str) -> HttpResponse:
    """On the shelf again."""
    id = installing.put_back(by=request.viewer, form=brought)
    messages.success(request, gettext("It is back on the shelf."), reverse("form_take_off", args=[id]))
    return redirect("shelf")
