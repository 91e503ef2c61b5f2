"""The safety rules of letting go; each by its name."""

from datetime import timedelta

import pytest

from mending.accounts.actions import change_place
from mending.circle import actions as circle
from mending.circle.actions.contacts import stay_in_touch
from mending.circle.queries import relationship, story
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.lettinggo import handover
from mending.lettinggo.actions import days, ending, family
from mending.lettinggo.actions.days import DayWanted
from mending.lettinggo.actions.trouble import Refused
from mending.lettinggo.queries.family import near_and_checked_in
from mending.promises.actions.answering import answer
from mending.promises.models import Answer
from mending.promises.rules.letting_go import Wish
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from mending.reminders.queries.due import is_something_due
from mending.reminders.rules.kinds import Kind as Reminded
from tests import make, people
from tests.house.walking import Walker
from tests.rooms.letting import end

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth():
    viewer = make.person(people.RUTH)
    change_place(by=viewer, language="en", zone="UTC", country="US")
    return viewer


def page(walker, path):
    found = walker.ask("GET", path)
    assert found.status_code == 200, path
    return " ".join(found.content.decode().split())


def main(walker, path):
    text = page(walker, path)
    return text[text.index("<main") : text.index("</main>")]


def today():
    return clock.today("UTC")


def running(by, who, *, days_ago=9):
    """A daily promise to someone, that began some days ago."""
    starts = today() - timedelta(days=days_ago)
    return make.promise(by, "Ring at six", to=who, repeat=Repeat.DAILY, starts=starts)


# A2


@pytest.mark.parametrize("wish", Wish)
def test_a2_after_an_ending_nothing_suggests_reminds_or_links(ruth, wish):
    theo = make.someone(ruth, "Theo")
    running(ruth, theo)
    stay_in_touch(by=ruth, relationship=theo, days=2)
    assert is_something_due(ruth, Reminded.PROMISE)
    end(ruth, theo, promises=wish)
    assert is_something_due(ruth, Reminded.PROMISE) == (wish is Wish.MINE)
    assert not is_something_due(ruth, Reminded.TOUCH)
    walker = Walker(ruth)
    for path in (
        "/today/",
        "/promises/new/",
        "/expectations/new/",
        "/expectations/home/new/",
        "/circle/contacts/",
        "/circle/in-touch/",
        "/circle/quiet/",
        "/plan/ask/add/",
    ):
        assert "Theo" not in main(walker, path), path
        assert str(theo) not in main(walker, path), path


def test_a2_no_page_of_letting_go_leads_to_a_message_or_a_contact(ruth):
    theo = make.someone(ruth, "Theo")
    end(ruth, theo)
    walker = Walker(ruth)
    for path in ("", "grief/", "grief/ritual/", "keep/", "say/", "waiting/", "family/", "back/"):
        shown = main(walker, f"/letting-go/{theo}/{path}")
        for address in ("/promises/new/", "/circle/contacts/", "/expectations/new/", "sms:", "mailto:"):
            assert address not in shown, (path, address)


def test_a2_an_ending_never_lifts_a_block(ruth):
    for answer_given in (NoContact.ORDER, NoContact.THEY_ASKED):
        name = answer_given.value
        theo = circle.add_relationship(by=ruth, portrait=Portrait(name), no_contact=answer_given)
        with pytest.raises(Refused):
            end(ruth, theo)
        assert relationship(ruth, theo).no_contact is answer_given
        shown = main(Walker(ruth), f"/letting-go/{theo}/")
        assert "/end/" not in shown
        assert "/back/" not in shown


@pytest.mark.parametrize("heard", ["them", "me", "others", "hope"])
def test_a2_nothing_that_was_heard_leads_past_a_block(ruth, heard):
    theo = circle.add_relationship(by=ruth, portrait=Portrait("Theo"), no_contact=NoContact.ORDER)
    answered = Walker(ruth).ask("POST", f"/letting-go/{theo}/back/", {"heard": heard})
    assert answered.status_code == 200
    assert b"not yours to lift" in answered.content


def test_a2_no_word_passed_on_by_others_ends_a_pause_of_theirs(ruth):
    theo = make.someone(ruth, "Theo", State.PAUSED_BY_THEM)
    walker = Walker(ruth)
    for heard in ("others", "hope", "me"):
        assert walker.ask("POST", f"/letting-go/{theo}/back/", {"heard": heard}).status_code == 200
    assert walker.ask("POST", f"/letting-go/{theo}/back/", {"heard": "them"}).status_code == 302


