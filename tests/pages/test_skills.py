"""Skills, as Ruth uses them: the library, filling one in, reading it again. It is Wednesday noon."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict

from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.vault.asking import Prepared
from mending.worksheets import handover
from mending.worksheets.actions import choosing, filling, publishing
from mending.worksheets.actions.trouble import Changed
from mending.worksheets.models import Favourite, Fitting, Sheet, Version
from mending.worksheets.queries import sheets as q
from mending.worksheets.queries.catalog import skill
from mending.worksheets.rules.form import Kind, Question
from mending.worksheets.web.reading import answers_of
from tests import make
from tests.people import DANIEL, LENA, NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

RECORD, CARD = "/skills/thought-record/", "/skills/diary-card/"


def text(answer):
    return " ".join(answer.content.decode().split())


def begun(client, path=RECORD, **more):
    """The address of a form that was begun through its page."""
    id = new_id()
    client.post(f"{path}begin/", {"id": id, **more})
    return id, f"/skills/written/{id}/"


def edition(client, at):
    return re.search(r'name="edition" value="(\d+)"', text(client.get(f"{at}fill/"))).group(1)


def fill(client, at, do="done", **answers):
    return client.post(f"{at}fill/", {"edition": edition(client, at), "do": do, **answers}, follow=True)


def test_the_library_is_found_through_by_words_minutes_and_what_hurts(client, ruth):
    page = text(client.get("/skills/"))
    assert "Thought record" in page and "Diary card" in page
    assert "Diary card" not in text(client.post("/skills/", {"find": "both sides"}))
    assert "Diary card" not in text(client.get("/skills/?hurts=shame"))
    assert "Nothing found" in text(client.post("/skills/", {"find": "zebra"}))
    assert "Thought record" not in text(client.get("/skills/?short"))


def test_a_skill_says_why_when_not_an_example_and_what_is_known(client, ruth):
    page = text(client.get(RECORD))
    for words in ("When not", "Why it may help", "For example", "What is known about it", "Write one"):
        assert words in page


def test_from_the_first_word_to_reading_it_again(client, ruth):
    daniel = make.someone(ruth, "Daniel")
    _id, at = begun(client)
    page = text(fill(client, at, situation="No answer.", who=daniel, belief="90", **{"belief-now": "40"}))
    assert "90 before, 40 after" in page and "No answer." in page and "Daniel" in page
    assert "No answer." in text(client.get(RECORD))


def test_anything_can_be_skipped_and_gone_on_with_later(client, ruth):
    _id, at = begun(client)
    page = text(fill(client, at, "later", situation="Only this."))
    assert "Go on with the one from" in page
    assert "Only this." in text(client.get(f"{at}fill/"))
    assert "not finished" in text(client.get(at))


def test_each_one_to_go_on_with_has_a_name_of_its_own(client, ruth):
    for minutes in (0, 0, 5):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            _id, at = begun(client)
            fill(client, at, "later", situation="Only this.")
    found = re.findall(r"<a [^>]*/fill/\">(.*?)</a>", text(client.get(RECORD)))
    names = {" ".join(re.sub("<[^>]+>", "", one).split()) for one in found}
    assert len(found) == len(names) == 3
    assert all(name.startswith("Go on with the one from") for name in names)
    assert "begun at 12:05" in text(client.get("/skills/"))


def test_what_an_answer_asks_for_is_shown_and_what_it_hides_is_dropped(client, ruth):
    id, at = begun(client, CARD)
    page = text(fill(client, at, "stay", untrue="yes", told="no"))
    assert re.search(r'data-path="told"(?! hidden)', page)
    page = text(fill(client, at, "stay", untrue="no", told="no"))
    assert 'data-path="told" hidden' in page
    assert q.sheet(ruth, id).kept.answers == {"untrue": False}


WRONG = [
    ({"belief": "lots"}, "This cannot be read"),
    ({"belief": "101"}, "Not more than 100"),
    ({"belief": "-5"}, "Not less than 0"),
    ({"belief": "42"}, "In steps of 5"),
    ({"feeling": "x" * 301}, "At most 300 letters"),
    ({"trap": "made-up"}, "Pick one of those"),
]


@pytest.mark.parametrize(("typed", "says"), WRONG)
def test_bad_input_is_told_beside_the_field_and_loses_nothing(client, ruth, typed, says):
    id, at = begun(client)
    page = text(fill(client, at, situation="Kept.", **typed))
    assert says in page and "Kept." in page and "aria-invalid" in page
    assert q.sheet(ruth, id).kept.answers == {}


THOUGHT = "He looked at me oddly. I know he thinks I am using."


def test_the_coach_asks_about_a_thought_on_saving_and_while_one_types(client, ruth):
    """At most three questions, never a finding, and none before there is a thought."""
    _id, at = begun(client)
    assert re.search(r'data-asks aria-live="polite" hidden', text(client.get(f"{at}fill/")))
    page = text(fill(client, at, "stay", thought=THOUGHT))
    shown = page.partition("You could ask yourself:")[2].partition("</ul>")[0]
    assert "How do you know what they think?" in shown and 1 <= shown.count("<li>") <= 3
    told = client.post(f"{at}draft/", {"edition": "2", "thought": THOUGHT}).json()
    assert "How do you know what they think? Could you ask?" in told["asked"]["thought"]
    told = client.post(f"{at}draft/", {"edition": "3", "thought": "Tea."}).json()
    assert told["asked"]["thought"] == []


def test_without_scripts_one_can_save_and_stay(client, ruth):
    _id, at = begun(client)
    assert '<noscript><button class="button quiet" name="do" value="stay">' in text(client.get(f"{at}fill/"))


def test_a5_a_thought_that_tells_of_danger_is_asked_nothing_help_comes_first(client, ruth):
    _id, at = begun(client)
    told = client.post(f"{at}draft/", {"edition": "1", "thought": f"{THOUGHT} I want to die."}).json()
    assert told["help"] and told["asked"]["thought"] == []


def test_a_draft_is_kept_while_one_types_and_tells_what_is_shown(client, ruth):
    id, at = begun(client)
    answer = client.post(f"{at}draft/", {"edition": "1", "trap": "permission"}).json()
    assert answer["kept"] and answer["edition"] == 2 and "permission-help" in answer["shown"]
    wrong = client.post(f"{at}draft/", {"edition": "2", "belief": "lots"}).json()
    assert wrong["wrong"] == ["belief"] and not wrong["kept"]
    assert q.sheet(ruth, id).kept.answers == {"trap": ["permission"]}


def test_d2_two_tabs_show_both_and_lose_nothing(client, ruth):
    id, at = begun(client)
    fill(client, at, "later", situation="First.")
    page = text(client.post(f"{at}fill/", {"edition": "1", "do": "done", "situation": "Second."}))
    assert "changed in another tab" in page and "First." in page and "Second." in page
    answer = client.post(f"{at}draft/", {"edition": "1", "situation": "Third."})
    assert answer.status_code == 409
    assert q.sheet(ruth, id).kept.answers == {"situation": "First."}


def test_a5_an_answer_that_means_danger_brings_help_first(client, ruth):
    _id, at = begun(client, CARD)
    page = text(fill(client, at, **{"harm-urge": "1"}))
    assert "Are you thinking of ending your life" in page
    answer = client.post(
        f"{begun(client, CARD, day=TODAY - timedelta(days=1))[1]}draft/", {"harm-urge": "2"}
    ).json()
    assert answer["help"]
    _id, at = begun(client)
    assert client.post(f"{at}draft/", {"situation": "I want to kill myself"}).json()["help"]
    assert "Are you thinking of ending" not in text(fill(client, at, situation="A quiet day."))


def test_a_card_is_one_a_day_and_can_be_written_later(client, ruth):
    yesterday = TODAY - timedelta(days=1)
    _id, first = begun(client, CARD, day=yesterday)
    assert client.post(f"{CARD}begin/", {"id": new_id(), "day": yesterday}).url == f"{first}fill/"
    assert "written down later" in text(client.get(f"{first}fill/"))
    assert client.post(f"{CARD}begin/", {"id": new_id()}).url != f"{first}fill/"
    page = text(client.post(f"{CARD}begin/", {"id": new_id(), "day": TODAY + timedelta(days=1)}, follow=True))
    assert "still to come" in page


def test_fitted_to_oneself_it_asks_for_ones_own_words(client, ruth):
    client.post(f"{CARD}fit/", {"edition": "0", "targets": "to use\n\nto hide\nto use"})
    id, at = begun(client, CARD)
    page = text(client.get(f"{at}fill/"))
    assert "Urge: to use" in page and "Did it: to hide" in page
    fill(client, at, **{"urge-k1": "0", "act-k1": "yes"})
    assert q.sheet(ruth, id).kept.answers == {"urge-k1": 0, "act-k1": True}
    client.post(f"{CARD}fit/", {"edition": "1", "targets": "to hide\nto text him"})
    assert q.fitting(ruth, "diary-card").fit == {"targets": [("k2", "to hide"), ("k3", "to text him")]}
    assert "Urge: to use" in text(client.get(f"{at}fill/"))


def test_two_tabs_fitting_show_both(client, ruth):
    client.post(f"{CARD}fit/", {"edition": "0", "targets": "to use"})
    page = text(client.post(f"{CARD}fit/", {"edition": "0", "targets": "to lie"}))
    assert "changed in another tab" in page and "to use" in page and "to lie" in page


def test_scores_are_drawn_with_a_table_beside(client, ruth):
    for back, misery in ((2, 5), (1, 3), (0, 1)):
        _id, at = begun(client, CARD, day=TODAY - timedelta(days=back))
        fill(client, at, misery=misery, shame="1", anger="1", fear="1")
    page = text(client.get(CARD))
    assert "Hard feelings, on average" in page and "<svg" in page
    assert [row for row in ("<td>2</td>", "<td>1.5</td>", "<td>1</td>") if row in page] == [
        "<td>2</td>",
        "<td>1.5</td>",
        "<td>1</td>",
    ]


def test_the_latest_are_listed_and_the_older_ones_one_tap_away(client, ruth):
    for back in range(9):
        _id, at = begun(client, CARD, day=TODAY - timedelta(days=back))
        fill(client, at, joy="3")
    assert text(client.get(CARD)).count('href="/skills/written/') == 7
    assert "Older ones" in text(client.get(CARD))
    every = text(client.get(f"{CARD}?all"))
    assert every.count('href="/skills/written/') == 9 and "Older ones" not in every


def test_older_ones_bring_the_whole_picture(client, ruth, monkeypatch):
    monkeypatch.setattr(q, "HISTORY", 3)
    # How many it asks for is part of what was made ready once, here and for all that come after.
    monkeypatch.setattr(q, "_history", Prepared(q._history.ask))
    for back in range(5):
        _id, at = begun(client, CARD, day=TODAY - timedelta(days=back))
        fill(client, at, misery="3", shame="2")
    for address, drawn in ((CARD, 3), (f"{CARD}?all", 5)):
        picture = text(client.get(address)).partition("As a table")[2].partition("</table>")[0]
        assert picture.count('<th scope="row">') == drawn


def test_the_weight_stays_as_it_was_when_the_answer_was_given(client, ruth):
    id, at = begun(client, CARD)
    fill(client, at, misery="4", shame="2")
    assert q.sheet(ruth, id).kept.weights == {"misery": 4, "shame": 2}
    assert q.sheet(ruth, id).scores[0].value == 3


def test_a_favourite_stands_at_hand(client, ruth):
    client.post(f"{RECORD}like/", {"on": "yes"})
    client.post(f"{RECORD}like/", {"on": "yes"})
    assert "At hand" in text(client.get("/skills/")) and Favourite.objects.count() == 1
    client.post(f"{RECORD}like/", {"on": "no"})
    assert "At hand" not in text(client.get("/skills/"))


def test_thrown_away_it_can_be_put_back(client, ruth):
    _id, at = begun(client)
    fill(client, at, situation="Mine.")
    assert "Undo" in text(client.post(f"{at}remove/", follow=True))
    assert client.get(at).status_code == 404
    assert "Mine." in text(client.post(f"{at}put-back/", follow=True))


def test_begun_twice_with_one_id_it_is_there_once(client, ruth):
    id = new_id()
    for _ in range(2):
        client.post(f"{RECORD}begin/", {"id": id})
    assert Sheet.objects.count() == 1


def test_a2_nobody_who_is_quiet_is_offered(client, ruth):
    make.someone(ruth, "Daniel")
    make.someone(ruth, "Theo", State.NO_CONTACT)
    make.someone(ruth, "Ann", State.PAUSED_BY_ME)
    _id, at = begun(client)
    page = text(client.get(f"{at}fill/"))
    assert "Daniel" in page and "Theo" not in page and "Ann<" not in page


@pytest.mark.parametrize("who", [DANIEL, OMAR, LENA])
def test_a3_nobody_else_ever_sees_it(client, ruth, who):
    id, at = begun(client)
    fill(client, at, situation="Mine.")
    make.sign_in(client, make.person(who))
    for path in ("", "fill/", "draft/", "remove/", "put-back/"):
        assert client.post(at + path, {"situation": "Theirs."}).status_code in (404, 405)
        assert client.get(at + path).status_code in (404, 405)
    assert q.sheet(ruth, id).kept.answers == {"situation": "Mine."}


def test_the_paper_form_has_every_question_and_no_field(client, ruth):
    page = text(client.get(f"{RECORD}paper/"))
    assert all(
        question.ask in page for question in skill("thought-record").form.questions() if "'" not in question.ask
    )
    assert "<textarea" not in page


def test_rows_and_links_are_read_moved_and_blanks_left_out():
    inside = (Question("a", Kind.SHORT, "a"), Question("n", Kind.NUMBER, "n"))
    asked = (Question("g", Kind.GROUP, "g", inside=inside), Question("c", Kind.CHAIN, "c"))
    sent = QueryDict("g.rows=3&g.0.a=one&g.1.a=two&g.1.n=1,5&g.2.a=&c=x&c=&c=y&move=c:1")
    assert answers_of(asked, sent) == {"g": [{"a": "one"}, {"a": "two", "n": 1.5}], "c": ["y", "x"]}
    assert answers_of(asked, QueryDict("g.rows=99999999&c= ")) == {}


def test_a_published_version_never_changes(client, ruth):
    begun(client)
    row = Version.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=row.pk).update(body="{}")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM worksheets_version")
    with pytest.raises(Changed):
        publishing.version_of(replace(skill("thought-record").form, title="Another"))


def test_taken_along_sealed_again_and_erased(client, ruth):
    _id, at = begun(client)
    fill(client, at, situation="Mine.")
    choosing.fit(by=ruth, form="diary-card", edition=0, words={"targets": ["to use"]})
    told = json.dumps(handover.export(ruth))
    assert "Mine." in told and "What happened?" in told and "to use" in told
    handover.reseal(ruth.id)
    assert json.dumps(handover.export(ruth)) == told
    handover.erase(ruth.id)
    assert not Sheet.objects.exists() and not Fitting.objects.exists()


@pytest.mark.parametrize("path", ["/skills/", RECORD, CARD])
def test_queries_stay_few_however_much_was_written(client, ruth, django_assert_max_num_queries, path):
    for back in range(12):
        id = new_id()
        filling.begin(by=ruth, id=id, form="diary-card", day=TODAY - timedelta(days=back))
        filling.keep(by=ruth, sheet=id, edition=1, answers={"misery": back % 6, "shame": 1}, done=back > 1)
    client.get(path)
    with django_assert_max_num_queries(8):
        client.get(path)
