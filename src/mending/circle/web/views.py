"""The circle: everyone in it as a list and as a map, one of them, adding and editing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mending.circle import actions, queries
from mending.circle.queries import RelationshipCard, contacts
from mending.circle.rules.drawing import SIZE, drawn, is_drawn
from mending.circle.rules.listing import LONG_FROM, Show, grouped, shown
from mending.circle.rules.people import HOUSE_LIMIT
from mending.circle.web import words
from mending.circle.web.forms import AddForm, EditForm, portrait_values
from mending.consent.web import SignedInRequest, own_space
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import one_line


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: SignedInRequest) -> HttpResponse:
    """Everyone in the circle. A search is sent as a form, so that no name enters an address or the history."""
    people = queries.relationships(request.viewer)
    show = _show(request.GET.get("show", ""))
    search = one_line(request.POST.get("find", ""))[:60]
    groups = [
        (words.GROUPS[group], [words.told(card) for card in members])
        for group, members in grouped(shown(people, show, search)).items()
    ]
    page = {
        "groups": groups,
        "tabs": [_tab(one, show) for one in Show],
        "is_empty": not people,
        "is_long": len(people) >= LONG_FROM,
        "search": search,
        "removed": queries.removed_lately(request.viewer),
    }
    return render(request, "circle/list.html", page)


def _show(text: str) -> Show:
    return Show(text) if text in list(Show) else Show.ALL


def _tab(one: Show, current: Show) -> dict[str, object]:
    address = "?" if one is Show.ALL else f"?show={one.value}"
    return {"href": address, "label": words.SHOWS[one], "is_current": one is current}


@own_space
@require_safe
def circle_map(request: SignedInRequest) -> HttpResponse:
    """The circle as rings of closeness, with the same in a table."""
    people = queries.relationships(request.viewer, archived=False)
    on_it = list(shown((card for card in people if is_drawn(card)), Show.ALL))
    touches = contacts.touches(request.viewer, on_it, clock.today(request.viewer.zone))
    drifting = {id for id, touch in touches.items() if touch.is_drifting}
    page = {
        "map": drawn(people, drifting),
        "size": SIZE,
        "people": [(words.told(card), _touch(touches.get(card.id))) for card in on_it],
        "is_drifting": bool(drifting),
        "at_rest": [words.told(card) for card in people if not is_drawn(card)],
    }
    return render(request, "circle/map.html", page)


def _touch(touch: contacts.Wished | None) -> words.ToldTouch | None:
    if touch is None:
        return None
    return words.told_touch(touch.last, touch.rhythm, is_drifting=touch.is_drifting)


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Put someone into the circle."""
    form = AddForm(request.POST if request.method == "POST" else None, initial={"id": new_id()})
    if form.is_valid():
        try:
            added = actions.add_relationship(
                by=request.viewer,
                portrait=form.portrait(),
                no_contact=form.cleaned_data["no_contact"],
                relationship_id=form.cleaned_data["id"],
            )
        except actions.CircleFull:
            form.add_error(None, circle_is_full())
        except actions.NameTaken:
            form.add_error("nickname", _name_is_taken())
        else:
            return redirect("relationship", added)
    return render(request, "circle/add.html", {"form": form})


def circle_is_full() -> str:
    """What is said at the house limit."""
    return _(
        "A circle here holds up to %(most)s people, and yours is full. "
        "If someone was added by mistake, you can take them out on their page."
    ) % {"most": HOUSE_LIMIT}


def _name_is_taken() -> str:
    return _("Someone in your circle has this name already. Add a word that tells them apart, like “from work”.")


@own_space
@require_safe
def relationship(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """One relationship: how it stands, how it came there, and what can be done."""
    story = queries.story(request.viewer, relationship_id)
    touches = contacts.touches(request.viewer, [story.card], clock.today(request.viewer.zone))
    page = {
        "one": words.told(story.card),
        "touch": _touch(touches.get(relationship_id)),
        "lines": [_told_line(line, request.viewer.zone) for line in story.lines],
        "last": story.last,
        "back_to": _back_to(story),
        "may_be_removed": story.may_be_removed,
        "with": f"?with={relationship_id}",
    }
    return render(request, "circle/relationship.html", page)


def _told_line(line: queries.HistoryLine, zone: str) -> words.ToldLine:
    return words.told_line(line.step, line.reason, zone=zone, is_taken_back=line.undone_at is not None)


def _back_to(story: queries.Story) -> object:
    """The state that taking back the last change leads to, in words; None when it cannot be taken back."""
    return story.back_to and words.STATES[story.back_to.state]


@own_space
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, relationship_id: UUID) -> HttpResponse:
    """Change what is kept about someone. When another tab came first, both are shown side by side."""
    card = queries.relationship(request.viewer, relationship_id)
    form = EditForm(
        request.POST if request.method == "POST" else None,
        initial={**portrait_values(card), "version": card.version},
        is_child=card.is_child,
    )
    if not form.is_valid():
        return _edit_page(request, card, form)
    try:
        actions.edit_relationship(
            by=request.viewer,
            relationship_id=relationship_id,
            portrait=form.portrait(),
            version=form.cleaned_data["version"],
        )
    except actions.Conflict:
        return _edit_page(request, card, _with_version(request, card), other=True)
    except actions.NameTaken:
        form.add_error("nickname", _name_is_taken())
        return _edit_page(request, card, form)
    messages.success(request, _("Saved."))
    return redirect("relationship", relationship_id)


def _with_version(request: HttpRequest, card: RelationshipCard) -> EditForm:
    """The form as it was typed, that now knows of the other change: sent again, it counts."""
    typed = request.POST.copy()
    typed["version"] = str(card.version)
    return EditForm(typed, is_child=card.is_child)


def _edit_page(
    request: SignedInRequest, card: RelationshipCard, form: EditForm, *, other: bool = False
) -> HttpResponse:
    page = {"form": form, "one": words.told(card), "other": other}
    return render(request, "circle/edit.html", page, status=409 if other else 200)
