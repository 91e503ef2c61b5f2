"""Letting go on its pages, through the eyes of the cast."""

from datetime import timedelta

import pytest

from mending.accounts.actions import change_place
from mending.circle import actions as circle
from mending.circle.actions.contacts import stay_in_touch
from mending.circle.queries import relationship, story
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.lettinggo.queries.family import shared
from mending.lettinggo.queries.grief import grief_paper, steps
from mending.promises.queries.promises import promise
from mending.promises.rules.schedule import Repeat
from mending.safetyplan import actions as safetyplan
from mending.safetyplan.actions import LineWanted
from mending.safetyplan.rules import Part
from tests import make
from tests.people import DANIEL, LENA, NOON, OMAR, TODAY
from tests.rooms.expecting import expect
from tests.rooms.letting import end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def typed(viewer, who, **changes):
    return {"id": new_id(), "seen": story(viewer, who).last.number, "to": "ended", **changes}


@pytest.fixture
def theo(ruth):
    return make.someone(ruth, "Theo")


def test_from_the_choice_to_the_ending_and_back(client, ruth, theo):
    call = make.promise(
        ruth, "Ring Theo on Sundays", to=theo, repeat=Repeat.DAILY, starts=TODAY - timedelta(days=9)
    )
    assert f'href="/letting-go/{theo}/end/"' in page(client, f"/circle/{theo}/state/")
    ways = page(client, f"/letting-go/{theo}/end/")
    for how in ("kindly", "silently", "afraid"):
        assert f'href="/letting-go/{theo}/end/{how}/"' in ways
    assert "1 promise to them still runs." in page(client, f"/letting-go/{theo}/end/kindly/")
    answer = client.post(f"/letting-go/{theo}/end/kindly/", typed(ruth, theo, promises="end"))
    assert answer.url == f"/letting-go/{theo}/"
    assert relationship(ruth, theo).state is State.ENDED
    assert promise(ruth, call).schedule.until == TODAY - timedelta(days=1)
    shown = page(client, f"/letting-go/{theo}/")
    for words in (
        "Ended kindly",
        "17 June 2026",
        "Promises to them have ended.",
        "For a day you can take it back",
    ):
        assert words in shown
    assert client.post(f"/letting-go/{theo}/take-back/").url == f"/letting-go/{theo}/"
    assert relationship(ruth, theo).state is State.ACTIVE
    assert promise(ruth, call).schedule.until is None
    assert "Ended kindly" not in page(client, f"/letting-go/{theo}/")


def test_a_promise_kept_today_does_not_still_run_after_the_ending(client, ruth, theo):
    call = make.promise(ruth, "Ring Theo", to=theo, repeat=Repeat.DAILY, starts=TODAY - timedelta(days=2))
    make.days_answered(ruth, call, TODAY, TODAY)
    client.post(f"/letting-go/{theo}/end/kindly/", typed(ruth, theo, promises="end"))
    shown = page(client, f"/letting-go/{theo}/")
    assert "Promises to them have ended." in shown and "Some still run" not in shown


def test_what_changes_is_said_item_by_item_and_only_what_is_there(client, ruth, theo):
    bare = page(client, f"/letting-go/{theo}/end/silently/")
    for words in ("promise", "wish to be in touch", "safety plan", "expected of them", "contact you wrote"):
        assert words not in bare[bare.index("What this changes") : bare.index("All you wrote")]
    assert "What becomes of the promises" not in bare
    for words in ("Ring him", "Pay him back"):
        make.promise(ruth, words, to=theo)
    stay_in_touch(by=ruth, relationship=theo, days=7)
    expect(ruth, who=theo)
    safetyplan.add_line(by=ruth, id=new_id(), part=Part.ASK, wanted=LineWanted("", theo, "0161 496 0000"))
    full = page(client, f"/letting-go/{theo}/end/silently/")
    for words in (
        "2 promises to them still run.",
        "Your wish to be in touch every week rests.",
        "1 thing you expected of them is set aside",
        "They are in your safety plan",
        "What becomes of the promises",
    ):
        assert words in full
    assert full.index("What this changes") < full.index("How does it stand then?")


def test_the_page_of_an_ending_asks_few_questions(client, ruth, theo, django_assert_max_num_queries):
    for words in ("One", "Two", "Three"):
        make.promise(ruth, words, to=theo)
        expect(ruth, who=theo)
    client.get(f"/letting-go/{theo}/end/kindly/")
    with django_assert_max_num_queries(8):
        assert "3 things you expected of them" in page(client, f"/letting-go/{theo}/end/kindly/")


