"""Pages of amends, through the eyes of Ruth, of others with a space of their own, and of staff."""

import pytest

from mending.amends import actions
from mending.amends.actions import letters as writing
from mending.amends.queries.amends import amends
from mending.amends.rules.amends import TEXTS, How, Kind, Part, TheirWish, Wanted
from mending.amends.rules.composing import LetterWanted
from mending.amends.rules.letters import LetterKind
from mending.amends.rules.money import Plan
from mending.amends.rules.screen import Answer, Question
from mending.circle import actions as circle
from mending.circle.rules.people import Kind as Who
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import CAST, DANIEL, OMAR, RUTH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SECRET = "Took the silver spoon"
DANGER = "I want to die"
OF_ONE = (
    "",
    *(f"{part}/" for part in Part),
    "screen/",
    "screen/legal/",
    "handing/",
    "close/",
    "money/",
    "living/",
)
POSTED = ("handing/take-back/", "reopen/", "money/remove/", "money/put-back/", "put-back/")
MONEY = {"owed": "20", "currency": "EUR", "payments": "1", "every": "monthly", "first_on": "2026-06-20"}
STAFF = [member for member in CAST if not member.side.has_own_space]


def begun(by, who=None, *, screened=None, kind=None):
    id = new_id()
    who = who or make.someone(by, "Marta")
    actions.begin(by=by, id=id, who=who, wanted=Wanted(Part.DID, {"did": SECRET, "my_part": ""}))
    for question in Question if screened else ():
        actions.answer_screen(by=by, amends=id, question=question, answer=screened)
    if kind:
        actions.write(by=by, amends=id, version=1, wanted=Wanted(Part.KIND, kind=kind))
    return id


def open_to_hand_over(by, who=None):
    return begun(by, who, screened=Answer.NO, kind=Kind.DIRECT)


def main(client, address):
    text = " ".join(make.body(client, address).decode().split())
    return text[text.index("<main") : text.index("</main>")]


def tags(shown):
    """How many steps stand in each way."""
    return {word: shown.count(f">{word}</span>") for word in ("done", "next", "to come", "turned off")}


# The path in each state


def test_just_begun_one_step_is_done_and_one_is_next(client, ruth):
    found = tags(main(client, f"/amends/{begun(ruth)}/"))
    assert (found["done"], found["next"], found["turned off"]) == (1, 1, 0)


def test_a_yes_turns_handing_over_off_on_the_path_and_says_why(client, ruth):
    id = open_to_hand_over(ruth)
    actions.answer_screen(by=ruth, amends=id, question=Question.RELIEF, answer=Answer.YES)
    shown = main(client, f"/amends/{id}/")
    assert tags(shown)["turned off"] == 1
    assert "You said yes to a question" in shown


def test_handed_over_the_path_says_how_when_and_what_they_said_and_that_it_is_whole(client, ruth):
    id = open_to_hand_over(ruth)
    actions.deliver(by=ruth, amends=id, on=clock.today("UTC"), how=How.READ, answer="She poured tea.")
    shown = main(client, f"/amends/{id}/")
    for words in ("I read it out", "17 June 2026", "She poured tea.", "You did what was yours to do"):
        assert words in shown
    assert "Close without handing it over" not in shown


def test_closed_nothing_is_next_and_it_is_whole(client, ruth):
    id = begun(ruth)
    actions.close(by=ruth, amends=id, words="It rests with me.")
    shown = main(client, f"/amends/{id}/")
    assert "It rests with me." in shown
    assert "You did what was yours to do" in shown
    assert tags(shown)["next"] == 0


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_to_someone_quiet_nothing_is_next_and_handing_over_is_off(client, ruth, state):
    shown = main(client, f"/amends/{begun(ruth, make.someone(ruth, 'Theo', state))}/")
    assert "Mending is quiet about them" in shown
    assert tags(shown)["next"] == 0
    assert tags(shown)["turned off"] == 1


