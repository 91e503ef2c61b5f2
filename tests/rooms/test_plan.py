"""The safety plan: six parts, lines in order, nobody in it who is quiet."""

import pytest
from django.http import Http404

from mending.circle import actions as circle
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import State
from mending.consent.queries import ledger_of
from mending.foundation.ids import new_id
from mending.safetyplan import actions, handover
from mending.safetyplan import queries as q
from mending.safetyplan.actions import Conflict, LineWanted, Refused
from mending.safetyplan.rules import LINES_MOST, Part
from mending.vault.actions import renew_key, retire_key
from tests import make
from tests.people import OMAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def write(by, words="Cold water", part=Part.ALONE, *, person=None, phone=""):
    id = new_id()
    actions.add_line(by=by, id=id, part=part, wanted=LineWanted(words, person, phone))
    return id


def said(by, part=Part.ALONE):
    return [line.title for line in q.plan(by).parts[part]]


def test_a_new_plan_has_six_empty_parts_in_their_order(ruth):
    plan = q.plan(ruth)
    assert list(plan.parts) == ["signs", "alone", "around", "ask", "trained", "safer"]
    assert plan.is_empty


def test_a_line_sent_twice_is_written_once(ruth):
    id = new_id()
    for _ in range(2):
        actions.add_line(by=ruth, id=id, part=Part.SIGNS, wanted=LineWanted("  I do not sleep "))
    assert said(ruth, Part.SIGNS) == ["I do not sleep"]
    assert [line.verb for line in ledger_of(ruth)].count("plan.line_added") == 1


def test_lines_are_moved_within_their_part(ruth):
    _one, two, three = (write(ruth, words) for words in ("one", "two", "three"))
    write(ruth, "elsewhere", Part.SIGNS)
    actions.move_line(by=ruth, line=three, earlier=True)
    assert said(ruth) == ["one", "three", "two"]
    actions.move_line(by=ruth, line=two, earlier=False)  # it is the last already
    assert said(ruth) == ["one", "three", "two"]
    assert said(ruth, Part.SIGNS) == ["elsewhere"]


def test_a_removed_line_comes_back_to_its_place(ruth):
    one, _two = write(ruth, "one"), write(ruth, "two")
    actions.remove_line(by=ruth, line=one)
    assert said(ruth) == ["two"]
    actions.put_back_line(by=ruth, line=one)
    assert said(ruth) == ["one", "two"]


def test_a_change_from_another_tab_is_not_written_over(ruth):
    id = write(ruth)
    actions.change_line(by=ruth, line=id, version=1, wanted=LineWanted("first"))
    actions.change_line(by=ruth, line=id, version=1, wanted=LineWanted("first"))
    with pytest.raises(Conflict):
        actions.change_line(by=ruth, line=id, version=1, wanted=LineWanted("second"))
    assert said(ruth) == ["first"]


WRONG = {
    "nothing": (Part.ALONE, LineWanted(" "), ("words", "empty")),
    "too much": (Part.ALONE, LineWanted("x" * 301), ("words", "long")),
    "a number where none is called": (Part.ALONE, LineWanted("x", None, "0161 4960000"), ("", "not-here")),
    "no number": (Part.ASK, LineWanted("x", None, "ask Lena"), ("phone", "no-number")),
}


@pytest.mark.parametrize(("part", "wanted", "fault"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_stand_in_a_line(ruth, part, wanted, fault):
    with pytest.raises(Refused) as refused:
        actions.add_line(by=ruth, id=new_id(), part=part, wanted=wanted)
    assert fault in refused.value.faults


def test_there_is_an_end_to_a_part(ruth):
    for number in range(LINES_MOST):
        write(ruth, str(number))
    with pytest.raises(Refused):
        write(ruth, "one more")


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_nobody_quiet_is_put_in_and_whoever_becomes_quiet_rests(ruth, state):
    with pytest.raises(Refused):
        write(ruth, "", Part.ASK, person=make.someone(ruth, "Theo", state))
    nina = make.someone(ruth, "Nina")
    line = write(ruth, "any hour", Part.ASK, person=nina, phone="07700 900142")
    assert said(ruth, Part.ASK) == ["Nina"]
    circle.archive(by=ruth, relationship_id=nina)
    assert (said(ruth, Part.ASK), q.plan(ruth).resting) == ([], 1)
    assert q.in_short(ruth).people == []
    assert q.phones(ruth) == {}
    with pytest.raises(Http404):
        q.line(ruth, line)
    circle.unarchive(by=ruth, relationship_id=nina)
    assert said(ruth, Part.ASK) == ["Nina"]


def test_nothing_is_asked_of_a_child(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    with pytest.raises(Refused):
        write(ruth, "", Part.ASK, person=pip)


def test_in_short_it_says_whom_to_call_in_one_question(ruth, django_assert_num_queries):
    assert not q.in_short(ruth).exists
    write(ruth, "", Part.ASK, person=make.someone(ruth, "Nina"), phone="+44 (0)7700 900142, any hour")
    write(ruth, "Bev from work", Part.ASK)
    write(ruth)
    with django_assert_num_queries(2):  # and the key
        short = q.in_short(ruth)
    assert short.exists
    assert [(one.name, one.dials) for one in short.people] == [("Nina", "+447700900142"), ("Bev from work", "")]


def test_a_stranger_finds_nothing_of_it(ruth):
    line, nina, omar = write(ruth), make.someone(ruth, "Nina"), make.person(OMAR)
    assert q.plan(omar).is_empty
    asks = [
        lambda: q.line(omar, line),
        lambda: actions.change_line(by=omar, line=line, version=1, wanted=LineWanted("x")),
        lambda: actions.move_line(by=omar, line=line, earlier=True),
        lambda: actions.remove_line(by=omar, line=line),
        lambda: actions.put_back_line(by=omar, line=line),
        lambda: actions.add_line(by=omar, id=line, part=Part.ALONE, wanted=LineWanted("x")),
        lambda: write(omar, "", Part.ASK, person=nina),
    ]
    for ask in asks:
        with pytest.raises(Http404):
            ask()


def test_it_opens_again_under_a_new_key(ruth):
    write(ruth, "Ring first", Part.ASK, phone="07700 900142")
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    [line] = q.plan(ruth).parts[Part.ASK]
    assert (line.words, line.phone) == ("Ring first", "07700 900142")


def test_the_same_line_sent_at_the_same_moment_is_one(ruth, monkeypatch):
    id, real, looks = write(ruth), actions._is_there, []
    monkeypatch.setattr(actions, "_is_there", lambda *given: real(*given) if looks else bool(looks.append(1)))
    actions.add_line(by=ruth, id=id, part=Part.ALONE, wanted=LineWanted("Cold water"))
    assert said(ruth) == ["Cold water"]
