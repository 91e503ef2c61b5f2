"""What is promised for an amends: payments of money owed, and how it is lived. All of it stands in the record."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from mending.amends.actions.rows import save, standing
from mending.amends.actions.trouble import Refused
from mending.amends.models import Amends, Instalment, LivingPromise, MoneyPlan
from mending.amends.rules.amends import TEXT_MOST
from mending.amends.rules.money import Plan, faults, payments
from mending.amends.rules.money import said as in_words
from mending.circle.queries import relationship
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.foundation.text import tidy
from mending.promises.actions import making
from mending.promises.actions.trouble import Refused as PromiseRefused
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Schedule
from mending.promises.rules.wanted import Wanted
from mending.vault.actions import seal_into


@transaction.atomic
def plan_money(*, by: Viewer, amends: UUID, id: UUID, plan: Plan, said: str, limit: str = "") -> None:
    """Plan how money owed is paid back: each payment becomes a promise. Said twice, it is planned once.

    `said` is what each promise says, with {amount}, {number} and {all}.
    A limit of one's own must stand beside it (SAFETY A9):
    `limit`, unless one is written already. Raises Refused, Http404.
    """
    row = standing(Amends, by, amends)
    if MoneyPlan.objects.filter(amends=row, removed_at__isnull=True).exists():
        return
    if found := faults(plan):
        raise Refused(*found)
    _refuse_without_limit(by, row, limit)
    MoneyPlan.objects.filter(amends=row).delete()  # one taken back before, with links to removed promises alone
    with deed(by=by, verb="amends.money_planned", kind="amends", item=amends):
        kept = MoneyPlan(
            id=id, owner_id=by.id, amends=row, currency=plan.currency, owed=plan.owed, begun_at=clock.now()
        )
        kept.save(force_insert=True)
        _keep_limit(by, row, limit)
    for number, (day, amount) in enumerate(payments(plan), start=1):
        words = said.format(amount=in_words(amount, plan.currency), number=number, all=plan.payments)
        promise = _promised(by, row, Wanted(words, None, Kind.ABILITY, Schedule(day)), new_id())
        Instalment(owner_id=by.id, plan=kept, promise_id=promise, number=number, amount=amount).save()


@transaction.atomic
def remove_money(*, by: Viewer, amends: UUID) -> None:
    """Take the plan back, and the promises of its payments; `put_back_money` brings all of it back."""
    row = standing(Amends, by, amends)
    plan = MoneyPlan.objects.filter(amends=row, removed_at__isnull=True).first()
    if plan is None:
        return
    with deed(by=by, verb="amends.money_removed", kind="amends", item=amends):
        plan.removed_at = clock.now()
        plan.save()
    for promise in _promises_of(plan):
        making.remove(by=by, promise=promise)


@transaction.atomic
def put_back_money(*, by: Viewer, amends: UUID) -> None:
    """Bring a plan back that was taken back, and its promises with their answers."""
    row = standing(Amends, by, amends)
    plan = MoneyPlan.objects.filter(amends=row, removed_at__isnull=False).first()
    if plan is None:
        return
    with deed(by=by, verb="amends.money_put_back", kind="amends", item=amends):
        plan.removed_at = None
        plan.save()
    for promise in _promises_of(plan):
        making.put_back(by=by, promise=promise)


@transaction.atomic
def promise_living(*, by: Viewer, amends: UUID, id: UUID, wanted: Wanted, limit: str = "") -> None:
    """Make a promise by which the amends is lived, under an id chosen beforehand; said twice, it is made once.

    It is to the person, or to oneself while they are quiet. A limit stands beside it, as for money.
    Raises Refused, Http404.
    """
    row = standing(Amends, by, amends)
    if LivingPromise.objects.filter(promise=id).exists():
        return
    _refuse_without_limit(by, row, limit)
    _promised(by, row, wanted, id)
    with deed(by=by, verb="amends.promised", kind="amends", item=amends):
        LivingPromise(owner_id=by.id, amends=row, promise_id=id, linked_at=clock.now()).save()
        _keep_limit(by, row, limit)


def _promised(by: Viewer, row: Amends, wanted: Wanted, id: UUID) -> UUID:
    to = None if relationship(by, row.who_id).is_quiet else row.who_id
    try:
        making.make_promise(by=by, id=id, wanted=replace(wanted, to=to))
    except PromiseRefused as refused:
        raise Refused(*refused.faults) from None
    return id


def _promises_of(plan: MoneyPlan) -> list[UUID]:
    return list(Instalment.objects.filter(plan=plan).order_by("number").values_list("promise", flat=True))


def _refuse_without_limit(by: Viewer, row: Amends, limit: str) -> None:
    """Raises Refused when giving would stand there without a limit beside it (SAFETY A9)."""
    if len(tidy(limit)) > TEXT_MOST:
        raise Refused(("limit", "long"))
    if not tidy(limit) and not Eyes(by).text(row, "limit"):
        raise Refused(("limit", "empty"))


def _keep_limit(by: Viewer, row: Amends, limit: str) -> None:
    if tidy(limit) and tidy(limit) != Eyes(by).text(row, "limit"):
        seal_into(row, limit=tidy(limit))
        save(row)