def test_a10_of_a_child_neither_age_nor_wish_is_asked_and_the_screen_says_that_it_is_held(client, ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Who.CHILD))
    id = begun(ruth, pip)
    for question in (one for one in Question if one is not Question.CHILD):
        assert "Question" in main(client, f"/amends/{id}/screen/{question.value}/")
        actions.answer_screen(by=ruth, amends=id, question=question, answer=Answer.NO)
    assert "Are they under 18?" not in main(client, f"/amends/{id}/screen/")
    assert client.get(f"/amends/{id}/screen/child/").url == f"/amends/{id}/screen/"
    assert client.get(f"/amends/{id}/wish/").url == f"/amends/{id}/"
    shown = main(client, f"/amends/{id}/")
    assert "What they wish" not in shown
    assert "not to be handed over" in shown
    assert "still open" not in main(client, f"/amends/{id}/handing/")


def test_a10_to_a_child_a_counselor_is_named(client, ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Who.CHILD))
    id = open_to_hand_over(ruth, pip)
    assert "counselor" in main(client, f"/amends/{id}/")
    shown = main(client, f"/amends/{id}/handing/")
    assert "They are under 18" in shown
    assert 'name="how"' not in shown


def test_with_money_the_path_says_what_is_paid(client, ruth):
    id, plan = begun(ruth), Plan("EUR", 10_000, 2, clock.today("UTC"), Repeat.MONTHLY)
    actions.plan_money(by=ruth, amends=id, id=new_id(), plan=plan, said="Pay {amount}", limit="Not more")
    assert "Paid so far: 0.00 EUR of 100.00 EUR" in main(client, f"/amends/{id}/").replace("\u00a0", " ")


def test_removed_it_can_be_put_back_and_leads_nowhere_else(client, ruth):
    id = begun(ruth)
    actions.remove(by=ruth, amends=id)
    shown = main(client, f"/amends/{id}/")
    assert "Put it back" in shown
    assert f'href="/amends/{id}/' not in shown
    assert client.get(f"/amends/{id}/did/").status_code == 404


# A letter on the path


def test_a_letter_is_begun_from_an_amends_and_stands_on_its_path(client, ruth):
    marta = make.someone(ruth, "Marta")
    make.someone(ruth, "Theo")
    id = begun(ruth, marta)
    assert f"/amends/letters/new/?amends={id}" in main(client, f"/amends/{id}/")
    form = main(client, f"/amends/letters/new/?amends={id}")
    assert SECRET in form
    assert "Theo" not in form
    sent = {"id": new_id(), "kind": "letter", "who": marta, "amends": id, "title": "The spoon"}
    client.post("/amends/letters/new/", sent)
    assert amends(ruth, id).letters[0].title == "The spoon"
    shown = main(client, f"/amends/{id}/")
    assert f'href="/amends/letters/{sent["id"]}/"' in shown
    assert "being written" in shown


def test_b2_no_letter_is_begun_from_somebody_elses_amends(client, ruth):
    theirs = begun(make.person(OMAR))
    assert client.get(f"/amends/letters/new/?amends={theirs}").status_code == 404
    assert client.get("/amends/letters/new/?amends=nonsense").status_code == 200


# Refused, in plain words


@pytest.mark.parametrize(
    ("wish", "words"), [(TheirWish.NO_CONTACT, "That wish binds"), (TheirWish.LATER, "They said later")]
)
def test_a2_their_wish_turns_it_off_in_plain_words_and_nothing_is_written(client, ruth, wish, words):
    id = open_to_hand_over(ruth)
    actions.write(by=ruth, amends=id, version=2, wanted=Wanted(Part.WISH, wish=wish))
    shown = main(client, f"/amends/{id}/handing/")
    assert words in shown
    assert "There are other ways" in shown
    answered = client.post(f"/amends/{id}/handing/", {"on": "2026-06-17", "how": "said", "answer": ""})
    assert answered.status_code == 200
    assert words in answered.content.decode()
    assert amends(ruth, id).delivered_on is None


