"""The safety rules of amends and letters at the level of what can be done; each by its name."""

from contextlib import suppress
from datetime import timedelta
from itertools import combinations, product

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mending.amends import actions
from mending.amends.actions import Conflict, Refused
from mending.amends.actions import letters as writing
from mending.amends.models import Amends, Letter
from mending.amends.queries.amends import amends
from mending.amends.rules.amends import How, Kind, Part, ReviewedBy, TheirWish, Wanted
from mending.amends.rules.composing import LetterWanted, Written
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.screen import NOT_BY_REVIEW, Answer, Question
from mending.circle import actions as circle
from mending.circle.actions import Conflict as TurnedElsewhere
from mending.circle.actions import NotAllowed
from mending.circle.queries import relationship, story
from mending.circle.rules.people import Kind as Who
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
AGAINST = (Answer.YES, Answer.UNSURE, None)
"""What stands against handing over: a yes, a doubt nobody looked at, a question left open."""


@pytest.fixture
def ruth():
    return make.person(people.RUTH)


def begun(by, who, *, answers=Answer.NO):
    """A direct amends, with every question answered alike."""
    id = new_id()
    actions.begin(by=by, id=id, who=who, wanted=Wanted(Part.DID, {"did": "Took it", "my_part": ""}))
    write(by, id, Wanted(Part.KIND, kind=Kind.DIRECT))
    for question in Question:
        actions.answer_screen(by=by, amends=id, question=question, answer=answers)
    return id


def write(by, id, wanted):
    actions.write(by=by, amends=id, version=amends(by, id).version, wanted=wanted)


def look_at_it(by, id):
    said = Wanted(
        Part.REVIEW,
        {"review_said": f"{new_id()}"},
        reviewed_by=ReviewedBy.COUNSELOR,
        reviewed_on=clock.today(by.zone),
    )
    write(by, id, said)


def is_handed_over(by, id):
    """Whether handing it over is taken; if so, it is taken back at once."""
    try:
        actions.deliver(by=by, amends=id, on=clock.today(by.zone), how=How.SAID, answer="")
    except Refused:
        assert Amends.objects.get(pk=id).delivered_on is None
        return False
    actions.take_back_delivery(by=by, amends=id)
    return True


def every_combination():
    """Each set of questions, one question in or out at a time, from none to none by way of all of them."""
    chosen = set()
    for number in range(1, 2 ** len(Question)):
        turned = list(Question)[(number & -number).bit_length() - 1]
        chosen ^= {turned}
        yield turned, frozenset(chosen)


# A2


def test_a2_of_every_combination_of_answers_only_no_to_everything_hands_over(ruth):
    id = begun(ruth, make.someone(ruth))
    assert is_handed_over(ruth, id)
    seen = set()
    for number, (turned, against) in enumerate(every_combination()):
        answer = AGAINST[number % 3] if turned in against else Answer.NO
        actions.answer_screen(by=ruth, amends=id, question=turned, answer=answer)
        assert not is_handed_over(ruth, id), sorted(against)
        seen.add(against)
    assert len(seen) == 2 ** len(Question) - 1


def test_a2_of_every_combination_of_doubts_a_review_settles_all_but_no_contact_and_a_child(ruth):
    id = begun(ruth, make.someone(ruth))
    for turned, doubts in every_combination():
        actions.answer_screen(
            by=ruth, amends=id, question=turned, answer=Answer.UNSURE if turned in doubts else Answer.NO
        )
        if doubts & NOT_BY_REVIEW and len(doubts) > 3:
            continue
        look_at_it(ruth, id)
        assert is_handed_over(ruth, id) == (not doubts & NOT_BY_REVIEW), sorted(doubts)


@pytest.mark.parametrize("pair", list(combinations(Question, 2)), ids=" ".join)
def test_a2_any_two_questions_by_every_pair_of_answers(ruth, pair):
    id = begun(ruth, make.someone(ruth))
    for given in product((Answer.NO, *AGAINST), repeat=2):
        for question, answer in zip(pair, given, strict=True):
            actions.answer_screen(by=ruth, amends=id, question=question, answer=answer)
        assert is_handed_over(ruth, id) == (given == (Answer.NO, Answer.NO)), given


@pytest.mark.parametrize("question", Question)
def test_a2_no_review_lifts_a_yes(ruth, question):
    id = begun(ruth, make.someone(ruth))
    actions.answer_screen(by=ruth, amends=id, question=question, answer=Answer.YES)
    look_at_it(ruth, id)
    assert not is_handed_over(ruth, id)


def test_a2_a_doubt_that_came_after_a_review_of_the_same_day_is_not_settled_by_it(ruth):
    id = begun(ruth, make.someone(ruth))
    look_at_it(ruth, id)
    said = amends(ruth, id).said["review_said"]
    actions.answer_screen(by=ruth, amends=id, question=Question.LEGAL, answer=Answer.UNSURE)
    assert not is_handed_over(ruth, id)
    assert amends(ruth, id).said["review_said"] == said
    look_at_it(ruth, id)
    assert is_handed_over(ruth, id)


