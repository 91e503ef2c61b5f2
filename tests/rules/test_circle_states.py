"""Which changes of a relationship are its owner's to make (SAFETY A2): pairs by table, paths by property."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.circle.rules.states import (
    NoContact,
    Standing,
    State,
    Step,
    Verdict,
    answers_for,
    asked_answers,
    day_fault,
    may_change_state,
    may_remove,
    must_ask,
    standing_after,
    taking_back,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
YES, SAME, WHO, ASK, BOUND = Verdict.YES, Verdict.SAME, Verdict.WHO, Verdict.ASK, Verdict.BOUND
NO, MINE, THEIRS, ORDER = NoContact.NO, NoContact.I_WANT_NONE, NoContact.THEY_ASKED, NoContact.ORDER

# Where a relationship stands (rows) and where its owner wants it (columns), the no-contact question not asked.
COLUMNS = list(State)
ELSEWHERE = [to for to in State if to is not State.NO_CONTACT]
FREE = {
    #                     active cautious by me by them none grieving ended
    State.ACTIVE: (SAME, YES, YES, YES, WHO, YES, YES),
    State.CAUTIOUS: (YES, SAME, YES, YES, WHO, YES, YES),
    State.PAUSED_BY_ME: (YES, YES, SAME, YES, WHO, YES, YES),
    State.PAUSED_BY_THEM: (ASK, ASK, ASK, SAME, WHO, YES, YES),
    State.GRIEVING: (ASK, ASK, ASK, YES, WHO, SAME, YES),
    State.ENDED: (ASK, ASK, ASK, YES, WHO, YES, SAME),
}
BLOCKED = {
    MINE: (ASK, ASK, ASK, YES, WHO, YES, YES),
    THEIRS: (BOUND, BOUND, BOUND, BOUND, WHO, BOUND, BOUND),
    ORDER: (BOUND, BOUND, BOUND, BOUND, WHO, BOUND, BOUND),
}
HELD = [*map(Standing, FREE), *(Standing(State.NO_CONTACT, who) for who in BLOCKED)]
UNASKED = dict(zip(HELD, [*FREE.values(), *BLOCKED.values()], strict=True))


@pytest.mark.parametrize(("held", "to"), [*product(HELD, COLUMNS)])
def test_every_pair_without_the_question(held, to):
    assert may_change_state(held, to) is UNASKED[held][COLUMNS.index(to)]


@pytest.mark.parametrize(("held", "to"), [*product(HELD, ELSEWHERE)])
def test_the_answer_no_opens_what_was_asked_and_nothing_else(held, to):
    unasked = UNASKED[held][COLUMNS.index(to)]
    assert may_change_state(held, to, NO) is (YES if unasked is ASK else unasked)


SETTING = {
    (NO, MINE): YES,
    (NO, THEIRS): YES,
    (NO, ORDER): YES,
    (MINE, MINE): SAME,
    (MINE, THEIRS): YES,
    (MINE, ORDER): YES,
    (THEIRS, MINE): BOUND,
    (THEIRS, THEIRS): SAME,
    (THEIRS, ORDER): YES,
    (ORDER, MINE): BOUND,
    (ORDER, THEIRS): BOUND,
    (ORDER, ORDER): SAME,
}


@pytest.mark.parametrize(("held", "to"), [*product(HELD, COLUMNS)])
@pytest.mark.parametrize("answer", [MINE, THEIRS, ORDER])
def test_any_yes_leads_to_no_contact_and_a_block_never_gets_milder(held, to, answer):
    verdict = may_change_state(held, to, answer)
    assert verdict is SETTING[held.no_contact, answer]
    assert standing_after(to, answer) == Standing(State.NO_CONTACT, answer)


@pytest.mark.parametrize("held", HELD)
def test_no_contact_needs_to_know_who_set_it(held):
    assert may_change_state(held, State.NO_CONTACT) is WHO
    assert may_change_state(held, State.NO_CONTACT, NO) is WHO


@pytest.mark.parametrize(("who", "to"), [*product([THEIRS, ORDER], COLUMNS)])
def test_a2_a_block_that_ended_leads_to_paused_by_them_only(who, to):
    verdict = may_change_state(Standing(State.NO_CONTACT, who), to, NO, block_ended=True)
    assert (verdict is YES) is (to is State.PAUSED_BY_THEM)


@pytest.mark.parametrize(("held", "to"), [*product(HELD, COLUMNS)])
def test_the_page_offers_just_the_answers_that_are_allowed(held, to):
    for answer in answers_for(held, to):
        assert may_change_state(held, to, answer) is YES
        assert standing_after(to, answer).state is to
    assert bool(answers_for(held, to)) is (YES in {may_change_state(held, to, a) for a in _answers_into(to)})


def _answers_into(to):
    return [MINE, THEIRS, ORDER] if to is State.NO_CONTACT else [NO]


def test_the_question_is_asked_on_the_way_back_and_on_the_way_into_no_contact():
    assert asked_answers(Standing(State.ENDED), State.ACTIVE) == [NO, MINE, THEIRS, ORDER]
    assert asked_answers(Standing(State.ACTIVE), State.NO_CONTACT) == [MINE, THEIRS, ORDER]
    assert asked_answers(Standing(State.NO_CONTACT, THEIRS), State.NO_CONTACT) == [ORDER]
    assert asked_answers(Standing(State.ACTIVE), State.ENDED) == []


states, answers = st.sampled_from(State), st.sampled_from([None, *NoContact])
wishes = st.lists(st.tuples(states, answers), max_size=12)


def _walk(held, wishes):
    """Where a run of wishes leads when the rule is kept, with every answer that counted on the way."""
    for to, answer in wishes:
        if may_change_state(held, to, answer) is YES:
            yield held, (held := standing_after(to, answer)), answer


@given(wishes, st.sampled_from([THEIRS, ORDER]))
def test_a2_no_run_of_wishes_lifts_a_block_that_binds(wishes, who):
    held = Standing(State.NO_CONTACT, who)
    assert all(after.is_bound for _, after, _ in _walk(held, wishes))


@given(st.sampled_from(HELD), wishes)
def test_contact_is_never_taken_up_again_without_the_answer_no(held, wishes):
    for before, after, answer in _walk(held, wishes):
        if after.state.is_open and not before.state.is_open:
            assert answer is NO


@given(st.sampled_from(HELD), wishes)
def test_no_contact_and_who_set_it_go_together(held, wishes):
    for _, after, _ in _walk(held, wishes):
        assert (after.state is State.NO_CONTACT) is bool(after.no_contact)


@given(st.sampled_from(HELD), states, answers)
def test_a_change_that_is_allowed_changes_something(held, to, answer):
    if may_change_state(held, to, answer) is YES:
        assert standing_after(to, answer) != held


def test_what_is_quiet_and_what_asks_on_the_way_back():
    assert {state for state in State if not state.is_quiet} == {State.ACTIVE, State.CAUTIOUS}
    back = {state for state in State if must_ask(state, State.ACTIVE)}
    assert back == {State.PAUSED_BY_THEM, State.NO_CONTACT, State.GRIEVING, State.ENDED}


def steps(*lines):
    """A history: each line how it stood, and how many hours ago that was written down."""
    return [
        Step(UUID(int=number), number, standing, date(2026, 5, 1), NOW - hours * HOUR)
        for number, (standing, hours) in enumerate(lines, 1)
    ]


ACTIVE, ENDED = Standing(State.ACTIVE), Standing(State.ENDED)
BY_ORDER, BY_WISH = Standing(State.NO_CONTACT, ORDER), Standing(State.NO_CONTACT, THEIRS)
BY_ME = Standing(State.NO_CONTACT, MINE)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (steps((ACTIVE, 90), (ENDED, 1)), ACTIVE),
        (steps((ACTIVE, 90), (ENDED, 23.99)), ACTIVE),
        (steps((ACTIVE, 90), (ENDED, 24)), None),
        (steps((ACTIVE, 90), (BY_ME, 1)), ACTIVE),
        (steps((ACTIVE, 90), (BY_ME, 25)), None),
        (steps((BY_WISH, 90), (Standing(State.PAUSED_BY_THEM), 1)), BY_WISH),
        (steps((ACTIVE, 1)), None),
        (steps((BY_ME, 1)), ACTIVE),
        (steps((BY_ME, 25)), None),
        ([], None),
    ],
)
def test_taking_back_goes_one_step_and_only_for_a_day(history, expected):
    assert taking_back(history, NOW) == expected


@pytest.mark.parametrize("before", HELD)
@pytest.mark.parametrize("block", [BY_ORDER, BY_WISH])
def test_a2_a_block_that_binds_is_never_taken_back(before, block):
    assert taking_back(steps((before, 90), (block, 0)), NOW) is None
    assert taking_back(steps((block, 0)), NOW) is None


@pytest.mark.parametrize("held", HELD)
def test_a2_someone_is_not_taken_out_to_get_rid_of_a_block(held):
    assert may_remove(held) is (held not in (BY_ORDER, BY_WISH))


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2026, 6, 1), ""),
        (date(2026, 6, 2), "future"),
        (date(1920, 1, 1), ""),
        (date(1919, 12, 31), "too_early"),
    ],
)
def test_a_change_is_dated_today_or_before(day, fault):
    assert day_fault(day, date(2026, 6, 1)) == fault