def test_a2_a_wish_that_binds_is_asked_about_before_it_is_kept(client, ruth):
    id = open_to_hand_over(ruth)
    sent = {"version": amends(ruth, id).version, "their_wish": "no_contact"}
    assert "I know that I cannot undo this here" in client.post(f"/amends/{id}/wish/", sent).content.decode()
    assert amends(ruth, id).wish is not TheirWish.NO_CONTACT
    client.post(f"/amends/{id}/wish/", {**sent, "sure": "on"})
    assert amends(ruth, id).wish is TheirWish.NO_CONTACT


# D2, D6


def test_d2_two_tabs_at_handing_over_show_both_and_lose_no_words(client, ruth):
    id = open_to_hand_over(ruth)
    seen = amends(ruth, id).version
    sent = {"version": seen, "on": "2026-06-17", "how": "said"}
    client.post(f"/amends/{id}/handing/", {**sent, "answer": "First tab"})
    answered = client.post(f"/amends/{id}/handing/", {**sent, "answer": "Second tab"})
    shown = answered.content.decode()
    assert answered.status_code == 409
    assert "First tab" in shown
    assert "Second tab" in shown
    assert amends(ruth, id).answer == "First tab"
    again = {**sent, "version": amends(ruth, id).version, "answer": "Second tab"}
    assert client.post(f"/amends/{id}/handing/", again).status_code == 302
    assert amends(ruth, id).answer == "Second tab"


def test_d2_two_tabs_at_closing_show_both_and_lose_no_words(client, ruth):
    id = begun(ruth)
    client.post(f"/amends/{id}/close/", {"version": 1, "closing": "First tab"})
    answered = client.post(f"/amends/{id}/close/", {"version": 1, "closing": "Second tab"})
    shown = answered.content.decode()
    assert answered.status_code == 409
    assert "First tab" in shown
    assert "Second tab" in shown
    assert amends(ruth, id).closing == "First tab"


@pytest.mark.parametrize(
    ("path", "sent", "says"),
    [
        ("did/", {"did": "", "my_part": "Kept words"}, "Write what you did"),
        ("repair/", {"repair": "Kept words", "limit": ""}, "Say where your limit is"),
        ("review/", {"reviewed_by": "sponsor", "review_said": "Kept words"}, "Pick the day too"),
        ("handing/", {"on": "2027-01-01", "how": "said", "answer": "Kept words"}, "That day is still to come"),
        ("money/", MONEY | {"owed": "some", "limit": "Kept words"}, "Write an amount"),
        ("living/", {"words": "Kept words", "repeat": "weekly", "starts": "soon"}, "This is not a day"),
    ],
)
def test_d6_bad_input_is_told_beside_its_field_and_nothing_typed_is_lost(client, ruth, path, sent, says):
    id = open_to_hand_over(ruth)
    answered = client.post(f"/amends/{id}/{path}", {"version": 2, **sent})
    shown = answered.content.decode()
    assert answered.status_code == 200
    assert says in shown
    assert "Kept words" in shown


# A5


FIELDS = [
    *((f"{part}/", name) for part in Part for name in TEXTS[part]),
    ("handing/", "answer"),
    ("close/", "closing"),
    ("money/", "limit"),
    ("living/", "words"),
]


@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_a5_words_of_danger_in_any_field_bring_help_before_anything_else(client, ruth, path, field):
    id = open_to_hand_over(ruth)
    sent = {"version": 2, "did": "x", "repair": "x", "limit": "x", "on": "2026-06-17", "how": "said"}
    sent |= MONEY | {"repeat": "weekly", "starts": "2026-06-20", "words": "x"}
    shown = client.post(f"/amends/{id}/{path}", {**sent, field: DANGER}, follow=True).content.decode()
    assert shown.index("first-help") < shown.index("<h1>")


def test_a5_a_harm_too(client, ruth):
    who = make.someone(ruth)
    sent = {"id": new_id(), "who": who, "words": DANGER}
    shown = client.post("/amends/harms/new/", sent, follow=True).content.decode()
    assert shown.index("first-help") < shown.index("<h1>")


# Others