@pytest.mark.parametrize("question", Question)
def test_a2_a_letter_of_an_amends_is_held_by_each_of_its_questions(ruth, question):
    who = make.someone(ruth)
    id = begun(ruth, who)
    letter = rested(ruth, who, id)
    actions.answer_screen(by=ruth, amends=id, question=question, answer=Answer.YES)
    with clock.frozen(clock.now() + timedelta(days=2)), pytest.raises(Refused):
        writing.hand_over_letter(by=ruth, letter=letter, how=How.READ, on=clock.today("UTC"))
    assert Letter.objects.get(pk=letter).delivered_on is None


@pytest.mark.parametrize("no_contact", [one for one in NoContact if one is not NoContact.NO])
def test_a2_whoever_set_it_no_contact_turns_every_handing_over_off(ruth, no_contact):
    who = make.someone(ruth)
    id = begun(ruth, who)
    letter = rested(ruth, who)
    make.stand(ruth, who, State.NO_CONTACT, no_contact)
    assert not is_handed_over(ruth, id)
    with clock.frozen(clock.now() + timedelta(days=2)), pytest.raises(Refused):
        writing.hand_over_letter(by=ruth, letter=letter, how=How.POSTED, on=clock.today("UTC"))


def test_a10_nothing_is_handed_over_to_a_child_whatever_was_answered_and_looked_at(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Who.CHILD))
    id = begun(ruth, pip)
    look_at_it(ruth, id)
    assert not is_handed_over(ruth, id)
    letter = rested(ruth, pip)
    with clock.frozen(clock.now() + timedelta(days=2)), pytest.raises(Refused):
        writing.hand_over_letter(by=ruth, letter=letter, how=How.READ, on=clock.today("UTC"))


def rested(by, who, id=None):
    """A letter that may be handed over in two days."""
    letter = new_id()
    writing.begin_letter(by=by, id=letter, wanted=LetterWanted(LetterKind.LETTER, who, id))
    writing.write_letter(by=by, letter=letter, version=1, written=Written("", "I took the money."))
    writing.finish_letter(by=by, letter=letter, days=1)
    return letter


