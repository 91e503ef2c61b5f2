"""Safety rules B to D that apply to what is built, by their names; A stands in test_safety.py."""

import ast
import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.http import Http404
from django.test import Client

from mending.accounts import handover as accounts_handover
from mending.accounts.models import Person
from mending.circle import actions as circle
from mending.circle.models import Relationship
from mending.circle.queries import relationship, relationships
from mending.circle.rules.people import Portrait
from mending.consent.models import LedgerRow
from mending.consent.queries import Eyes, ledger_fault, ledger_of
from mending.consent.rules import Side
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.rules.schedule import Repeat
from mending.vault.models import PersonKey
from mending.vault.rules import DoesNotOpen
from tests import make, people
from tests.house import planting, things
from tests.house.test_safety import SOURCE, adding, code, made, without_tokens
from tests.house.walking import Walker

pytestmark = pytest.mark.django_db


# B. Who may see what


def test_b1_there_is_one_decision():
    deciding = [file for file, text in code().items() if re.search(r"^def may_see\(", text, re.MULTILINE)]
    assert [file.relative_to(SOURCE).as_posix() for file in deciding] == ["consent/rules/deciding.py"]


def test_b1_there_is_no_admin_no_impersonation_and_no_superuser():
    assert not apps.is_installed("django.contrib.admin")
    names = {field.name for field in Person._meta.get_fields()}
    assert not names & {"is_staff", "is_superuser", "groups", "user_permissions"}
    assert not [file for file, text in code().items() if re.search(r"impersonat|hijack|is_superuser", text)]


@pytest.mark.parametrize("side", [Side.COUNSELOR, Side.COORDINATOR, Side.STEWARD])
def test_b1_whoever_works_here_reads_nothing(side):
    ruth, other = make.person(people.RUTH), make.person(people.Member("other", side))
    someone = things.relationships(ruth)["active"]
    with pytest.raises(Http404):
        relationship(other, someone)
    row = Relationship.objects.get(pk=someone)
    with pytest.raises(Http404):
        Eyes(other).text(row, "nickname")


WITHOUT_A_VIEWER = {
    "accounts": {
        "handle": "a name for a session of the viewer's own",
        "viewer_of": "makes the viewer",
        "preferences": "of whoever is signed in, from their own session",
        "has_people": "whether anyone has an account; says nothing of whom",
        "find": "only for signing in",
        "person_by_id": "only for signing in",
        "name_tag": "a fingerprint",
        "has_second_step": "only for signing in",
    },
    "circle": {
        "card_of": "asks the eyes it is given",
        "card_there": "asks the eyes it is given",
        "named": "asks the eyes it is given",
    },
    "consent": {"item_of": "names a row", "ledger_fault": "reads ids and codes for doctor and backup"},
    "reminders": {
        "plan_of": "plain values of a row it is given",
        "tag_of": "a fingerprint",
        "reader_of": "the secret of a calendar stands for signing in",
    },
    "checkins": {
        "picked_times": "a part of a question, for no page",
        "rules": "rules for everyone",
        "review": "words for everyone",
    },
    "worksheets": {
        "catalog": "forms are nobody's",
        "came_along": "forms are nobody's",
        "skill": "forms are nobody's",
        "form_in": "forms are nobody's",
        "version_row": "forms are nobody's",
        "form_of": "forms are nobody's",
        "shelved": "forms are nobody's",
    },
    "recovery": {"return_paper": "words for everyone", "tolerance_paper": "words for everyone"},
    "promises": {"card": "asks the eyes it is given", "answer_card": "asks the eyes it is given"},
    "amends": {
        "person_of": "plain values of a card it is given",
        "screen_of": "plain values of a row it is given",
        "reaching": "plain values of what it is given",
        "judged": "plain values of what it is given",
        "kind_of": "plain values of a row it is given",
    },
    "lettinggo": {"grief_paper": "words for everyone"},
}
"""Queries that do not take the viewer first, and why they need not. Help knows nobody; the vault is protected."""


