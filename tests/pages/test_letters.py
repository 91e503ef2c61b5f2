"""Pages of letters, through the eyes of Ruth and of strangers."""

from datetime import timedelta

import pytest

from mending.amends.actions import letters as actions
from mending.amends.queries import letters as q
from mending.amends.web import coaching
from mending.circle.rules.states import NoContact, State
from mending.coach.labels import Label, Mark, Tier
from mending.coach.review import Review
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import NOON
from tests.rooms.test_letters import begin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
HARD = "I am sorry if you were hurt, but you made me do it."
DANGER = "I want to die. I have the pills here."


@pytest.fixture
def marked(monkeypatch):
    """The coach marks the words "made me", and sees nothing else: its rules have tests of their own."""

    def review(text, _kind):
        at = text.find("made me")
        mark = Mark(Label.BLAME, at, at + 7, "It hands them the weight.", "Say what you did.", Tier.SURE)
        return Review((mark,) if at >= 0 else (), (), (), (), (), ())

    monkeypatch.setattr(coaching, "review", review)


def page(client, address):
    return make.body(client, address).decode()


def write(client, id, text, version=None, **more):
    sent = {"version": version if version is not None else "", "title": "", "text": text, "do": "stay", **more}
    return client.post(f"/amends/letters/{id}/write/", sent)


def test_without_letters_the_page_says_how_to_begin(client, ruth):
    shown = page(client, "/amends/letters/")
    assert "Begin with one line to one person" in shown
    assert "/amends/letters/new/" in shown


def test_a_few_letters_are_listed_at_first_the_rest_on_asking_and_a_search_finds_any(client, ruth):
    for number in range(10):
        with clock.frozen(NOON + timedelta(minutes=number)):
            begin(ruth, text=f"Letter {number} to no one.")
    at_first, every = page(client, "/amends/letters/"), page(client, "/amends/letters/?all")
    assert [f"Letter {number}" in at_first for number in range(10)] == [False] * 2 + [True] * 8
    assert all(f"Letter {number}" in every for number in range(10))
    assert 'href="?all"' in at_first and 'href="?all"' not in every
    found = client.post("/amends/letters/", {"q": "letter 0"}).content.decode()
    assert "Letter 0" in found and "Letter 9" not in found


def test_a_letter_asks_few_questions(client, ruth, django_assert_max_num_queries):
    marta = make.someone(ruth, "Marta")
    begin(ruth, who=marta)
    id = begin(ruth, who=marta)
    for address in (f"/amends/letters/{id}/", f"/amends/letters/{id}/write/", "/amends/letters/"):
        with django_assert_max_num_queries(8):
            page(client, address)


def test_a_letter_is_begun_written_rested_and_handed_over(client, ruth):
    marta = make.someone(ruth, "Marta")
    answer = client.post(
        "/amends/letters/new/", {"id": new_id(), "kind": "letter", "who": marta, "title": "The tin"}
    )
    id = answer.url.split("/")[3]
    write(client, id, "I took the money.", version=1)
    shown = page(client, f"/amends/letters/{id}/")
    assert "I took the money." in shown
    assert "To Marta" in shown
    client.post(f"/amends/letters/{id}/finish/", {"days": "1"})
    assert "It rests until" in page(client, f"/amends/letters/{id}/")
    with clock.frozen(NOON + timedelta(days=1, hours=1)):
        told = client.post(
            f"/amends/letters/{id}/hand-over/",
            {"how": "read", "on": "2026-06-18", "answer": "She cried."},
            follow=True,
        ).content.decode()
    assert "Whatever they answer is theirs" in told
    assert "She cried." in told


@pytest.mark.usefixtures("marked")
def test_the_coach_stands_beside_the_letter_when_it_is_saved_without_scripts(client, ruth):
    id = begin(ruth, text="")
    write(client, id, HARD, version=1)
    shown = page(client, f"/amends/letters/{id}/write/")
    assert "<mark>made me</mark>" in shown
    assert "It hands them the weight." in shown
    assert "Say what you did." in shown


@pytest.mark.usefixtures("marked")
def test_a_mark_left_as_it_is_does_not_come_back_in_this_letter(client, ruth):
    id = begin(ruth, text=HARD)
    before = page(client, f"/amends/letters/{id}/write/")
    key = before.split('name="wave" value="')[1].split('"')[0]
    write(client, id, HARD, version=2, wave=key.replace("&#x27;", "'"))
    assert key not in page(client, f"/amends/letters/{id}/write/")
    write(client, id, HARD, version=2, do="unwave")
    assert key in page(client, f"/amends/letters/{id}/write/")


def test_the_two_heavy_parts_come_first_and_forgiveness_only_when_chosen(client, ruth):
    id = begin(ruth)
    shown = page(client, f"/amends/letters/{id}/write/")
    assert (
        shown.index("What I did, as mine")
        < shown.index("What I offer to put right")
        < shown.index("How it came about")
    )
    assert "Asking for forgiveness" not in shown
    write(client, id, "I took the money.", version=2, forgiveness="on")
    assert "Asking for forgiveness" in page(client, f"/amends/letters/{id}/write/")


@pytest.mark.usefixtures("marked")
def test_a_draft_is_kept_as_one_types_and_answered_with_the_panel(client, ruth):
    id = begin(ruth, text="")
    told = client.post(f"/amends/letters/{id}/draft/", {"version": 1, "text": HARD}).json()
    assert told["kept"]
    assert told["version"] == 2
    assert "May land badly" in told["panel"]
    assert q.letter(ruth, id).written.text == HARD


