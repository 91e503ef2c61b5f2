"""Amends: nothing is handed over to who cannot be reached; payments are promises; a limit stands beside giving."""

from datetime import date, timedelta

import pytest

from mending.amends import actions
from mending.amends.actions import Conflict, Refused
from mending.amends.actions import letters as writing
from mending.amends.queries.amends import amends, part_of
from mending.amends.queries.letters import letter, verdict
from mending.amends.rules.amends import How, Kind, Part, TheirWish, Wanted
from mending.amends.rules.composing import Hold, LetterWanted, Written
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.money import Plan
from mending.amends.rules.screen import OF_THE_PERSON, Answer, Question
from mending.circle.queries import relationship
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering
from mending.promises.rules.outcomes import Kind as About
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted as Promised
from tests import make

pytestmark = pytest.mark.django_db


def begun(by, who):
    id = new_id()
    actions.begin(by=by, id=id, who=who, wanted=Wanted(Part.DID, {"did": "Took it", "my_part": ""}))
    actions.write(by=by, amends=id, version=1, wanted=Wanted(Part.KIND, kind=Kind.DIRECT))
    for question in Question:
        actions.answer_screen(by=by, amends=id, question=question, answer=Answer.NO)
    return id


def hand_over(by, id):
    actions.deliver(by=by, amends=id, on=clock.today(by.zone), how=How.SAID, answer="")


def test_handed_over_once_nothing_stands_against_it(ruth):
    id = begun(ruth, make.someone(ruth))
    hand_over(ruth, id)
    assert amends(ruth, id).delivered_how is How.SAID


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_nothing_is_handed_over_to_anyone_quiet(ruth, state):
    id = begun(ruth, make.someone(ruth, state=state))
    with pytest.raises(Refused):
        hand_over(ruth, id)
    assert amends(ruth, id).delivered_on is None


def test_a2_a_wish_written_in_one_amends_binds_in_every_other(ruth):
    who = make.someone(ruth)
    first, other = begun(ruth, who), begun(ruth, who)
    actions.write(by=ruth, amends=first, version=2, wanted=Wanted(Part.WISH, wish=TheirWish.NO_CONTACT))
    with pytest.raises(Refused):
        hand_over(ruth, other)


def test_payments_are_promises_add_up_and_lead_back(ruth):
    id, today = begun(ruth, make.someone(ruth)), clock.today("UTC")
    plan = Plan("EUR", 10_000, 3, today, Repeat.MONTHLY)
    actions.plan_money(by=ruth, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit="No loans")
    first = amends(ruth, id).money.payments[0]
    answering.answer(by=ruth, promise=first.promise, due_on=today, outcome=Outcome.KEPT)
    money = amends(ruth, id).money
    assert [one.amount for one in money.payments] == [3333, 3333, 3334]
    assert money.paid == 3333
    assert part_of(ruth, first.promise) == id


def test_a9_giving_needs_a_limit_beside_it(ruth):
    id, plan = begun(ruth, make.someone(ruth)), Plan("EUR", 100, 1, date(2026, 12, 1), Repeat.MONTHLY)
    with pytest.raises(Refused):
        actions.plan_money(by=ruth, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit="")


def letter_of(by, who, id, *, days=1):
    """A letter that belongs to an amends, and rests."""
    letter = new_id()
    writing.begin_letter(by=by, id=letter, wanted=LetterWanted(LetterKind.LETTER, who, id))
    writing.write_letter(by=by, letter=letter, version=1, written=Written("", "I took it."))
    writing.finish_letter(by=by, letter=letter, days=days)
    return letter


def stands(by, id):
    """How both were handed over, and what was answered."""
    card = amends(by, id)
    letters = [letter(by, one.id) for one in card.letters]
    return [(one.delivered_on, one.delivered_how, one.answer) for one in (card, *letters)]


@pytest.fixture
def pair(ruth):
    """An amends that may be handed over, and a letter of it that has rested."""
    who = make.someone(ruth)
    id = begun(ruth, who)
    written = letter_of(ruth, who, id)
    with clock.frozen(clock.now() + timedelta(days=2)):
        yield id, written


def test_handing_over_the_letter_hands_over_its_amends_and_taking_it_back_takes_back_both(ruth, pair):
    (id, written), today = pair, clock.today("UTC")
    writing.hand_over_letter(by=ruth, letter=written, how=How.READ, on=today, answer="She nodded.")
    assert stands(ruth, id) == [(today, How.READ, "She nodded.")] * 2
    writing.write_answer(by=ruth, letter=written, answer="She rang later.")
    assert stands(ruth, id) == [(today, How.READ, "She rang later.")] * 2
    writing.take_back_handing_over(by=ruth, letter=written)
    assert stands(ruth, id) == [(None, None, "She rang later.")] * 2


