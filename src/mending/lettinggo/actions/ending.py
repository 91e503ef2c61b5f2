"""Ending a relationship, and taking the ending back. Nothing of this is sent to anybody."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404

from mending.circle import actions as circle
from mending.circle.rules.states import State
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.lettinggo.actions.rows import theirs
from mending.lettinggo.actions.trouble import Conflict, Refused
from mending.lettinggo.models import Ending, LetPromise
from mending.lettinggo.queries.ending import last_ending, let_promises
from mending.lettinggo.rules.ending import ENDS, How, May, may_end
from mending.promises.actions.letting_go import bring_back, let_go
from mending.promises.rules.letting_go import Wish


@dataclass(frozen=True, slots=True)
class Wanted:
    """How it is to end, how it stands then, and what is wished for the promises to them that run."""

    how: How
    to: State = State.ENDED
    promises: Wish = Wish.END


@transaction.atomic
def end(*, by: Viewer, relationship: UUID, change: UUID, seen: int, wanted: Wanted) -> None:
    """End it: the state changes, promises to them end or become one's own, and no day of theirs is missed.

    `change` is chosen beforehand: said twice, it is done once. `seen` is the number of the last line of the
    history. Raises Refused, Conflict when the state changed meanwhile, and Http404.
    """
    card = theirs(by, relationship)
    if Ending.objects.filter(owner=by.id, change=change).exists():
        return
    may = may_end(card.standing, is_child=card.is_child)
    if may is not May.YES or wanted.to not in ENDS:
        raise Refused("", may.name.lower())
    wished = circle.Wished(wanted.to, clock.today(by.zone))
    row = Ending(id=new_id(), owner_id=by.id, relationship_id=relationship, change=change, how=wanted.how.value)
    row.ended_at = clock.now()
    try:
        circle.change_state(by=by, relationship_id=relationship, wished=wished, change_id=change, seen=seen)
    except circle.Conflict:
        raise Conflict from None
    with deed(by=by, verb="ending.made", kind="ending", item=row.pk):
        done = let_go(by=by, to=relationship, wish=wanted.promises)
        row.wish = wanted.promises.value if done else ""
        row.save(force_insert=True)
        for promise, fate in done:
            let = LetPromise(id=new_id(), owner_id=by.id, ending=row, promise_id=promise, fate=fate.value)
            let.save(force_insert=True)


@transaction.atomic
def take_back(*, by: Viewer, relationship: UUID) -> int:
    """Take the last ending back: the state within a day, and the promises with it.

    Where the state was taken back on its own page already, only the promises are left to bring back. Returns how
    many of these stay as they are, because more was written in them since.
    Raises Refused when the day has passed or another change came after it, Http404 when there is none.
    """
    theirs(by, relationship)
    card = last_ending(by, relationship)
    if card is None:
        raise Http404
    if not (card.open_for_undo or card.promises_wait):
        raise Refused("", "too-late")
    with deed(by=by, verb="ending.taken_back", kind="ending", item=card.id):
        if card.open_for_undo:
            circle.take_back(by=by, relationship_id=relationship, change_id=card.change)
        Ending.objects.filter(owner=by.id, pk=card.id).update(undone_at=clock.now())
        return bring_back(by=by, done=let_promises(by, card.id))


@transaction.atomic
def settle(*, by: Viewer, relationship: UUID, wish: Wish) -> int:
    """Decide about promises that still run to someone whose relationship came to rest on the circle's own page.

    Each can be taken back on its own page. Returns how many there were. Raises Refused while it is not at rest,
    and Http404.
    """
    card = theirs(by, relationship)
    if card.state not in ENDS:
        raise Refused("", "not-over")
    with deed(by=by, verb="ending.promises_settled", kind="relationship", item=relationship):
        return len(let_go(by=by, to=relationship, wish=wish))