def test_a5_words_of_danger_bring_help_and_nothing_else_beside_the_letter(client, ruth):
    id = begin(ruth, text="")
    panel = client.post(f"/amends/letters/{id}/draft/", {"version": 1, "text": f"{DANGER} {HARD}"}).json()["panel"]
    assert "Nobody is watching" in panel
    assert "May land badly" not in panel
    assert "first-help" in page(client, f"/amends/letters/{id}/write/")
    assert "first-help" in page(client, f"/amends/letters/{id}/")


def test_two_tabs_show_both_texts(client, ruth):
    id = begin(ruth, text="The first tab.")
    answer = write(client, id, "The second tab.", version=1)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "The first tab." in shown
    assert "The second tab." in shown


def test_too_long_a_letter_is_told_beside_the_field_and_stays_typed(client, ruth):
    id = begin(ruth, text="")
    answer = write(client, id, "a" * 20_001, version=1).content.decode()
    assert "Cut it in two" in answer
    assert "a" * 20_001 in answer


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_someone_quiet_is_offered_only_for_a_letter_never_to_be_sent(client, ruth, state):
    make.someone(ruth, "Theo", state)
    assert "Theo" not in page(client, "/amends/letters/new/")
    assert "Theo" in page(client, "/amends/letters/new/?kind=never_sent")


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_named_in_the_address_someone_quiet_does_not_silently_become_nobody(client, ruth, state):
    theo = make.someone(ruth, "Theo", state)
    shown = page(client, f"/amends/letters/new/?who={theo}")
    assert "between you and Theo, no letter is to reach them" in shown
    assert f'href="?kind=never_sent&amp;who={theo}"' in shown
    never = page(client, f"/amends/letters/new/?kind=never_sent&who={theo}")
    assert "no letter is to reach them" not in never
    assert f'<option value="{theo}" selected>' in never
    sent = client.post("/amends/letters/new/", {"id": new_id(), "kind": "message", "who": theo, "title": ""})
    assert "no letter is to reach them" in sent.content.decode()


@pytest.mark.parametrize("who", ["nonsense", "", "7f3a0c1e-0000-4000-8000-000000000000"])
def test_of_nobody_known_the_page_says_nothing(client, ruth, who):
    make.someone(ruth, "Theo", State.ENDED)
    assert "no letter is to reach them" not in page(client, f"/amends/letters/new/?who={who}")


def test_a2_once_there_is_no_contact_the_letter_says_so_and_offers_to_stay(client, ruth):
    theo = make.someone(ruth, "Theo")
    id = begin(ruth, theo)
    actions.finish_letter(by=ruth, letter=id, days=1)
    make.stand(ruth, theo, State.NO_CONTACT, NoContact.THEY_ASKED)
    with clock.frozen(NOON + timedelta(days=2)):
        shown = page(client, f"/amends/letters/{id}/")
        refused = client.post(f"/amends/letters/{id}/hand-over/", {"how": "posted", "on": "2026-06-17"})
    assert "There is no contact between you" in shown
    assert "I handed it over" not in shown
    assert "not to be handed over" in refused.content.decode()
    assert q.letter(ruth, id).delivered_on is None
    client.post(f"/amends/letters/{id}/keep/")
    assert "never to be sent" in page(client, f"/amends/letters/{id}/")


def test_a_letter_never_to_be_sent_is_judged_in_no_line_and_danger_brings_help(client, ruth):
    good = "I feel sad. I miss you, and it must have been hard for you too."
    plain = begin(ruth, text="The kettle and the cups. Your coat on the chair by the door.")
    id = begin(ruth, text=good + " " + HARD)
    assert "What such a letter holds" in page(client, f"/amends/letters/{id}/write/")
    for one in (id, plain):
        actions.never_send(by=ruth, letter=one)
        shown = page(client, f"/amends/letters/{one}/write/")
        for line in ("Nothing stands out", "What it does well", "May land badly", "A program reads along"):
            assert line not in shown, line
        assert "Nothing here is judged" in shown
    sent = {"version": q.letter(ruth, id).version, "text": DANGER}
    assert "first-help" in client.post(f"/amends/letters/{id}/draft/", sent).json()["panel"]


def test_it_is_read_aloud_without_anything_beside_it(client, ruth):
    id = begin(ruth, text=f"First.\n\nSecond. {HARD}")
    shown = page(client, f"/amends/letters/{id}/aloud/")
    assert "<p>First.</p>" in shown
    assert "<mark>" not in shown


def test_removed_it_can_be_put_back(client, ruth):
    id = begin(ruth)
    client.post(f"/amends/letters/{id}/remove/")
    page(client, "/amends/letters/")  # the bar to undo it names it once
    assert str(id) not in page(client, "/amends/letters/")
    client.post(f"/amends/letters/{id}/put-back/")
    assert str(id) in page(client, "/amends/letters/")


def test_markup_in_a_letter_stays_words(client, ruth):
    id = begin(ruth, text="<script>alert(1)</script> I took it.")
    for address in ("", "write/", "aloud/", "before/"):
        assert "<script>alert" not in page(client, f"/amends/letters/{id}/{address}")


def test_only_a_letter_of_amends_may_ask_for_forgiveness(client, ruth):
    marta = make.someone(ruth, "Marta")
    for kind, offers in (("letter", True), ("request", False), ("message", False), ("never_sent", False)):
        id = new_id()
        client.post("/amends/letters/new/", {"id": id, "kind": kind, "who": marta, "title": "The tin"})
        assert ("I want to ask for forgiveness" in page(client, f"/amends/letters/{id}/write/")) is offers
        write(client, id, "On Saturday.", version=1, forgiveness="on")
        assert q.letter(ruth, id).written.forgiveness is offers
