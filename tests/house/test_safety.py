"""Each safety rule for people (A) that applies to what is built, by its name; B to D in test_safety_keeping.py.

What else proves them: docs/privacy/safety.md.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

import mending
from mending.accounts.models import Person
from mending.circle import actions as circle
from mending.circle.queries import relationship
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.foundation import clock
from mending.foundation.dates import Month
from mending.foundation.ids import new_id
from mending.promises.actions import answering, making
from mending.promises.queries.record import record
from mending.promises.rules.outcomes import Kind as Promised
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.site import settings
from tests import make, people
from tests.house import registry
from tests.house.walking import Walker
from tools import said, words
from tools.clone import ROOT

pytestmark = pytest.mark.django_db

SOURCE = Path(mending.__file__).parent
PAPER = (ROOT / "docs" / "privacy" / "safety.md").read_text("utf-8")


def code():
    return {file: file.read_text("utf-8") for file in SOURCE.rglob("*.py") if "migrations" not in file.parts}


# A. For people


def test_a2_no_contact_is_asked_when_someone_is_added_and_nothing_goes_there_afterwards():
    ruth = make.person(people.RUTH)
    theo = circle.add_relationship(by=ruth, portrait=Portrait("Theo"), no_contact=NoContact.ORDER)
    walker = Walker(ruth)
    assert b'name="no_contact"' in walker.ask("GET", "/circle/add/").content
    assert b"Theo" not in walker.ask("GET", "/promises/new/").content
    walker.stay("POST", "/promises/new/", promised(to=theo))
    assert b"Call" not in walker.ask("GET", "/promises/").content


def promised(**changes):
    today = str(clock.today("UTC"))
    form = {"id": new_id(), "words": "Call at six", "kind": "ability", "starts": today, "repeat": "once"}
    return {**form, **changes}


def test_a2_the_restrained_side_cannot_lift_it():
    ruth = make.person(people.RUTH)
    theo = circle.add_relationship(by=ruth, portrait=Portrait("Theo"), no_contact=NoContact.ORDER)
    with clock.frozen(clock.now() + timedelta(days=3)), pytest.raises(circle.NotAllowed):
        wished = circle.Wished(State.ACTIVE, clock.today("UTC"), NoContact.NO, "I want to")
        circle.change_state(by=ruth, relationship_id=theo, wished=wished, change_id=new_id(), seen=1)


def test_a3_nothing_that_watches_is_kept():
    """No column for a place, a presence, a last sight; the one that allauth brings is not kept up."""
    watching = re.compile(
        r"(?:^|_)(?:location|latitude|longitude|geo|presence|online|seen|read_at|last_login)(?:_|$)"
    )
    columns = {f"{registry.label(m)}.{name}" for m in registry.tables() for name in registry.columns(m)}
    assert {name for name in columns if watching.search(name.partition(".")[2].partition(".")[2])} == {
        "usersessions.usersession.last_seen_at"
    }
    assert "allauth.usersessions.middleware.UserSessionsMiddleware" not in settings.MIDDLEWARE
    assert not any("geolocation" in file.read_text("utf-8") for file in SOURCE.rglob("static/**/*.js"))


def test_a3_nobody_can_ask_when_someone_was_last_here():
    ruth, daniel = make.person(people.RUTH), make.person(people.DANIEL)
    before = Walker(daniel).ask("GET", "/today/").getvalue()
    Walker(ruth).stay("GET", "/today/")
    after = Walker(daniel).ask("GET", "/today/").getvalue()
    assert without_tokens(before) == without_tokens(after)


def without_tokens(page):
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_a4_leaving_is_one_action_on_every_page_and_needs_no_script():
    ruth = make.person(people.RUTH)
    for path in ("/today/", "/circle/", "/promises/", "/record/", "/account/", "/help/"):
        page = Walker(ruth).ask("GET", path).content
        assert page.count(b'action="/leave/"') == 1, path
    left = Walker(ruth).ask("POST", "/leave/")
    assert left.status_code == 303
    assert left.cookies["session"].value == ""
    assert "cache" in left.headers["Clear-Site-Data"]


def test_a4_sensitive_places_ask_again_who_is_there():
    walker = Walker(make.person(people.RUTH), proved=False)
    for path in ("lock", "signing-in/password", "signing-in/name", "signing-in/app", "signing-in/passkeys/new"):
        answer = walker.ask("GET", f"/account/settings/{path}/")
        assert answer.headers.get("Location", "").startswith("/account/prove/"), path


def test_a4_the_name_on_the_device_can_be_a_quiet_one():
    ruth = make.person(people.RUTH)
    walker = Walker(ruth)
    walker.stay("POST", "/account/settings/look/", {"theme": "light", "app_name": "kitchen", "app_icon": "leaf"})
    title = re.search(rb"<title>(.*?)</title>", walker.ask("GET", "/promises/").content, re.DOTALL)[1]
    assert b"Mending" not in title
    assert b"Mending" not in walker.ask("GET", "/manifest.webmanifest").content


def test_a6_the_card_opens_to_anyone_offline_and_says_who_reviewed_it():
    visitor = Client()
    page = visitor.get("/help/overdose/")
    assert page.status_code == 200
    assert not page.cookies
    for part in ("naloxone", "breath", "side", "Stay", "clinician"):
        assert part.lower() in page.content.decode().lower()
    assert "/help/overdose/" in visitor.get("/sw.js").content.decode()


def test_a8_nothing_goes_back_to_zero():
    """Kept, then missed, then three weeks away: what was kept still counts."""
    ruth = make.person(people.RUTH)
    began = clock.now()
    promise = made(ruth, Repeat.DAILY)
    for day, outcome in ((0, Outcome.KEPT), (1, Outcome.KEPT), (2, Outcome.FOUND_OUT)):
        with clock.frozen(began + timedelta(days=day)):
            due = clock.today(ruth.zone)
            answering.answer(by=ruth, promise=promise, due_on=due, outcome=outcome, version=0)
    with clock.frozen(began + timedelta(days=24)):
        today = clock.today(ruth.zone)
        assert record(ruth, last=Month.of(today), today=today).total.kept == 2
        page = Walker(ruth).ask("GET", "/today/").content.decode()
    assert "Nothing was lost while you were away" in page


def made(viewer, repeat):
    id = new_id()
    wanted = Wanted("Wash up", None, Promised.ABILITY, Schedule(clock.today(viewer.zone), repeat, None))
    making.make_promise(by=viewer, id=id, wanted=wanted)
    return id


def test_a10_only_adults_open_an_account():
    make.person(people.SOL)
    form = {"account": new_id(), "name": "mia", "side": "person", "password": people.PASSWORD, "zone": "UTC"}
    assert Client().post("/account/sign-up/", form).status_code == 200
    assert Client().post("/account/sign-up/", {**form, "adult": "on"}).status_code == 302


def test_a10_of_a_child_only_a_name_and_closeness_are_kept():
    ruth = make.person(people.RUTH)
    told = Portrait("Mia", Kind.CHILD, 5, Support.WORKS_AGAINST, UsesNearMe.YES, Wish.LESS)
    card = relationship(ruth, circle.add_relationship(by=ruth, portrait=told))
    assert card.portrait == Portrait("Mia", Kind.CHILD, 5)


def test_a11_every_page_says_what_mending_is_not():
    ruth = make.person(people.RUTH)
    for walker, path in (
        (Walker(), "/"),
        (Walker(), "/help/"),
        (Walker(ruth), "/today/"),
        (Walker(ruth), "/record/"),
    ):
        page = " ".join(walker.ask("GET", path).content.decode().split())
        assert "it is not treatment or a crisis service. Nobody is watching this app." in page, path


def test_a12_no_word_of_ours_wounds_and_none_is_hard_to_read():
    assert list(words.forbidden(said.everything())) == []
    assert list(words.too_hard(said.everything())) == []


OF_PEOPLE = (
    "circle",
    "safetyplan",
    "recovery",
    "checkins",
    "worksheets",
    "promises",
    "expectations",
    "amends",
    "reminders",
    "lettinggo",
)


def test_a13_someone_in_a_circle_is_never_matched_with_an_account():
    ruth = make.person(people.RUTH)
    unknown = Walker(ruth).ask("POST", "/circle/add/", adding("daniel")).headers
    make.person(people.DANIEL)
    known = Walker(ruth).ask("POST", "/circle/add/", adding("daniel")).headers
    assert re.sub(r"[0-9a-f-]{36}", "", known["Location"]) == re.sub(r"[0-9a-f-]{36}", "", unknown["Location"])
    tables = [m for m in registry.tables() if m._meta.app_label in OF_PEOPLE]
    pointing = {f.name for m in tables for f in m._meta.concrete_fields if f.related_model is Person}
    assert pointing == {"owner"}


def adding(nickname):
    return {
        "id": new_id(),
        "nickname": nickname,
        "kind": "friend",
        "no_contact": "no",
        "closeness": "3",
        "support": "0",
        "uses_near_me": "unknown",
        "wish": "same",
    }


# The paper


RULES = [
    f"{part}{number}" for part, last in (("A", 13), ("B", 7), ("C", 5), ("D", 6)) for number in range(1, last + 1)
]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_on_the_paper_with_tests_that_exist_or_is_not_built(rule):
    [row] = re.findall(rf"^\| \*\*{rule}\*\* .*$", PAPER, re.MULTILINE)
    proofs = re.findall(r"`(tests/[\w/]+\.py)`", row)
    assert proofs or "nothing of it is built" in row
    assert all((ROOT / proof).exists() for proof in proofs), row
    for proof in proofs:
        if "test_safety" in proof:
            assert f"def test_{rule.lower()}_" in (ROOT / proof).read_text("utf-8")