def test_a2_a_hard_day_beside_someone_under_no_contact_or_archived_does_not_come_up(ruth):
    theo = make.someone(ruth, "Theo")
    wanted = DayWanted("Theo’s birthday", today() + timedelta(days=3))
    days.plan(by=ruth, relationship=theo, id=new_id(), wanted=wanted)
    assert near_and_checked_in(ruth, today())[0]
    assert "Theo" not in main(Walker(ruth), "/today/")
    circle.archive(by=ruth, relationship_id=theo)
    assert near_and_checked_in(ruth, today())[0] is None
    circle.unarchive(by=ruth, relationship_id=theo)
    wished = circle.Wished(State.NO_CONTACT, today(), NoContact.I_WANT_NONE)
    circle.change_state(by=ruth, relationship_id=theo, wished=wished, change_id=new_id(), seen=1)
    assert near_and_checked_in(ruth, today())[0] is None
    assert "You have a plan for" not in main(Walker(ruth), "/today/")


def test_a2_nobody_who_is_quiet_is_offered_or_shown_as_close_to_both(ruth):
    daniel, col = make.someone(ruth, "Daniel"), make.someone(ruth, "Col")
    family.mark(by=ruth, relationship=daniel, person=col)
    circle.add_relationship(by=ruth, portrait=Portrait("Kay"), no_contact=NoContact.ORDER)
    assert "Kay" not in main(Walker(ruth), f"/letting-go/{daniel}/family/")
    make.stand(ruth, col, State.PAUSED_BY_THEM)
    assert "Col" not in main(Walker(ruth), f"/letting-go/{daniel}/family/")
    with pytest.raises(Refused):
        family.mark(by=ruth, relationship=daniel, person=col)


def test_a2_nobody_under_no_contact_is_in_the_list_of_letting_go(ruth):
    ids = circle.add_relationship(
        by=ruth, portrait=Portrait("Theo", Kind.FORMER_PARTNER), no_contact=NoContact.I_WANT_NONE
    )
    shown = main(Walker(ruth), "/letting-go/")
    assert "Theo" not in shown
    assert str(ids) not in shown


# A3


def test_a3_nobody_else_learns_that_anything_ended(ruth):
    daniel = make.person(people.DANIEL)
    before = Walker(daniel).ask("GET", "/today/").content
    theo = make.someone(ruth, "daniel")
    end(ruth, theo)
    assert len(before) == len(Walker(daniel).ask("GET", "/today/").content)


# A4


def test_a4_from_fear_help_stands_first_and_no_meeting_is_advised(ruth):
    theo = make.someone(ruth, "Theo")
    shown = main(Walker(ruth), f"/letting-go/{theo}/end/afraid/")
    assert shown.index('href="tel:911"') < shown.index("What this changes")
    assert shown.index("/plan/") < shown.index("What this changes")
    assert "Do not meet them to end it" in shown


# A5


@pytest.mark.parametrize(("path", "field"), [("grief/lost", "words"), ("say", "words"), ("days/new", "where")])
def test_a5_words_of_crisis_bring_help_first(ruth, path, field):
    theo, walker = make.someone(ruth, "Theo"), Walker(ruth)
    sent = {"id": new_id(), "version": 0, "list": "say", "name": "Feast", "on": today()}
    made = walker.stay("POST", f"/letting-go/{theo}/{path}/", {**sent, field: "I want to die without him"})
    shown = walker.stay("GET", made.headers["Location"]).content.decode()
    assert shown.index("first-help") < shown.index("<h1>")


# A8


@pytest.mark.parametrize("wish", Wish)
def test_a8_an_ending_misses_no_day_and_changes_no_answer(ruth, wish):
    theo = make.someone(ruth, "Theo")
    promise = running(ruth, theo)
    for back in (1, 2, 3):
        day = today() - timedelta(days=back)
        answer(by=ruth, promise=promise, due_on=day, outcome=Outcome.KEPT, note=None, version=0)
    before = list(Answer.objects.order_by("due_on").values("due_on", "outcome", "counts", "to"))
    end(ruth, theo, promises=wish)
    assert list(Answer.objects.order_by("due_on").values("due_on", "outcome", "counts", "to")) == before
    ending.take_back(by=ruth, relationship=theo)
    assert list(Answer.objects.order_by("due_on").values("due_on", "outcome", "counts", "to")) == before


