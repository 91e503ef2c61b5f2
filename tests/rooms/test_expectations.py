"""Expectations: written part by part, taken back, removed; nothing of them about someone who is quiet."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from mending.circle.actions import archive, unarchive
from mending.circle.queries import names
from mending.circle.rules.states import State
from mending.consent.queries import ledger_of
from mending.expectations import actions
from mending.expectations.actions import Conflict, Refused
from mending.expectations.models import Expectation
from mending.expectations.queries.expectations import Shelf, between, expectation, shelf
from mending.expectations.queries.looking_back import over_time
from mending.expectations.rules.sections import Nearest, Section, Stage, Wanted
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import NOON, OMAR, TODAY
from tests.rooms.expecting import expect, lived, part, planned, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
QUIET = [state for state in State if state.is_quiet]


def lines(viewer, which=Shelf.AHEAD, **more):
    return [line.prediction for line in shelf(viewer, which, **more).lines]


def test_it_comes_from_begun_to_learned(ruth):
    id = expect(ruth)
    found = [expectation(ruth, id).stage]
    for section in (Section.WAYS, Section.WELCOME, Section.HAPPENED, Section.LEARNED):
        write(ruth, id, section)
        found.append(expectation(ruth, id).stage)
    assert found == [Stage.BEGUN, Stage.BEGUN, Stage.PLANNED, Stage.DONE, Stage.LEARNED]
    card = expectation(ruth, id)
    assert card.said["prediction"] == "She will not look up"
    assert card.said["surprise"] == "The second cup"
    assert card.figures["worst_chance"] == 60
    assert card.nearest is Nearest.LIKELY


def test_sent_twice_it_is_written_once(ruth):
    wanted = Wanted(Section.EXPECT, {"prediction": "x"}, {}, TODAY)
    id = new_id()
    for _ in range(2):
        actions.begin(by=ruth, id=id, wanted=wanted)
    write(ruth, id, Section.WELCOME)
    version = expectation(ruth, id).version
    actions.write(by=ruth, expectation=id, version=1, wanted=part(ruth, Section.WELCOME))
    assert expectation(ruth, id).version == version
    assert Expectation.objects.count() == 1
    assert sum(line.verb.startswith("expectation") for line in ledger_of(ruth)) == 2


def test_the_welcome_is_required_before_the_day(ruth):
    id = expect(ruth)
    with pytest.raises(Refused) as refused:
        actions.write(by=ruth, expectation=id, version=1, wanted=part(ruth, Section.WELCOME, welcome=" "))
    assert refused.value.faults == (("welcome", "empty"),)
    with pytest.raises(Refused):
        actions.write(by=ruth, expectation=id, version=1, wanted=part(ruth, Section.HAPPENED))


@pytest.mark.parametrize(
    "wrong",
    [
        {"planned_on": TODAY},
        {"done_on": TODAY},
        {"learned_on": TODAY},
        {"strength": 101},
        {"nearest": "heaven"},
    ],
)
def test_the_database_says_it_too(ruth, wrong):
    id = expect(ruth)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expectation.objects.filter(pk=id).update(**wrong)


def test_a_stale_version_is_a_conflict_and_nothing_is_lost(ruth):
    id = planned(ruth)
    version = expectation(ruth, id).version
    actions.write(
        by=ruth, expectation=id, version=version, wanted=part(ruth, Section.WELCOME, welcome="First tab")
    )
    with pytest.raises(Conflict):
        second = part(ruth, Section.WELCOME, welcome="Second tab")
        actions.write(by=ruth, expectation=id, version=version, wanted=second)
    assert expectation(ruth, id).said["welcome"] == "First tab"


def test_what_is_taken_back_waits_with_its_words(ruth):
    id = lived(ruth)
    actions.take_back(by=ruth, expectation=id, section=Section.HAPPENED)
    assert expectation(ruth, id).stage is Stage.LEARNED
    for section, stage in ((Section.LEARNED, Stage.DONE), (Section.HAPPENED, Stage.PLANNED)):
        for _ in range(2):
            actions.take_back(by=ruth, expectation=id, section=section)
        assert expectation(ruth, id).stage is stage
    assert expectation(ruth, id).said["happened"] == "We had tea"
    assert over_time(ruth).looked.count == 0


def test_what_it_came_nearest_to_can_be_changed_alone(ruth):
    nearest_alone = planned(ruth)
    write(ruth, nearest_alone, Section.HAPPENED)
    write(ruth, nearest_alone, Section.HAPPENED, nearest=Nearest.BEST)
    assert expectation(ruth, nearest_alone).nearest is Nearest.BEST


def test_a_belief_counts_as_rated_again_only_while_it_is_looked_back_on(ruth):
    id = lived(ruth)
    actions.take_back(by=ruth, expectation=id, section=Section.LEARNED)
    assert over_time(ruth).looked.count == 1
    assert over_time(ruth).looked.beliefs is None


def test_removed_it_is_nowhere_and_put_back_it_is_whole(ruth):
    id = lived(ruth)
    actions.remove(by=ruth, expectation=id)
    assert lines(ruth, Shelf.TOLD) == []
    assert over_time(ruth).looked.count == 0
    with pytest.raises(Refused):
        write(ruth, id, Section.LEARNED, lesson="Another")
    actions.put_back(by=ruth, expectation=id)
    assert lines(ruth, Shelf.TOLD) == ["She will not look up"]


def test_what_is_written_late_is_marked_and_never_refused(ruth):
    id = planned(ruth, day=TODAY - timedelta(days=3))
    write(ruth, id, Section.HAPPENED, day=TODAY - timedelta(days=3))
    card = expectation(ruth, id)
    assert card.is_planned_late
    assert card.is_told_late
    assert not expectation(ruth, lived(ruth)).is_told_late


def test_a_day_is_the_persons_own_day(ruth):
    auckland = make.moved(ruth, "Pacific/Auckland")
    id = planned(auckland)
    assert expectation(auckland, id).planned_on == TODAY + timedelta(days=1)


@pytest.mark.parametrize("state", QUIET)
def test_nothing_is_begun_about_someone_quiet(ruth, state):
    theo = make.someone(ruth, "Theo", state)
    with pytest.raises(Refused) as refused:
        expect(ruth, who=theo)
    assert refused.value.faults == (("who", "quiet"),)
    id = expect(ruth)
    with pytest.raises(Refused):
        wanted = Wanted(Section.EXPECT, {"prediction": "x", "belief": ""}, {"strength": None}, TODAY, theo)
        actions.write(by=ruth, expectation=id, version=1, wanted=wanted)


def test_nothing_is_begun_about_someone_archived_or_nobodys(ruth):
    theo = make.someone(ruth, "Theo")
    archive(by=ruth, relationship_id=theo)
    with pytest.raises(Refused):
        expect(ruth, who=theo)
    with pytest.raises(Http404):
        expect(ruth, who=make.someone(make.person(OMAR), "Layla"))


@pytest.mark.parametrize("state", [state for state in QUIET if state is not State.NO_CONTACT])
def test_when_someone_becomes_quiet_what_lies_ahead_is_set_aside(ruth, state):
    marta = make.someone(ruth, "Marta")
    id, told = planned(ruth, "She will call", who=marta), lived(ruth, "She will write", who=marta)
    planned(ruth, "It will rain on us")
    make.stand(ruth, marta, state)
    assert lines(ruth) == ["It will rain on us"]
    assert lines(ruth, holds="call") == []
    assert lines(ruth, Shelf.SET_ASIDE) == ["She will call"]
    assert lines(ruth, Shelf.SET_ASIDE, holds="call") == []
    assert [line.prediction for line in between(ruth, TODAY, TODAY, names(ruth))] == ["It will rain on us"]
    assert expectation(ruth, id).is_set_aside
    assert expectation(ruth, id).said["prediction"] == "She will call"
    with pytest.raises(Refused):
        write(ruth, id, Section.HAPPENED)
    assert lines(ruth, Shelf.TOLD) == ["She will write"]
    write(ruth, told, Section.LEARNED, lesson="My own learning goes on")
    [one] = over_time(ruth).latest
    assert one.prediction == ""


def test_when_they_are_back_it_is_back(ruth):
    marta = make.someone(ruth, "Marta")
    planned(ruth, "She will call", who=marta)
    archive(by=ruth, relationship_id=marta)
    assert lines(ruth) == []
    unarchive(by=ruth, relationship_id=marta)
    assert lines(ruth) == ["She will call"]


def test_over_time_the_figures_are_those_of_the_days(ruth):
    for number, nearest in enumerate((Nearest.LIKELY, Nearest.LIKELY, Nearest.WORST)):
        with clock.frozen(NOON + timedelta(days=number)):
            lived(ruth, f"Day {number}", nearest=nearest)
    found = over_time(ruth)
    assert [one.prediction for one in found.latest] == ["Day 0", "Day 1", "Day 2"]
    assert found.looked.came[Nearest.LIKELY] == 2
    assert found.looked.expected[Nearest.WORST] == 3
    assert found.looked.beliefs.weaker == 3


def test_a_search_finds_by_any_part_and_nobody_elses(ruth):
    omar = make.person(OMAR)
    planned(omar, "Omar’s own")
    planned(ruth, "She will nod")
    assert lines(ruth, holds="hug shut") == ["She will nod"]
    assert lines(ruth, holds="own") == []


def test_nobody_elses_can_be_seen_or_touched(ruth):
    omar = make.person(OMAR)
    id = lived(omar)
    for deed in (
        lambda: expectation(ruth, id),
        lambda: actions.remove(by=ruth, expectation=id),
        lambda: actions.put_back(by=ruth, expectation=id),
        lambda: actions.take_back(by=ruth, expectation=id, section=Section.LEARNED),
        lambda: actions.write(by=ruth, expectation=id, version=5, wanted=part(ruth, Section.WELCOME)),
        lambda: actions.begin(by=ruth, id=id, wanted=Wanted(Section.EXPECT, {"prediction": "x"}, {}, TODAY)),
    ):
        with pytest.raises(Http404):
            deed()
