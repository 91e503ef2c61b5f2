"""Every address, by every method, as each of the cast, in every state of what it names, against a table."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.house import addresses, cases, planting, things
from tests.house.walking import METHODS, Walker, is_page, said, whole

pytestmark = pytest.mark.django_db

TABLE = tomllib.loads(Path(__file__).with_name("urls.toml").read_text("utf-8"))
ALL = addresses.everything()
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ASKING_A_TABLE = ("GET", "POST")
"""The other methods are answered before any table is asked, so once, on the embedded database, is enough."""
MAY_BE_KEPT = {"worker", "manifest"}
"""Not personal; every other answer must not be kept by any cache."""
WITHOUT_THE_BAR = {"leave"}
"""The quiet page that quick exit leads to: it must say nothing of Mending."""


def test_no_address_is_missing_in_the_table_and_none_is_left_over():
    assert sorted(address.name for address in ALL) == sorted(TABLE["urls"])


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in ALL]
    assert len(names) == len(set(names))


def walkers():
    cast = cases.the_cast()
    return cast, {"visitor": Walker(), **{name: Walker(viewer) for name, viewer in cast.items()}}


def group(who):
    if who == "visitor":
        return who
    if who in cases.STAFF:
        return "staff"
    return "mine" if who == cases.OWNER else "theirs"


def expected(address, who, case):
    """The row of the table: by method, what is answered."""
    answers = TABLE["urls"][address.name]
    row = answers.get("steward", answers["staff"]) if who == "sol" else answers[group(who)]
    if isinstance(row, dict):
        row = row.get(case.name) or row["*"]
    answers = dict(TABLE["answers"][row])
    return {"HEAD": answers["GET"], **answers}


def plain(text, case):
    """With the object's own id written as `<id>`, and any other as `<another>`, as in the table."""
    for part in case.path.split("/"):
        if part.count("-") == 4:
            text = text.replace(part, "<id>")
    return re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<another>", text)


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_every_answer_is_the_expected_one(address):
    cast, everyone = walkers()
    wrong = []
    for case in cases.of(address, cast[cases.OWNER]):
        for who, walker in everyone.items():
            row = expected(address, who, case)
            for method in METHODS if connection.vendor == "sqlite" else ASKING_A_TABLE:
                answer = walker.ask(method, case.path)
                found = plain(said(answer), case)
                if found != row.get(method, "405"):
                    wrong.append(f"{who}, {case.name}: {method} gives {found}, not {row.get(method, '405')}")
                wrong += [f"{who}, {case.name}: {method} {trouble}" for trouble in troubles(address, answer)]
                if who != cases.OWNER and planting.marks_of(cast[cases.OWNER]) in whole(answer):
                    wrong.append(f"{who}, {case.name}: {method} shows a text of {cases.OWNER}'s")
    assert not wrong, "\n".join(wrong)


def troubles(address, answer):
    """What an answer lacks that every answer carries."""
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy:
        yield f"has the policy {policy!r}"
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"has {name}: {answer.headers.get(name)!r}"
    if address.name not in MAY_BE_KEPT and "no-store" not in answer.headers.get("Cache-Control", ""):
        yield f"may be kept: {answer.headers.get('Cache-Control')!r}"
    if is_page(answer) and address.name not in WITHOUT_THE_BAR:
        content = answer.getvalue()
        if b'action="/leave/"' not in content:
            yield "has no quick exit"
        if b'href="/help/' not in content:
            yield "has no way to help"


@pytest.mark.parametrize(
    "address", [a for a in ALL if set(a.parameters) & set(things.OBJECTS)], ids=lambda a: a.name
)
def test_refusals_are_the_same_to_the_byte(address):
    """Somebody else's, taken out, never there: nobody can tell one from another (SAFETY B2)."""
    cast, everyone = walkers()
    theirs = cases.of(address, cast[cases.OWNER])
    for who in ("ruth", "daniel", "omar", "lena", "visitor"):
        for method in ("GET", "HEAD", "POST"):
            refusals = {}
            for case in theirs:
                answer = everyone[who].ask(method, case.path)
                if answer.status_code in (404, 302) and expected(address, who, case) == expected(
                    address, who, next(c for c in theirs if c.name == "absent")
                ):
                    refusals[case.name] = whole(answer).replace(case.path.encode(), b"<path>")
            assert len(set(refusals.values())) <= 1, f"{who}: {method} tells {sorted(refusals)} apart"


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/circle/not-an-id/", "/promises/..%2f/", "/%00", "/help/%F0%9F/"]
)
def test_an_address_that_is_nobodys_is_a_page_with_a_way_out(path):
    _cast, everyone = walkers()
    for who in ("visitor", "ruth", "lena"):
        answer = everyone[who].ask("GET", path)
        assert answer.status_code in (404, 302), who
        if answer.status_code == 302:
            assert urlsplit(answer.headers["Location"]).path == "/account/sign-in/"
        else:
            assert b'action="/leave/"' in answer.getvalue()