def test_handing_over_the_amends_hands_over_its_letter_and_taking_it_back_takes_back_both(ruth, pair):
    (id, _written), today = pair, clock.today("UTC")
    actions.deliver(by=ruth, amends=id, on=today, how=How.POSTED, answer="")
    actions.deliver(by=ruth, amends=id, on=today, how=How.HANDED, answer="A nod.")
    assert stands(ruth, id) == [(today, How.HANDED, "A nod.")] * 2
    actions.take_back_delivery(by=ruth, amends=id)
    assert stands(ruth, id) == [(None, None, "A nod.")] * 2


def test_what_was_said_by_mouth_and_a_letter_posted_later_stay_two(ruth, pair):
    (id, written), today = pair, clock.today("UTC")
    actions.deliver(by=ruth, amends=id, on=today, how=How.SAID, answer="Thank you.")
    writing.hand_over_letter(by=ruth, letter=written, how=How.POSTED, on=today, answer="")
    assert stands(ruth, id) == [(today, How.SAID, "Thank you."), (today, How.POSTED, "")]
    writing.take_back_handing_over(by=ruth, letter=written)
    assert stands(ruth, id)[0] == (today, How.SAID, "Thank you.")


def test_a_letter_that_still_rests_does_not_go_with_its_amends(ruth):
    who = make.someone(ruth)
    id = begun(ruth, who)
    letter_of(ruth, who, id)
    actions.deliver(by=ruth, amends=id, on=clock.today("UTC"), how=How.READ, answer="")
    assert stands(ruth, id)[1][0] is None


def test_a_letter_of_a_closed_amends_is_not_handed_over(ruth, pair):
    id, written = pair
    actions.close(by=ruth, amends=id, words="")
    with pytest.raises(Refused):
        writing.hand_over_letter(by=ruth, letter=written, how=How.READ, on=clock.today("UTC"))
    assert Hold.CLOSED in letter(ruth, written).held


def test_d2_handing_over_and_closing_changed_in_another_tab_overwrite_nothing(ruth, pair):
    (id, _), today = pair, clock.today("UTC")
    seen = amends(ruth, id).version
    actions.close(by=ruth, amends=id, words="First tab", version=seen)
    with pytest.raises(Conflict):
        actions.close(by=ruth, amends=id, words="Second tab", version=seen)
    assert amends(ruth, id).closing == "First tab"
    actions.reopen(by=ruth, amends=id)
    seen = amends(ruth, id).version
    actions.deliver(by=ruth, amends=id, on=today, how=How.SAID, answer="First tab", version=seen)
    with pytest.raises(Conflict):
        actions.deliver(by=ruth, amends=id, on=today, how=How.SAID, answer="Second tab", version=seen)
    assert amends(ruth, id).answer == "First tab"


def test_each_promise_of_a_line_is_among_how_it_is_lived(ruth):
    id, today = begun(ruth, make.someone(ruth)), clock.today("UTC")
    promise, later = new_id(), new_id()
    wanted = Promised("Show the account", None, About.ABILITY, Schedule(today, Repeat.WEEKLY))
    actions.promise_living(by=ruth, amends=id, id=promise, wanted=wanted, limit="Not at night")
    answering.renegotiate(
        by=ruth,
        promise=promise,
        due_on=today,
        successor=later,
        words="On Sunday",
        to_day=today + timedelta(days=2),
    )
    assert [[one.words for one in line] for line in amends(ruth, id).living] == [["Show the account", "On Sunday"]]


@pytest.mark.parametrize("kind", [LetterKind.LETTER, LetterKind.REQUEST, LetterKind.MESSAGE])
@pytest.mark.parametrize("question", Question)
def test_a2_no_letter_by_itself_leads_around_the_screen_of_an_amends(ruth, question, kind):
    """A yes about the person holds everything; a yes about one thing holds what would make amends."""
    marta = make.someone(ruth, "Marta")
    actions.answer_screen(by=ruth, amends=begun(ruth, marta), question=question, answer=Answer.YES)
    id = new_id()
    writing.begin_letter(by=ruth, id=id, wanted=LetterWanted(kind, marta))
    found = verdict(ruth, letter(ruth, id))
    assert found.may is not (question in OF_THE_PERSON or kind is LetterKind.LETTER)


def test_a2_a_wish_for_no_contact_is_kept_in_the_circle_and_taking_it_back_lifts_nothing(ruth):
    marta = make.someone(ruth, "Marta")
    id = begun(ruth, marta)
    for wish in (TheirWish.NO_CONTACT, TheirWish.CONTACT):
        wanted = Wanted(Part.WISH, wish=wish)
        actions.write(by=ruth, amends=id, version=amends(ruth, id).version, wanted=wanted)
        there = relationship(ruth, marta)
        assert (there.state, there.standing.no_contact) == (State.NO_CONTACT, NoContact.THEY_ASKED)
        assert not amends(ruth, id).verdict.may
