"""The look back at a week: what made it harder, what held, and a line to take along."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from mending.checkins import actions
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.queries import weekly as q
from mending.checkins.queries.weekly import ReviewCard
from mending.checkins.rules.weekly import HARDER, HOLDS, Item, monday, weeks_open
from mending.checkins.web import words
from mending.checkins.web.forms import ReviewForm
from mending.consent.rules import Side
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id


@own_space
def week(request: SignedInRequest) -> HttpResponse:
    """Look back at this week or the last, and read those before. Written elsewhere meanwhile, both are shown."""
    weeks = weeks_open(monday(clock.today(request.viewer.zone)))
    chosen = weeks[1] if request.GET.get("week") == "last" else weeks[0]
    card = q.of_week(request.viewer, chosen)
    start = {"id": new_id(), "week": chosen.isoformat(), **(ReviewForm.of(card) if card else {})}
    form = ReviewForm(request.POST or None, asked=_asked(request), initial=start)
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            return _write(request, form)
        except Refused as refused:
            for field, code in refused.faults:
                form.add_error(field if field in form.fields else None, words.fault(field, code))
        except Conflict:
            other = q.of_week(request.viewer, form.cleaned_data["week"])
            form.data = {**request.POST.dict(), "seen": str(other.id) if other else ""}
    return _page(request, form, weeks, chosen, other)


def _write(request: SignedInRequest, form: ReviewForm) -> HttpResponse:
    data = form.cleaned_data
    actions.review(
        by=request.viewer,
        id=data["id"],
        week=data["week"],
        looked=form.looked(),
        note=data["note"],
        seen=data["seen"],
    )
    messages.success(request, gettext("It is written down."), reverse("review_take_back", args=[data["id"]]))
    return redirect("review")


def _page(
    request: SignedInRequest, form: ReviewForm, weeks: list[date], chosen: date, other: ReviewCard | None
) -> HttpResponse:
    asked, address = _asked(request), reverse("review")
    before, has_more = (
        (q.reviews(request.viewer), False) if "all" in request.GET else q.few_reviews(request.viewer)
    )
    page = {
        "form": form,
        "harder": [form[item.value] for item in HARDER],
        "holds": [form[item.value] for item in HOLDS],
        "tabs": [
            {"label": gettext("This week"), "href": address, "is_current": chosen == weeks[0]},
            {"label": gettext("Last week"), "href": f"{address}?week=last", "is_current": chosen == weeks[1]},
        ],
        "other": other,
        "other_said": _said(other, asked) if other else [],
        "before": [(one, _said(one, asked)) for one in before],
        "has_more": has_more,
    }
    return render(request, "checkins/week.html", page, status=409 if other else 200)


@own_space
@require_POST
def take_back(request: SignedInRequest, review: UUID) -> HttpResponse:
    """Undo."""
    actions.take_back_review(by=request.viewer, review=review)
    messages.success(request, gettext("Taken back."), reverse("review_put_back", args=[review]))
    return redirect("review")


@own_space
@require_POST
def put_back(request: SignedInRequest, review: UUID) -> HttpResponse:
    """Undo the undoing."""
    actions.put_back_review(by=request.viewer, review=review)
    messages.success(request, gettext("It is back."))
    return redirect("review")


def _asked(request: SignedInRequest) -> Mapping[Item, Any]:
    return words.LOOKED if request.viewer.side is Side.PERSON else words.LOOKED_FOR_LOVED_ONES


def _said(card: ReviewCard, asked: Mapping[Item, Any]) -> list[tuple[Any, Any]]:
    return [(asked[item], words.ANSWERS[answer]) for item, answer in card.looked.items()]
