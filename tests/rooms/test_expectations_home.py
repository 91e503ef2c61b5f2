"""Plans for coming home, and leaving with all of this room."""

import pytest
from django.http import Http404

from mending.circle import actions as circle
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import State
from mending.expectations import actions, handover
from mending.expectations.actions import Conflict, Refused
from mending.expectations.models import Agreement, Expectation, Homecoming, HomeStretch
from mending.expectations.queries import home as q
from mending.expectations.queries.expectations import expectation
from mending.expectations.rules.home import PARTS, Stretch
from mending.foundation.ids import new_id
from mending.vault.actions import renew_key, retire_key
from tests import make
from tests.people import OMAR, TODAY
from tests.rooms.expecting import lived

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def home(by, name="Home from the clinic", who=None):
    id = new_id()
    actions.begin_home(by=by, id=id, name=name, who=who, comes_on=TODAY)
    return id


def write(by, id, stretch=Stretch.DAY, version=1, **texts):
    actions.write_stretch(by=by, homecoming=id, stretch=stretch, version=version, texts=texts)


def agree(by, home, words="He holds the card until June", who=None):
    id = new_id()
    actions.agree(by=by, homecoming=home, id=id, words=words, who=who)
    return id


def test_a_plan_holds_its_stretches_and_what_is_agreed(ruth):
    daniel = make.someone(ruth, "Daniel")
    id = home(ruth, who=daniel)
    write(ruth, id, sleeping="The front room", money="Twenty pounds")
    write(ruth, id, Stretch.MONTH, hard="Pay day")
    agree(ruth, id, who=daniel)
    plan = q.plan(ruth, id)
    assert (plan.name, plan.to) == ("Home from the clinic", "Daniel")
    assert plan.stretches[Stretch.DAY].said["sleeping"] == "The front room"
    assert not any(plan.stretches[Stretch.WEEK].said.values())
    assert plan.stretches[Stretch.MONTH].said["hard"] == "Pay day"
    assert [(one.words, one.name) for one in plan.agreements] == [("He holds the card until June", "Daniel")]


def test_sent_twice_each_is_there_once(ruth):
    id, agreed = new_id(), new_id()
    for _ in range(2):
        actions.begin_home(by=ruth, id=id, name="Home", who=None, comes_on=TODAY)
        write(ruth, id, care="Clinic at nine")
        actions.agree(by=ruth, homecoming=id, id=agreed, words="One call", who=None)
    assert [table.objects.count() for table in (Homecoming, HomeStretch, Agreement)] == [1, 3, 1]


def test_two_tabs_are_a_conflict_everywhere(ruth):
    id = home(ruth)
    write(ruth, id, care="First")
    agreed = agree(ruth, id)
    actions.change_home(by=ruth, homecoming=id, version=1, name="First", who=None, comes_on=TODAY)
    actions.change_agreement(by=ruth, agreement=agreed, version=1, words="First", who=None)
    for deed in (
        lambda: write(ruth, id, care="Second"),
        lambda: actions.change_home(by=ruth, homecoming=id, version=1, name="Two", who=None, comes_on=TODAY),
        lambda: actions.change_agreement(by=ruth, agreement=agreed, version=1, words="Second", who=None),
    ):
        with pytest.raises(Conflict):
            deed()


def test_put_away_and_removed_and_brought_back(ruth):
    id, agreed = home(ruth), None
    agreed = agree(ruth, id)
    actions.remove_agreement(by=ruth, agreement=agreed)
    assert q.plan(ruth, id).agreements == []
    actions.put_back_agreement(by=ruth, agreement=agreed)
    assert len(q.plan(ruth, id).agreements) == 1
    actions.archive_home(by=ruth, homecoming=id)
    assert [line.is_archived for line in q.homecomings(ruth)] == [True]
    actions.unarchive_home(by=ruth, homecoming=id)
    actions.remove_home(by=ruth, homecoming=id)
    assert q.homecomings(ruth) == []
    with pytest.raises(Refused):
        write(ruth, id, care="x")
    actions.put_back_home(by=ruth, homecoming=id)
    assert [line.name for line in q.homecomings(ruth)] == ["Home from the clinic"]


def test_nothing_is_planned_or_agreed_with_someone_quiet(ruth):
    theo = make.someone(ruth, "Theo", State.NO_CONTACT)
    id = home(ruth)
    agreed = agree(ruth, id)
    for deed in (
        lambda: home(ruth, who=theo),
        lambda: agree(ruth, id, who=theo),
        lambda: actions.change_agreement(by=ruth, agreement=agreed, version=1, words="x", who=theo),
        lambda: actions.change_home(by=ruth, homecoming=id, version=1, name="x", who=theo, comes_on=TODAY),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.faults == (("who", "quiet"),)


def test_what_was_agreed_with_someone_rests_when_they_become_quiet(ruth):
    daniel = make.someone(ruth, "Daniel")
    id = home(ruth, who=daniel)
    agree(ruth, id, who=daniel)
    make.stand(ruth, daniel, State.PAUSED_BY_THEM)
    plan = q.plan(ruth, id)
    assert plan.to == ""
    assert [one.rests for one in plan.agreements] == [True]


def test_nothing_is_agreed_with_a_child(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    with pytest.raises(Refused):
        agree(ruth, home(ruth), who=pip)


def test_nobody_elses_plan_can_be_seen_or_touched(ruth):
    omar = make.person(OMAR)
    id = home(omar)
    agreed = agree(omar, id)
    for deed in (
        lambda: q.plan(ruth, id),
        lambda: q.agreement(ruth, agreed),
        lambda: write(ruth, id, care="x"),
        lambda: agree(ruth, id),
        lambda: actions.archive_home(by=ruth, homecoming=id),
        lambda: actions.remove_agreement(by=ruth, agreement=agreed),
        lambda: actions.change_agreement(by=ruth, agreement=agreed, version=1, words="x", who=None),
    ):
        with pytest.raises(Http404):
            deed()


def everything(by):
    """One of each."""
    id, told = home(by), lived(by)
    write(by, id, **dict.fromkeys(PARTS, "Said"))
    agree(by, id)
    return told


def test_the_export_has_every_column_and_nobody_elses(ruth):
    everything(ruth)
    everything(make.person(OMAR))
    told = handover.export(ruth)
    tables = {
        "expectations": Expectation,
        "homecomings": Homecoming,
        "home_stretches": HomeStretch,
        "agreements": Agreement,
    }
    for name, table in tables.items():
        assert len(told[name]) == (3 if table is HomeStretch else 1)
        assert set(told[name][0]) == {field.name for field in table._meta.fields} - {"owner"}
    assert told["expectations"][0]["happened"] == "We had tea"
    assert told["home_stretches"][0]["stretch"] == "day"
    assert told["home_stretches"][0]["money"] == "Said"


def test_erasing_one_leaves_the_other(ruth):
    omar = make.person(OMAR)
    everything(ruth)
    his = everything(omar)
    handover.erase(ruth.id)
    assert not any(handover.export(ruth).values())
    assert expectation(omar, his).said["felt"] == "Warm"


def test_sealed_anew_everything_opens_under_the_new_key_alone(ruth):
    everything(ruth)
    before = handover.export(ruth)
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    assert handover.export(ruth) == before