def test_from_fear_help_stands_above_everything_and_no_meeting_is_advised(client, ruth, theo):
    change_place(by=ruth, language="en", zone="UTC", country="US")
    shown = page(client, f"/letting-go/{theo}/end/afraid/")
    assert shown.index("Help for you comes first") < shown.index("What this changes")
    assert 'href="tel:911"' in shown
    assert "Do not meet them to end it" in shown
    assert 'href="/plan/"' in shown
    assert "A sentence or two" not in shown
    assert "What I would say" not in shown


def test_a1_from_fear_nothing_is_asked_or_left_to_do_and_help_stays_first_afterwards(client, ruth):
    theo = circle.add_relationship(by=ruth, portrait=Portrait("Theo", Kind.PARTNER))
    call = make.promise(ruth, "Ring on Sundays", to=theo, repeat=Repeat.DAILY, starts=TODAY - timedelta(days=9))
    shown = page(client, f"/letting-go/{theo}/end/afraid/")
    for asked in ('name="promises"', 'name="to"', "promises to myself", "There is a page for that"):
        assert asked not in shown
    assert "You owe them none of it" in shown
    sent = typed(ruth, theo, promises="mine", to="grieving")
    client.post(f"/letting-go/{theo}/end/afraid/", sent)
    assert relationship(ruth, theo).state is State.ENDED
    assert promise(ruth, call).schedule.until == TODAY - timedelta(days=1)
    after = page(client, f"/letting-go/{theo}/")
    after = after[after.index("<main") :]
    assert after.index("Help now") < after.index("Ended to be safe") < after.index("Steps of grief")
    assert "Coming back" not in after


def test_two_tabs_do_not_end_it_over_another_change(client, ruth, theo):
    form = typed(ruth, theo)
    make.stand(ruth, theo, State.CAUTIOUS)
    answer = client.post(f"/letting-go/{theo}/end/silently/", form)
    assert answer.status_code == 409
    assert b"changed in another place" in answer.content
    assert relationship(ruth, theo).state is State.CAUTIOUS


def test_ended_twice_is_said_once(client, ruth, theo):
    end(ruth, theo)
    answer = client.get(f"/letting-go/{theo}/end/silently/", follow=True)
    assert b"It has ended already." in answer.content


def test_grief_is_written_in_any_order_skipped_and_returned_to(client, ruth, theo):
    ids = list(grief_paper().steps)
    where = f"/letting-go/{theo}/grief/"
    last = {"words": "More sleep", "version": 0}
    assert client.post(f"{where}{ids[-1]}/", last).url == where
    shown = page(client, where)
    assert "Written on 17 June 2026" in shown
    assert client.post(f"{where}{ids[0]}/skip/").url == where
    assert "Left out for now" in page(client, where)
    client.post(f"{where}{ids[0]}/", {"words": "His laugh", "version": 1})
    shown = page(client, where)
    assert "Left out for now" not in shown.replace("Left out for now. You can come back", "")
    for words in ("behind", "overdue", "of 8", "step 1", "%"):
        assert words not in shown
    client.post(f"{where}{ids[0]}/remove/")
    assert "His laugh" not in page(client, f"{where}{ids[0]}/")
    client.post(f"{where}{ids[0]}/put-back/")
    assert "His laugh" in page(client, f"{where}{ids[0]}/")


def test_two_tabs_at_one_step_see_both_texts(client, ruth, theo):
    where = f"/letting-go/{theo}/grief/lost/"
    client.post(where, {"words": "First tab", "version": 0})
    answer = client.post(where, {"words": "Second tab", "version": 0})
    assert answer.status_code == 409
    assert b"First tab" in answer.content
    assert b"Second tab" in answer.content


@pytest.mark.parametrize(("words", "said"), [(" ", "Write a word or two"), ("a" * 4001, "This is too long")])
def test_a_step_that_cannot_be_kept_says_so_beside_the_field(client, ruth, theo, words, said):
    answer = client.post(f"/letting-go/{theo}/grief/lost/", {"words": words, "version": 0})
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "which"), [("keep", "keep"), ("keep", "put_down"), ("waiting", "mine"), ("say", "say")]
)
def test_a_line_is_added_taken_out_and_brought_back(client, ruth, theo, path, which):
    where, id = f"/letting-go/{theo}/{path}/", new_id()
    assert client.post(where, {"words": "His bread", "list": which, "id": id}).url == where
    assert "His bread" in page(client, where)
    assert client.post(f"/letting-go/lines/{id}/remove/").url == where
    client.get(where)
    assert "His bread" not in page(client, where)
    assert client.post(f"/letting-go/lines/{id}/put-back/").url == where
    assert "His bread" in page(client, where)