class Life(RuleBasedStateMachine):
    """Whatever Ruth does with two amends and three letters to one person, while it turns between them.

    What she is told to do may be refused at any step. What counts: that nothing is ever handed over at a moment
    when something stands against it, as the circle, the wishes and the answers are then.
    """

    ruth = None
    ever = 0

    @initialize(
        kind=st.sampled_from([*[Who.PARTNER] * 4, Who.CHILD]),
        answers=st.sampled_from([Answer.NO, Answer.NO, Answer.YES]),
        wish=st.sampled_from(TheirWish),
    )
    def begin(self, kind, answers, wish):
        self.moment, self.by = people.NOON, Life.ruth
        with clock.frozen(self.moment):
            self.who = circle.add_relationship(by=self.by, portrait=Portrait(f"{new_id()}", kind))
            self.amends = [begun(self.by, self.who), begun(self.by, self.who, answers=answers)]
            self.letters = [rested(self.by, self.who, id) for id in (*self.amends, None)]
            write(self.by, self.amends[1], Wanted(Part.WISH, wish=wish))
        given = (Answer.NO, answers)
        self.given = {id: dict.fromkeys(Question, one) for id, one in zip(self.amends, given, strict=True)}
        self.wishes = {self.amends[0]: TheirWish.NOT_KNOWN, self.amends[1]: wish}

    def do(self, deed):
        """Whether a step was taken, a little later than the one before."""
        self.moment += timedelta(minutes=7)
        with (
            clock.frozen(self.moment),
            suppress(Refused, Conflict, Http404, NotAllowed, TurnedElsewhere, ValueError),
        ):
            deed()
            return True
        return False

    @rule(state=st.sampled_from([*[State.ACTIVE] * 6, *State]), no_contact=st.sampled_from([None, *NoContact]))
    def it_turns(self, state, no_contact):
        seen = story(self.by, self.who).last.number
        wished = circle.Wished(state, clock.today("UTC"), no_contact, "")
        self.do(
            lambda: circle.change_state(
                by=self.by, relationship_id=self.who, wished=wished, change_id=new_id(), seen=seen
            )
        )

    @rule(away=st.sampled_from([False, False, True]))
    def archived_or_not(self, away):
        turn = circle.archive if away else circle.unarchive
        self.do(lambda: turn(by=self.by, relationship_id=self.who))

    @rule(which=st.integers(0, 1), wish=st.sampled_from(TheirWish))
    def they_wish(self, which, wish):
        id = self.amends[which]
        if self.do(lambda: write(self.by, id, Wanted(Part.WISH, wish=wish))):
            self.wishes[id] = wish

    @rule(
        which=st.integers(0, 1),
        question=st.sampled_from(Question),
        answer=st.sampled_from([*[Answer.NO] * 4, None, *Answer]),
    )
    def answered(self, which, question, answer):
        id = self.amends[which]
        if self.do(lambda: actions.answer_screen(by=self.by, amends=id, question=question, answer=answer)):
            self.given[id][question] = answer

    @rule(which=st.integers(0, 1))
    def looked_at(self, which):
        self.do(lambda: look_at_it(self.by, self.amends[which]))

    @rule(which=st.integers(0, 1), kind=st.sampled_from([*[Kind.DIRECT] * 4, *Kind]))
    def chosen(self, which, kind):
        self.do(lambda: write(self.by, self.amends[which], Wanted(Part.KIND, kind=kind)))

    @rule(which=st.integers(0, 1), deed=st.sampled_from(["close", "reopen", "remove", "put_back", "take_back"]))
    def rested_or_removed(self, which, deed):
        id = self.amends[which]
        deeds = {
            "close": lambda: actions.close(by=self.by, amends=id, words=""),
            "reopen": lambda: actions.reopen(by=self.by, amends=id),
            "remove": lambda: actions.remove(by=self.by, amends=id),
            "put_back": lambda: actions.put_back(by=self.by, amends=id),
            "take_back": lambda: actions.take_back_delivery(by=self.by, amends=id),
        }
        self.do(deeds[deed])

    @rule(which=st.integers(0, 2), deed=st.sampled_from(["finish", "reopen", "never", "remove", "back", "take"]))
    def a_letter(self, which, deed):
        id = self.letters[which]
        deeds = {
            "finish": lambda: writing.finish_letter(by=self.by, letter=id, days=1),
            "reopen": lambda: writing.reopen_letter(by=self.by, letter=id),
            "never": lambda: writing.never_send(by=self.by, letter=id),
            "remove": lambda: writing.remove_letter(by=self.by, letter=id),
            "back": lambda: writing.put_back_letter(by=self.by, letter=id),
            "take": lambda: writing.take_back_handing_over(by=self.by, letter=id),
        }
        self.do(deeds[deed])

    @rule()
    def days_go_by(self):
        self.moment += timedelta(days=2)

    @rule()
    def hand_over_all_of_it(self):
        for id in (*self.amends, *self.letters):
            self.do(lambda id=id: self.hand_over(id))

    def hand_over(self, id):
        on, answer = self.moment.date(), f"{new_id()}"
        if id in self.amends:
            actions.deliver(by=self.by, amends=id, on=on, how=How.SAID, answer=answer)
        else:
            writing.hand_over_letter(by=self.by, letter=id, how=How.READ, on=on, answer=answer)

    def handed(self):
        amends = Amends.objects.filter(pk__in=self.amends, delivered_on__isnull=False)
        letters = Letter.objects.filter(pk__in=self.letters, delivered_on__isnull=False)
        return {*amends.values_list("pk", flat=True), *letters.values_list("pk", flat=True)}

    @invariant()
    def nothing_can_be_handed_over_while_something_stands_against_it(self):
        """Tried with everything after each step, when all letters have rested, and undone."""
        before, moment = self.handed(), self.moment
        self.moment += timedelta(days=2)
        for id in (*self.amends, *self.letters):
            with transaction.atomic():
                self.do(lambda id=id: self.hand_over(id))
                handed = self.handed() - before
                transaction.set_rollback(True)
            assert not [one for one in handed if self.against(one)]
            Life.ever += len(handed)
        self.moment = moment

    def against(self, id):
        """What stands against handing this over now, told without the rule of the room."""
        card = relationship(self.by, self.who)
        found = [card.no_contact is not NoContact.NO, card.is_quiet, card.archived, card.is_child]
        standing = Amends.objects.filter(pk__in=self.amends, removed_at__isnull=True).values_list("pk", flat=True)
        found += [self.wishes[one] in (TheirWish.NO_CONTACT, TheirWish.LATER) for one in standing]
        screened = id if id in self.amends else dict(zip(self.letters, (*self.amends, None), strict=True))[id]
        if screened:
            answers = self.given[screened].values()
            found += [answer in (Answer.YES, None) for answer in answers]
            found += [self.given[screened][one] is Answer.UNSURE for one in NOT_BY_REVIEW]
        return any(found)


def test_a2_no_run_of_steps_hands_anything_over_while_something_stands_against_it(ruth):
    Life.ruth, Life.ever = ruth, 0
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
            phases=(Phase.explicit, Phase.generate),  # shrinking a run of writes takes longer than it tells
        ),
    )
    assert Life.ever, "Nothing was ever handed over: this proves nothing."
