"""Letters: written, rested, handed over by the person themselves or never."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mending.amends.actions import letters as actions
from mending.amends.actions.trouble import Conflict, Refused
from mending.amends.models import Letter
from mending.amends.queries import letters as q
from mending.amends.rules.amends import How
from mending.amends.rules.composing import LetterWanted, Stage, Written
from mending.amends.rules.letters import LetterKind
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def begin(viewer, who=None, kind=LetterKind.LETTER, text="I took the money from the tin."):
    id = new_id()
    actions.begin_letter(by=viewer, id=id, wanted=LetterWanted(kind, who))
    if text:
        actions.write_letter(by=viewer, letter=id, version=1, written=Written("", text))
    return id


def later(**how):
    return clock.frozen(NOON + timedelta(**how))


def hand(viewer, letter, on=TODAY):
    actions.hand_over_letter(by=viewer, letter=letter, how=How.HANDED, on=on, answer="She nodded.")


def test_begun_twice_it_is_there_once(ruth):
    id = new_id()
    for _ in range(2):
        actions.begin_letter(by=ruth, id=id, wanted=LetterWanted(LetterKind.LETTER))
    assert Letter.objects.count() == 1


def test_an_id_of_somebody_else_is_nothing(ruth):
    id = begin(ruth)
    with pytest.raises(Http404):
        actions.begin_letter(by=make.person(OMAR), id=id, wanted=LetterWanted(LetterKind.LETTER))


def test_writing_the_same_again_changes_nothing(ruth):
    id = begin(ruth, text="One line.")
    assert actions.write_letter(by=ruth, letter=id, version=0, written=Written("", "One line.")) == 2


def test_d2_two_tabs_lose_no_words(ruth):
    id = begin(ruth, text="One line.")
    actions.write_letter(by=ruth, letter=id, version=2, written=Written("", "The first tab."))
    with pytest.raises(Conflict):
        actions.write_letter(by=ruth, letter=id, version=2, written=Written("", "The second tab."))
    assert q.letter(ruth, id).written.text == "The first tab."


def test_how_it_read_before_is_kept_when_a_new_sitting_writes_over_it(ruth):
    id = begin(ruth, text="The first evening.")
    actions.write_letter(by=ruth, letter=id, version=2, written=Written("", "The first evening, on."))
    with later(hours=3):
        actions.write_letter(by=ruth, letter=id, version=3, written=Written("", "The second evening."))
    assert [one.text for one in q.versions(ruth, id)] == ["The first evening, on."]


def test_a_kept_wording_is_brought_back_and_the_present_one_kept(ruth):
    id = begin(ruth, text="The first evening.")
    with later(hours=3):
        actions.write_letter(by=ruth, letter=id, version=2, written=Written("", "The second evening."))
        actions.bring_back_version(by=ruth, letter=id, number=1)
    assert q.letter(ruth, id).written.text == "The first evening."
    assert [one.text for one in q.versions(ruth, id)] == ["The second evening.", "The first evening."]


def test_it_rests_and_then_may_be_handed_over_by_oneself(ruth):
    marta = make.someone(ruth, "Marta")
    id = begin(ruth, marta)
    actions.finish_letter(by=ruth, letter=id, days=2)
    assert q.letter(ruth, id).stage is Stage.COOLING
    with pytest.raises(Refused):
        hand(ruth, id)
    with later(days=2):
        hand(ruth, id)
        card = q.letter(ruth, id)
    assert (card.stage, card.delivered_how, card.answer) == (Stage.DELIVERED, How.HANDED, "She nodded.")


def test_going_on_writing_lets_it_rest_anew(ruth):
    id = begin(ruth, make.someone(ruth, "Marta"))
    actions.finish_letter(by=ruth, letter=id, days=1)
    with later(days=2):
        actions.reopen_letter(by=ruth, letter=id)
        assert q.letter(ruth, id).stage is Stage.WRITING
        actions.finish_letter(by=ruth, letter=id, days=1)
        assert q.letter(ruth, id).stage is Stage.COOLING


def test_while_it_rests_it_is_not_written_in(ruth):
    id = begin(ruth)
    actions.finish_letter(by=ruth, letter=id, days=1)
    with pytest.raises(Refused):
        actions.write_letter(by=ruth, letter=id, version=3, written=Written("", "More."))


def test_an_empty_letter_is_not_done(ruth):
    id = begin(ruth, text="")
    with pytest.raises(Refused):
        actions.finish_letter(by=ruth, letter=id, days=1)


def test_handing_over_can_be_taken_back_and_the_answer_stays(ruth):
    id = begin(ruth, make.someone(ruth, "Marta"))
    actions.finish_letter(by=ruth, letter=id, days=1)
    with later(days=1):
        hand(ruth, id)
        actions.take_back_handing_over(by=ruth, letter=id)
        card = q.letter(ruth, id)
    assert (card.stage, card.answer) == (Stage.READY, "She nodded.")


def test_a_day_to_come_is_refused(ruth):
    id = begin(ruth, make.someone(ruth, "Marta"))
    actions.finish_letter(by=ruth, letter=id, days=1)
    with later(days=1), pytest.raises(Refused):
        hand(ruth, id, on=TODAY + timedelta(days=2))


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_to_someone_quiet_only_a_letter_never_to_be_sent_is_begun(ruth, state):
    theo = make.someone(ruth, "Theo", state)
    for kind in LetterKind:
        if kind is LetterKind.NEVER_SENT:
            assert q.letter(ruth, begin(ruth, theo, kind)).who == theo
        else:
            with pytest.raises(Refused):
                begin(ruth, theo, kind)


STEPS = st.lists(
    st.sampled_from(("write", "finish", "wait", "reopen", "hand", "keep", "take_back", "remove", "put_back")),
    max_size=12,
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, state=st.sampled_from([state for state in State if state.is_quiet]))
def test_a2_no_run_of_steps_hands_a_letter_to_someone_who_is_quiet(ruth, steps, state):
    who = make.someone(ruth, f"Theo {new_id()}")
    id = begin(ruth, who)
    make.stand(ruth, who, state, NoContact.THEY_ASKED if state is State.NO_CONTACT else None)
    moment = NOON
    for step in steps:
        moment += timedelta(days=3 if step == "wait" else 0, minutes=1)
        with clock.frozen(moment):
            do(ruth, id, step)
    assert Letter.objects.get(pk=id).delivered_on is None


def do(viewer, id: UUID, step: str):
    """One step, whether or not it is taken."""
    deeds = {
        "write": lambda: actions.write_letter(by=viewer, letter=id, version=1, written=Written("", f"{new_id()}")),
        "finish": lambda: actions.finish_letter(by=viewer, letter=id, days=1),
        "reopen": lambda: actions.reopen_letter(by=viewer, letter=id),
        "hand": lambda: hand(viewer, id),
        "keep": lambda: actions.never_send(by=viewer, letter=id),
        "take_back": lambda: actions.take_back_handing_over(by=viewer, letter=id),
        "remove": lambda: actions.remove_letter(by=viewer, letter=id),
        "put_back": lambda: actions.put_back_letter(by=viewer, letter=id),
        "wait": lambda: None,
    }
    with suppress(Refused, Conflict, Http404):
        deeds[step]()


def test_a_mark_waved_away_is_remembered_for_this_letter_alone(ruth):
    one, two = begin(ruth), begin(ruth)
    actions.wave_mark(by=ruth, letter=one, mark="blame:you never cared")
    assert q.letter(ruth, one).waved == ("blame:you never cared",)
    assert q.letter(ruth, two).waved == ()
    actions.unwave_marks(by=ruth, letter=one)
    assert q.letter(ruth, one).waved == ()


def test_letters_are_found_by_their_words_and_by_whom_they_are_to(ruth):
    marta = make.someone(ruth, "Marta")
    begin(ruth, marta, text="About the tin on the shelf.")
    begin(ruth, text="About the car.")
    assert [line.title for line in q.letters(ruth, holds="SHELF tin")] == ["About the tin on the shelf."]
    assert [line.name for line in q.letters(ruth, who=marta)] == ["Marta"]
    assert q.letters(ruth, holds="boat") == []


def test_b2_a_stranger_finds_no_letter(ruth):
    id, omar = begin(ruth), make.person(OMAR)
    assert q.letters(omar) == []
    for look in (q.letter, q.versions):
        with pytest.raises(Http404):
            look(omar, id)
