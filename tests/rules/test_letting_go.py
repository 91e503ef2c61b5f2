"""The rules of letting go: who may end it, what becomes of promises, the way back, days, and the steps."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.circle.rules.states import NoContact, Standing, State
from mending.foundation import content
from mending.lettinggo.rules import family
from mending.lettinggo.rules.coming_back import Heard, Way, heard_from, way_back
from mending.lettinggo.rules.ending import ENDS, How, May, Tie, Ties, may_end
from mending.lettinggo.rules.grief import PaperTrouble, parse
from mending.lettinggo.rules.lines import LINES_MOST, WORDS_MOST, fault
from mending.promises.rules.letting_go import Fate, ending_of
from mending.promises.rules.schedule import Repeat, Schedule, due_days

TODAY = date(2026, 6, 17)
BLOCKS = {one: Standing(State.NO_CONTACT, one) for one in NoContact if one is not NoContact.NO}
STANDINGS = [*(Standing(one) for one in State if one is not State.NO_CONTACT), *BLOCKS.values()]


@pytest.mark.parametrize(
    ("held", "may"),
    [
        *((Standing(one), May.YES) for one in State if one not in (*ENDS, State.NO_CONTACT)),
        *((Standing(one), May.OVER) for one in ENDS),
        (BLOCKS[NoContact.I_WANT_NONE], May.YES),
        (BLOCKS[NoContact.THEY_ASKED], May.BOUND),
        (BLOCKS[NoContact.ORDER], May.BOUND),
    ],
)
def test_who_may_end_it(held, may):
    assert may_end(held, is_child=False) is may


@pytest.mark.parametrize("held", STANDINGS)
def test_nothing_is_ended_with_a_child(held):
    assert may_end(held, is_child=True) is May.CHILD


def test_a_sentence_to_say_is_thought_of_only_where_it_is_kind():
    assert [how for how in How if how.has_words] == [How.KINDLY]


def test_only_what_is_there_is_told_and_in_its_order():
    assert list(Ties().there()) == []
    assert list(Ties(contacts=4, promises=2).there()) == [(Tie.PROMISES, 2), (Tie.CONTACTS, 4)]


@pytest.mark.parametrize("held", STANDINGS)
@pytest.mark.parametrize("heard", [None, *Heard])
def test_the_way_back(held, heard):
    way = way_back(held, heard)
    if held.is_bound:
        assert way is Way.BOUND
    elif held.state.is_open:
        assert way is Way.THERE
    elif held.state is State.GRIEVING:
        assert way is Way.GRIEF
    elif heard is None:
        assert way is None
    elif heard in (Heard.OTHERS, Heard.HOPE) or (heard is Heard.ME and held.state is State.PAUSED_BY_THEM):
        assert way is Way.WAIT
    else:
        assert way is Way.ASK


def test_that_it_was_mine_to_say_is_not_offered_of_a_pause_of_theirs():
    assert Heard.ME not in heard_from(Standing(State.PAUSED_BY_THEM))
    assert Heard.ME in heard_from(Standing(State.ENDED))


@pytest.mark.parametrize(
    ("repeat", "starts", "until", "today_answered", "ever", "found"),
    [
        (Repeat.DAILY, -9, None, False, True, (Fate.ENDED, -1)),
        (Repeat.DAILY, -9, None, True, True, (Fate.ENDED, 0)),
        (Repeat.DAILY, 0, None, False, False, (Fate.PUT_AWAY, None)),
        (Repeat.DAILY, 0, None, True, True, (Fate.ENDED, 0)),
        (Repeat.WEEKLY, 3, None, False, False, (Fate.PUT_AWAY, None)),
        (Repeat.DAILY, -9, -1, False, True, (Fate.LEFT, None)),
        (Repeat.ONCE, 0, None, False, False, (Fate.PUT_AWAY, None)),
        (Repeat.ONCE, 0, None, True, True, (Fate.LEFT, None)),
        (Repeat.ONCE, 4, None, False, True, (Fate.LEFT, None)),
        (Repeat.ONCE, -4, None, False, False, (Fate.LEFT, None)),
    ],
)
def test_how_a_promise_ends(repeat, starts, until, today_answered, ever, found):
    day = lambda number: None if number is None else TODAY + timedelta(days=number)  # noqa: E731
    schedule = Schedule(day(starts), repeat, day(until))
    ending = ending_of(schedule, TODAY, today_answered=today_answered, ever_answered=ever)
    assert (ending.fate, ending.last_day) == (found[0], day(found[1]))


@given(
    st.sampled_from([one for one in Repeat if one is not Repeat.ONCE]),
    st.integers(-400, 400),
    st.one_of(st.none(), st.integers(0, 400)),
    st.booleans(),
)
def test_no_day_from_today_on_is_left_open_and_no_earlier_one_is_lost(repeat, starts, lasts, answered):
    first = TODAY + timedelta(days=starts)
    schedule = Schedule(first, repeat, None if lasts is None else first + timedelta(days=lasts))
    is_due = TODAY in set(due_days(schedule, TODAY, TODAY))
    ending = ending_of(schedule, TODAY, today_answered=answered and is_due, ever_answered=answered and is_due)
    if ending.fate is Fate.ENDED:
        cut = Schedule(schedule.starts, schedule.repeat, min(ending.last_day, schedule.last))
        before = set(due_days(schedule, first, TODAY - timedelta(days=1)))
        assert set(due_days(cut, first, TODAY + timedelta(days=900))) == before | (
            {TODAY} if answered and is_due else set()
        )
    if ending.fate is Fate.PUT_AWAY:
        assert not set(due_days(schedule, first, TODAY - timedelta(days=1)))


@pytest.mark.parametrize(
    ("day", "was", "code"),
    [(0, None, ""), (-1, None, "over"), (-1, -1, ""), (1098, None, ""), (1099, None, "far")],
)
def test_the_day_of_a_plan(day, was, code):
    was = None if was is None else TODAY + timedelta(days=was)
    assert family.day_fault(TODAY + timedelta(days=day), TODAY, was=was) == code


@pytest.mark.parametrize(("ahead", "near"), [(-1, False), (0, True), (14, True), (15, False)])
def test_when_a_day_is_near(ahead, near):
    assert family.is_near(TODAY + timedelta(days=ahead), TODAY) is near


@pytest.mark.parametrize("state", State)
def test_a_day_comes_up_but_under_no_contact_and_in_the_archive(state):
    assert family.may_be_shown(state, is_archived=False) is (state is not State.NO_CONTACT)
    assert not family.may_be_shown(state, is_archived=True)


@pytest.mark.parametrize(
    ("words", "already", "code"),
    [("a", 0, ""), (" ", 0, "missing"), ("a" * (WORDS_MOST + 1), 0, "too-long"), ("a", LINES_MOST, "full")],
)
def test_a_line(words, already, code):
    assert fault(words, already=already) == code


@pytest.mark.parametrize(("name", "code"), [("Feast", ""), ("  ", "missing"), ("a" * 61, "too-long")])
def test_the_name_of_a_day(name, code):
    assert family.name_fault(name) == code


def shipped():
    return tomllib.loads((content.folder() / "letting-go" / "grief.en.toml").read_text("utf-8"))


def test_the_steps_as_shipped_are_eight_and_not_yet_reviewed():
    paper = parse(shipped(), "x")
    assert len(paper.steps) == 8
    assert not paper.review.by


def test_a_review_is_read_from_the_file():
    paper = parse(shipped() | {"reviewed_by": "Dr B", "reviewed_on": "2026-11-20"}, "x")
    assert (paper.review.by, paper.review.on) == ("Dr B", "2026-11-20")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.pop("source"), "source"),
        (lambda data: data.pop("lead"), "lead"),
        (lambda data: data["step"][0].pop("ask"), "ask"),
        (lambda data: data["step"][0].update(ask=""), "“lost” has no"),
        (lambda data: data["step"][0].update(id="Lost!"), "not an id"),
        (lambda data: data["step"][0].update(id="hurts"), "an id of its own"),
        (lambda data: data.update(step=data["step"][:5]), "6 to 8"),
        (lambda data: data.update(step=data["step"] + [{**data["step"][0], "id": "more"}]), "6 to 8"),
    ],
)
def test_a_paper_that_does_not_say_what_it_must_is_refused(change, says):
    data = shipped()
    change(data)
    with pytest.raises(PaperTrouble, match=says):
        parse(data, "grief.en.toml")