def test_an_empty_line_is_told_beside_its_own_list(client, ruth, theo):
    shown = client.post(f"/letting-go/{theo}/keep/", {"words": "", "list": "put_down", "id": new_id()})
    text = shown.content.decode()
    assert text.index("What I put down</h2>") < text.index("Write a word or two")


def test_waiting_suggests_no_contact(client, ruth, theo):
    make.stand(ruth, theo, State.PAUSED_BY_THEM)
    shown = page(client, f"/letting-go/{theo}/waiting/")
    shown = shown[shown.index("<main") : shown.index("</main>")]
    for words in ("none through other people", "No gifts"):
        assert words in shown
    for address in ("/promises/new/", "/circle/contacts/", "/expectations/new/"):
        assert address not in shown


@pytest.mark.parametrize("heard", ["others", "hope"])
def test_what_others_say_leads_to_no_contact(client, ruth, theo, heard):
    make.stand(ruth, theo, State.PAUSED_BY_THEM)
    answer = client.post(f"/letting-go/{theo}/back/", {"heard": heard})
    assert b"It is theirs to say" in answer.content


def test_a_pause_of_theirs_is_not_mine_to_end(client, ruth, theo):
    make.stand(ruth, theo, State.PAUSED_BY_THEM)
    assert "It was I who ended it" not in page(client, f"/letting-go/{theo}/back/")
    assert client.post(f"/letting-go/{theo}/back/", {"heard": "me"}).status_code == 200


def test_of_somebody_who_died_nothing_leads_to_contact_and_grief_and_a_letter_never_sent_stay(client, ruth):
    sam = circle.add_relationship(by=ruth, portrait=Portrait("Sam", Kind.PARTNER))
    make.stand(ruth, sam, State.GRIEVING)
    shown = page(client, f"/letting-go/{sam}/")
    for address in ("grief/", "keep/", "say/", "family/"):
        assert f'href="/letting-go/{sam}/{address}"' in shown
    assert "kind=never_sent" in shown
    for address in (shown, page(client, "/letting-go/"), page(client, f"/letting-go/{sam}/family/")):
        assert "Coming back" not in address
        assert "When a couple splits" not in address
    for address in ("/promises/new/", "/circle/contacts/", "/expectations/new/"):
        assert f"{address}?with" not in page(client, f"/circle/{sam}/")
    assert "If they have died, nothing needs to change" in page(client, f"/circle/{sam}/state/")


@pytest.mark.parametrize("heard", ["them", "others", "hope", "me"])
def test_nobody_who_died_is_offered_coming_back(client, ruth, heard):
    sam = make.someone(ruth, "Sam", State.GRIEVING)
    answer = client.post(f"/letting-go/{sam}/back/", {"heard": heard})
    assert b"nothing here asks you to come back" in answer.content
    assert b'name="heard"' not in answer.content


def test_coming_back_asks_the_no_contact_question_and_keeps_the_history(client, ruth, theo):
    end(ruth, theo)
    answer = client.post(f"/letting-go/{theo}/back/", {"heard": "them"})
    assert answer.url == f"/circle/{theo}/state/cautious/"
    assert "Is there any order, or has either of you asked" in page(client, answer.url)
    form = {"id": new_id(), "seen": 2, "on": TODAY, "reason": ""}
    assert client.post(answer.url, form).status_code == 200
    assert relationship(ruth, theo).state is State.ENDED
    client.post(answer.url, {**form, "answer": "no"})
    assert relationship(ruth, theo).state is State.CAUTIOUS
    lines = [line.step.standing.state for line in story(ruth, theo).lines]
    assert lines == [State.CAUTIOUS, State.ENDED, State.ACTIVE]


def test_any_yes_on_the_way_back_means_no_contact(client, ruth, theo):
    end(ruth, theo)
    form = {"id": new_id(), "seen": 2, "on": TODAY, "reason": "", "answer": "they_asked", "sure": "on"}
    client.post(f"/circle/{theo}/state/cautious/", form)
    assert relationship(ruth, theo).state is State.NO_CONTACT
    assert "not yours to lift" in page(client, f"/letting-go/{theo}/back/")