def test_b2_to_fetch_is_to_be_allowed():
    found = {}
    for room in SOURCE.iterdir():
        for file in (*room.glob("queries.py"), *room.glob("queries/*.py")):
            for node in ast.parse(file.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    first = node.args.args[0].arg if node.args.args else ""
                    if first != "viewer":
                        found.setdefault(room.name, set()).add(node.name)
    personal = {room: names for room, names in found.items() if room not in ("help", "vault")}
    assert personal == {room: set(names) for room, names in WITHOUT_A_VIEWER.items()}


def test_b2_a_stranger_gets_404_and_the_same_as_for_nothing():
    ruth, omar = make.person(people.RUTH), make.person(people.OMAR)
    hers, nobodys = things.relationships(ruth)["active"], new_id()
    answers = [Walker(omar).ask("GET", f"/circle/{id}/") for id in (hers, nobodys)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({without_tokens(answer.getvalue()) for answer in answers}) == 1


def test_b7_what_is_done_is_written_down_in_the_same_transaction_without_a_word_of_it():
    ruth = make.person(people.RUTH)
    things.relationships(ruth)
    lines = ledger_of(ruth)
    assert "relationship.added" in {line.verb for line in lines}
    assert not any(planting.MARK in str(line) for line in lines)
    assert ledger_fault() is None
    assert not [field for field in LedgerRow._meta.concrete_fields if field.is_relation]


def test_b7_every_write_of_a_room_is_a_deed():
    """Each public action opens a deed, or calls one that does; what needs none is named here."""
    without = {}
    for room in WRITING:
        functions = {}
        for file in (SOURCE / room).glob(
            "actions*/**/*.py" if (SOURCE / room / "actions").is_dir() else "actions.py"
        ):
            tree = ast.parse(file.read_text("utf-8"))
            functions |= {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        asked = {
            name
            for name, node in functions.items()
            if not name.startswith("_") and "by" in [arg.arg for arg in node.args.kwonlyargs]
        }
        without[room] = {name for name in asked if not opens_a_deed(name, functions, set())}
    assert without == NO_DEED


WRITING = (
    *("accounts", "circle", "safetyplan", "recovery", "checkins", "worksheets", "promises", "reminders"),
    *("expectations", "amends", "lettinggo"),
)
NO_DEED = {room: set() for room in WRITING} | {
    "accounts": {"clear_tries", "follow_session", "try_code"},
    "circle": {"look_again"},
}
"""Counting wrong codes, and a session that changes its key: nothing that anyone did."""


def opens_a_deed(name, functions, seen):
    if name in ("deed", "deed_of"):  # the second takes its verb from a table
        return True
    if name in seen or name not in functions:
        return False
    seen.add(name)
    called = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(functions[name])
        if isinstance(node, ast.Call)
    }
    return any(opens_a_deed(one, functions, seen) for one in called)


# C. At rest and in transit


def test_c1_words_are_sealed_under_a_key_of_the_persons_own_and_do_not_open_elsewhere():
    ruth, daniel = make.person(people.RUTH), make.person(people.DANIEL)
    hers = Relationship.objects.get(pk=things.relationships(ruth)["active"])
    his = Relationship.objects.get(pk=things.relationships(daniel)["active"])
    assert planting.MARK.encode() not in bytes(hers.nickname)
    his.nickname = hers.nickname
    with pytest.raises(DoesNotOpen):
        Eyes(daniel).text(his, "nickname")


def test_c1_erasing_a_person_destroys_their_key():
    from mending.accounts.actions import erase_account  # noqa: PLC0415

    ruth = make.person(people.RUTH)
    erase_account(by=ruth)
    keys = PersonKey.objects.filter(person_id=ruth.id)
    assert [key.wrapped for key in keys] == [None] * len(keys)


def test_c3_passwords_are_hashed_slowly_and_common_ones_are_refused():
    ruth = make.person(people.RUTH)
    assert Person.objects.get(pk=ruth.id).password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    form = {
        "account": new_id(),
        "name": "x",
        "side": "person",
        "adult": "on",
        "zone": "UTC",
        "password": "1234567890",
    }
    assert Client().post("/account/sign-up/", form).status_code == 200


def test_c3_an_unknown_name_and_a_wrong_password_are_one_answer():
    make.person(people.RUTH)
    answers = [
        Client().post("/account/sign-in/", {"name": name, "password": "wrong"}) for name in ("ruth", "nobody")
    ]
    pages = [without_tokens(answer.content).replace(b"nobody", b"ruth") for answer in answers]
    assert pages[0] == pages[1]


def test_c3_no_real_name_and_no_address_is_asked():
    make.person(people.SOL)
    fields = set(re.findall(r'name="(\w+)"', Client().get("/account/sign-up/").content.decode()))
    assert not fields & {"email", "first_name", "last_name", "phone", "birthday"}


def test_c3_whoever_works_with_others_needs_a_second_step():
    lena = make.person(people.LENA)
    client = Client()
    client.force_login(Person.objects.get(pk=lena.id))
    assert client.get("/today/").headers["Location"].startswith("/account/second-step/")


def test_c4_no_page_asks_another_host_and_only_reminders_go_out():
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert re.findall(r"https?:|\*|unsafe", policy) == []
    imports = re.compile(
        r"^\s*(?:import|from) (?:requests|httpx|urllib\.request|http\.client|smtplib|aiohttp)\b", re.M
    )
    asking = {file.relative_to(SOURCE).as_posix() for file, text in code().items() if imports.search(text)}
    assert asking == {"reminders/actions/mail.py", "reminders/actions/push.py"}


def test_c5_the_privacy_page_says_who_can_read():
    page = " ".join(Client().get("/privacy/").content.decode().split())
    assert "A person who holds both the server and its key could read what is stored." in page


# D. Nothing is lost


def test_d2_two_people_editing_one_thing_both_keep_their_words():
    ruth = make.person(people.RUTH)
    someone = circle.add_relationship(by=ruth, portrait=Portrait("Theo"))
    walker = Walker(ruth)
    form = {**adding("Theo"), "version": relationship(ruth, someone).version}
    walker.stay("POST", f"/circle/{someone}/edit/", {**form, "note": "from the first tab"})
    second = walker.stay("POST", f"/circle/{someone}/edit/", {**form, "note": "from the second tab"})
    assert "from the first tab" in second.content.decode()
    assert "from the second tab" in second.content.decode()
    assert relationship(ruth, someone).note == "from the first tab"


def test_d3_a_day_is_the_persons_own():
    moment = clock.now().replace(hour=11, minute=0)
    far_east, far_west = (
        make.person(people.RUTH, zone="Pacific/Kiritimati"),
        make.person(people.OMAR, zone="Etc/GMT+12"),
    )
    with clock.frozen(moment):
        days = {zone: clock.today(zone) for zone in (far_east.zone, far_west.zone)}
        assert days["Pacific/Kiritimati"] - days["Etc/GMT+12"] == timedelta(days=2)
        made(far_east, Repeat.ONCE)
        assert b"Wash up" in Walker(far_east).ask("GET", "/today/").content


def test_d6_bad_input_is_told_beside_the_field_and_kept():
    ruth = make.person(people.RUTH)
    answer = Walker(ruth).ask("POST", "/circle/add/", {**adding("x" * 500), "kind": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "x" * 500 in page
    assert re.search(r'aria-invalid="true"', page)


def test_repeating_a_submit_does_nothing_twice():
    ruth = make.person(people.RUTH)
    walker, form = Walker(ruth), adding("Theo")
    first, second = (walker.stay("POST", "/circle/add/", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(relationships(ruth)) == 1


def test_leaving_with_everything():
    ruth = make.person(people.RUTH)
    export = json.dumps(accounts_handover.export(ruth))
    assert "ruth" in export