@pytest.mark.parametrize("member", [DANIEL, OMAR], ids=lambda member: member.name)
def test_b2_another_with_a_space_finds_nothing_of_it(client, db, member):
    id = open_to_hand_over(make.person(RUTH))
    viewer = make.person(member)
    make.sign_in(client, viewer)
    assert SECRET not in main(client, "/amends/")
    for path in OF_ONE:
        answer = client.get(f"/amends/{id}/{path}")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
    for path in POSTED:
        assert client.post(f"/amends/{id}/{path}").status_code == 404


@pytest.mark.parametrize("member", STAFF, ids=lambda member: member.name)
def test_a3_staff_have_no_page_of_amends_at_all(client, db, member):
    id = begun(make.person(RUTH))
    make.sign_in(client, make.person(member))
    for path in ("", f"{id}/", f"{id}/did/", "harms/new/", "letters/"):
        answer = client.get(f"/amends/{path}")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()


def test_a_visitor_is_asked_to_sign_in(client, db):
    id = begun(make.person(RUTH))
    for path in ("", f"{id}/", f"{id}/handing/"):
        assert client.get(f"/amends/{path}").headers["Location"].startswith("/account/sign-in/")


# From one person's page


def test_from_a_persons_page_one_comes_to_what_i_did_and_to_letters(client, ruth):
    marta, theo = make.someone(ruth, "Marta"), make.someone(ruth, "Theo")
    for who in (marta, theo):
        writing.begin_letter(by=ruth, id=new_id(), wanted=LetterWanted(LetterKind.LETTER, who, title=f"To {who}"))
    assert f"/amends/letters/?who={marta}" in main(client, f"/circle/{marta}/")
    shown = main(client, f"/amends/letters/?who={marta}")
    assert f"To {marta}" in shown
    assert f"To {theo}" not in shown


def test_d2_two_tabs_at_one_question_of_the_screen_overwrite_no_yes(client, ruth):
    id = begun(ruth)
    there = f"/amends/{id}/screen/legal/"
    assert 'name="was"' in make.body(client, there).decode()
    client.post(there, {"answer": "yes", "was": ""})
    answer = client.post(there, {"answer": "no", "was": ""})
    assert answer.status_code == 409
    assert "answered in another tab" in answer.content.decode()
    assert amends(ruth, id).screen.answers[Question.LEGAL] is Answer.YES
    assert client.post(there, {"answer": "no", "was": "yes"}).status_code == 302


def test_what_was_handed_over_can_be_taken_back_later_and_a_no_leads_to_no_contact(client, ruth):
    id = open_to_hand_over(ruth)
    assert "Make it no contact" not in main(client, f"/amends/{id}/")
    sent = {"on": "2026-06-17", "how": "said", "answer": "Leave me be.", "version": "2"}
    client.post(f"/amends/{id}/handing/", sent)
    assert f'action="/amends/{id}/handing/take-back/"' in main(client, f"/amends/{id}/handing/")
    assert "Make it no contact" in main(client, f"/amends/{id}/")


def test_a_harm_is_never_put_under_the_first_name_by_itself(client, ruth):
    make.someone(ruth, "Marta")
    assert "Pick someone" in main(client, "/amends/harms/new/")
    sent = client.post("/amends/harms/new/", {"words": SECRET, "who": ""}).content.decode()
    assert "Pick someone from the list." in sent and SECRET in sent


def test_a2_to_live_it_under_no_contact_warns_that_nothing_may_reach_them(client, ruth):
    marta = make.someone(ruth, "Marta")
    id = begun(ruth, marta)
    assert "Nothing here may reach them" not in main(client, f"/amends/{id}/living/")
    make.stand(ruth, marta, State.NO_CONTACT, NoContact.THEY_ASKED)
    assert "Nothing here may reach them" in main(client, f"/amends/{id}/living/")


def test_an_amount_that_is_none_blames_no_other_field(client, ruth):
    shown = client.post(
        f"/amends/{begun(ruth)}/money/", {**MONEY, "owed": "abc", "payments": "4"}
    ).content.decode()
    assert "Write an amount" in shown and "Write a number from 1 to 60." not in shown


def test_letters_are_found_from_the_list(client, ruth):
    assert 'href="/amends/letters/"' in main(client, "/amends/")