def test_someone_close_to_both_and_a_hard_day(client, ruth):
    daniel = circle.add_relationship(by=ruth, portrait=Portrait("Daniel", Kind.PARTNER))
    col = make.someone(ruth, "Col")
    where = f"/letting-go/{daniel}/family/"
    made = client.post(where, {"person": col}).url
    assert client.post(made, {"bond": "careful", "words": "Not about money", "version": 1}).url == where
    shown = page(client, where)
    assert "I am careful what I tell them" in shown
    assert "Not about money" in shown
    client.post(f"{made}remove/")
    client.get(where)
    assert "Not about money" not in page(client, where)
    client.post(f"{made}put-back/")
    assert "Not about money" in page(client, where)
    day = {
        "name": "His birthday",
        "on": TODAY + timedelta(days=9),
        "where": "At Mum’s",
        "company": "",
        "way_out": "",
    }
    assert client.post(f"/letting-go/{daniel}/days/new/", {**day, "id": new_id()}).url == where
    assert "His birthday" in page(client, where)
    today = page(client, "/today/")
    assert "You have a plan for 26 June." in today
    assert "His birthday" not in today


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Give the day a name"),
        ({"name": "a" * 61}, "This name is too long"),
        ({"on": "2026-06-16"}, "This day is over"),
        ({"on": "2036-06-16"}, "more than three years ahead"),
        ({"on": "soon"}, "This is not a day"),
        ({"on": ""}, "Pick a day"),
        ({"way_out": "a" * 1001}, "This is too long"),
    ],
)
def test_a_day_that_cannot_be_says_so_and_keeps_what_was_typed(client, ruth, theo, changes, said):
    day = {"id": new_id(), "name": "Feast", "on": TODAY, "where": "Kept words", "company": "", "way_out": ""}
    text = client.post(f"/letting-go/{theo}/days/new/", {**day, **changes}).content.decode()
    assert said in text
    assert "Kept words" in text


def test_two_tabs_at_one_day_see_both(client, ruth, theo):
    day = {"name": "Feast", "on": TODAY, "where": "", "company": "", "way_out": ""}
    client.post(f"/letting-go/{theo}/days/new/", {**day, "id": (id := new_id())})
    client.post(f"/letting-go/days/{id}/", {**day, "where": "First tab", "version": 1})
    answer = client.post(f"/letting-go/days/{id}/", {**day, "where": "Second tab", "version": 1})
    assert answer.status_code == 409
    assert b"First tab" in answer.content
    assert b"Second tab" in answer.content


def test_two_tabs_at_one_shared_person_see_both(client, ruth, theo):
    col = make.someone(ruth, "Col")
    made = client.post(f"/letting-go/{theo}/family/", {"person": col}).url
    client.post(made, {"bond": "close", "words": "First tab", "version": 1})
    answer = client.post(made, {"bond": "careful", "words": "Second tab", "version": 1})
    assert answer.status_code == 409
    assert b"First tab" in answer.content
    assert b"Second tab" in answer.content
    assert shared(ruth, theo)[0][0].words == "First tab"


def test_beside_a_friend_there_are_hard_days_and_no_word_of_a_couple(client, ruth, theo):
    assert f'href="/letting-go/{theo}/family/"' in page(client, f"/letting-go/{theo}/")
    shown = page(client, f"/letting-go/{theo}/family/")
    assert "Hard days: Theo" in shown and "Plan a day" in shown
    assert "couple" not in shown and "close to both" not in shown


def test_the_list_of_letting_go_says_what_to_do_first_and_then_who(client, ruth, theo):
    assert "Nobody is here" in page(client, "/letting-go/")
    end(ruth, theo)
    assert f'href="/letting-go/{theo}/"' in page(client, "/letting-go/")


@pytest.mark.parametrize("member", [DANIEL, OMAR, LENA])
def test_nobody_else_reaches_any_of_it(client, ruth, theo, member):
    end(ruth, theo)
    make.sign_in(client, make.person(member))
    for path in (
        "",
        "end/",
        "end/kindly/",
        "grief/",
        "grief/lost/",
        "keep/",
        "say/",
        "waiting/",
        "back/",
        "family/",
    ):
        assert client.get(f"/letting-go/{theo}/{path}").status_code == 404


def test_the_day_for_taking_back_passes(client, ruth, theo):
    end(ruth, theo)
    with clock.frozen(NOON + timedelta(hours=25)):
        answer = client.post(f"/letting-go/{theo}/take-back/", follow=True)
        assert b"The day for taking it back has passed" in answer.content
        assert relationship(ruth, theo).state is State.ENDED


def test_a_word_written_later_is_dated_later(ruth, theo, client):
    with clock.frozen(NOON + timedelta(days=40)):
        client.post(f"/letting-go/{theo}/grief/lost/", {"words": "His laugh", "version": 0})
    found = steps(ruth, theo, grief_paper())[0]
    assert found.mark.written_on == TODAY + timedelta(days=40)