def test_a8_what_was_kept_today_still_counts_after_an_ending(ruth):
    theo = make.someone(ruth, "Theo")
    promise = running(ruth, theo)
    answer(by=ruth, promise=promise, due_on=today(), outcome=Outcome.KEPT, note=None, version=0)
    end(ruth, theo)
    assert Answer.objects.get().counts


def test_a8_the_history_and_all_that_was_written_stays(ruth):
    theo, walker = make.someone(ruth, "Theo"), Walker(ruth)
    end(ruth, theo)
    walker.stay("POST", f"/letting-go/{theo}/grief/lost/", {"words": "His laugh", "version": 0})
    form = {"id": new_id(), "seen": 2, "on": today(), "reason": "", "answer": "no"}
    walker.stay("POST", f"/circle/{theo}/state/cautious/", form)
    assert len(story(ruth, theo).lines) == 3
    assert handover.export(ruth)["grief_steps"][0]["words"] == "His laugh"
    assert len(handover.export(ruth)["endings"]) == 1


def test_a8_no_step_is_counted_and_none_is_behind(ruth):
    theo, walker = make.someone(ruth, "Theo"), Walker(ruth)
    end(ruth, theo)
    walker.stay("POST", f"/letting-go/{theo}/grief/lost/", {"words": "His laugh", "version": 0})
    with clock.frozen(clock.now() + timedelta(days=80)):
        shown = main(Walker(ruth), f"/letting-go/{theo}/grief/").lower()
    for words in ("behind", "overdue", "late", "days ago", " of 8", "1/8", "%"):
        assert words not in shown, words


# A10


def test_a10_nothing_is_ended_with_a_child_and_a_counselor_is_named(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    with pytest.raises(Refused):
        end(ruth, pip)
    walker = Walker(ruth)
    assert "counselor" in main(walker, f"/letting-go/{pip}/")
    shown = main(walker, f"/letting-go/{pip}/end/")
    assert "talk with a counselor" in shown
    assert "/end/kindly/" not in shown


def test_a10_of_a_child_there_is_a_nickname_and_a_line_and_nothing_is_decided_or_asked(ruth):
    daniel = make.someone(ruth, "Daniel")
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD))
    made = family.mark(by=ruth, relationship=daniel, person=pip)
    walker = Walker(ruth)
    shown = main(walker, f"/letting-go/shared/{made}/")
    assert "talk with a counselor" in shown
    assert 'name="bond"' not in shown
    sent = {"bond": "close", "words": "At the pool, at four", "version": 1}
    walker.stay("POST", f"/letting-go/shared/{made}/", sent)
    assert handover.export(ruth)["shared_people"][0]["bond"] == ""
    assert "no child carries a message" in main(walker, f"/letting-go/{daniel}/family/")


# A13


def test_a13_people_close_to_both_are_never_matched_with_an_account(ruth):
    make.person(people.DANIEL)
    theo, daniel = make.someone(ruth, "Theo"), make.someone(ruth, "daniel")
    family.mark(by=ruth, relationship=theo, person=daniel)
    [row] = handover.export(ruth)["shared_people"]
    assert row["person"] == str(daniel)
    assert not handover.export(make.person(people.MARTA))["shared_people"]


def test_a13_somebody_elses_people_cannot_be_named(ruth):
    theo, theirs = make.someone(ruth, "Theo"), make.someone(make.person(people.OMAR), "Layla")
    sent = Walker(ruth).ask("POST", f"/letting-go/{theo}/family/", {"person": theirs})
    assert sent.status_code == 200
    assert "Layla" not in sent.content.decode()


# D2, D6: two tabs and bad input, see tests/pages/test_letting_go.py


def test_d2_two_tabs_at_one_step_see_both_texts(ruth):
    theo, walker = make.someone(ruth, "Theo"), Walker(ruth)
    where = f"/letting-go/{theo}/grief/lost/"
    walker.stay("POST", where, {"words": "First tab", "version": 0})
    shown = walker.stay("POST", where, {"words": "Second tab", "version": 0})
    assert shown.status_code == 409
    assert b"First tab" in shown.content
    assert b"Second tab" in shown.content


def test_d6_a_day_that_is_over_is_told_and_nothing_typed_is_lost(ruth):
    theo = make.someone(ruth, "Theo")
    sent = {"id": new_id(), "name": "Feast", "on": today() - timedelta(days=1), "where": "Kept words"}
    shown = Walker(ruth).ask("POST", f"/letting-go/{theo}/days/new/", sent)
    assert b"This day is over" in shown.content
    assert b"Kept words" in shown.content
