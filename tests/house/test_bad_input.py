"""Every field of every form, and every word of an address, fed what does not belong there (SAFETY D6)."""

import ast
import html as escaping
import inspect
import random
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection, transaction
from django.urls import resolve

from tests import make, people
from tests.house import addresses, cases, hostile
from tests.house.html import TOKEN, forms
from tests.house.walking import Walker, is_page

pytestmark = pytest.mark.django_db

ALL = addresses.everything()
SAMPLE = 12
"""Values for a field that is no text: enough of each kind, the same ones in each run."""
MORE = (b"2026-11", b"-5", b"99999999999999999999", b"//zq.example")
PATIENCE = 2  # seconds of computing for one answer
EVERYWHERE = ("leave", "theme")
"""Forms of the frame of every page; fed once, on the front page."""
LONG = 20_000


def sample(seed):
    """The same few values each time."""
    return random.Random(seed).sample(hostile.EVERYTHING, SAMPLE)


def few_for(form, one):
    """A few values for a field: for one that is no text, and on the other database, where few things differ."""
    return sample(f"{sorted(other.name for other in form.fields)}.{one.name}")


def ruths_pages(address):
    """Ruth, and the pages of this address that she can open, one for each state."""
    ruth = make.person(people.RUTH)
    walker = Walker(ruth)
    pages = []
    for case in cases.of(address, ruth):
        answer = walker.ask("GET", case.path)
        if answer.status_code == 200 and is_page(answer):
            pages.append((case.path, answer.getvalue()))
    return walker, pages


def distinct_forms(address, pages):
    """Each form once, however many pages and states show it."""
    found = {}
    for path, content in pages:
        for form in forms(content, path):
            name = resolve(urlsplit(form.action).path).url_name
            fields = tuple(sorted(one.name for one in form.fields))
            if form.method == "POST" and (name not in EVERYWHERE or address.name == "front"):
                found.setdefault((name, fields), form)
    return found


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_no_field_breaks_and_nothing_typed_is_lost(address):
    walker, pages = ruths_pages(address)
    if address.name in ("account_login", "account_signup", "recover", "front"):
        walker = Walker()
        pages = [(f"/{address.route}", walker.ask("GET", f"/{address.route}").getvalue())]
    for form in distinct_forms(address, pages).values():
        fields = [one for one in form.fields if one.name != TOKEN]
        texts = [one for one in fields if one.is_text and connection.vendor == "sqlite"]
        for value in hostile.EVERYTHING if texts else ():
            feed_texts(walker, form, texts, value)
        for one in (one for one in fields if one not in texts):
            for value in few_for(form, one):
                feed(walker, form, [one], value)


def feed_texts(walker, form, texts, value):
    """This value in every text of the form. When all are taken, each was; else each is tried alone."""
    taken = feed(walker, form, texts, value)
    if not taken and len(texts) > 1:
        for one in texts:
            feed(walker, form, [one], value)


def feed(walker, form, fields, value):
    """Send the form with this value in these fields, look at the answer, and take all of it back. True when it
    was taken.
    """
    sent = form.filled(lambda _: "Words") | {one.name: value for one in fields}
    began = time.process_time()
    with transaction.atomic():
        answer = walker.stay(
            "POST", form.action, urlencode(sent), content_type="application/x-www-form-urlencoded"
        )
        place = f"{form.action}: {', '.join(one.name for one in fields)} = {value[:60]!r}"
        assert answer.status_code < 500, place
        looks_harmless(answer, place)
        if answer.status_code in (200, 409) and is_page(answer):
            for one in (one for one in fields if one.is_text):
                keeps(answer, form, one, value, place)
        if answer.status_code == 302 and fields[0].is_text and b"zq" in value:
            looks_harmless(walker.stay("GET", answer.headers["Location"]), place)
        transaction.set_rollback(True)
    walker.refresh()
    assert time.process_time() - began < PATIENCE * len(fields), f"{place}: over {PATIENCE} s a field"
    return answer.status_code == 302


def looks_harmless(answer, place):
    """Nothing that was typed came back as markup, as a header, or worked out."""
    content = answer.getvalue()
    for never in (*hostile.NEVER_AS_IT_IS, *hostile.NEVER_WORKED_OUT):
        assert never not in content, f"{place}: {never!r} came back as it is"
    assert "zq" not in answer.cookies, place
    target = answer.headers.get("Location", "/")
    assert target.startswith("/") and not target.startswith(("//", "/\\")), f"{place}: leads to {target}"


def keeps(answer, form, one, value, place):
    """When a form is shown again, it still holds what was typed."""
    typed = value.decode("utf-8", "replace")
    if len(typed) > LONG or not typed.isprintable() or value in hostile.NO_TEXT:
        return
    same = [again for again in forms(answer.getvalue(), form.action) if again.shape == form.shape]
    held = [again.named(one.name).value for again in same]
    assert not held or typed in held or typed.strip() in held, f"{place}: shown again with {held}"


def words_of_addresses():
    """Each address with the names its view reads from what comes after the question mark."""
    for address in ALL:
        module = inspect.getmodule(resolve_view(address))
        names = {
            node.args[0].value
            for node in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("GET.get")
            and node.args
            and isinstance(node.args[0], ast.Constant)
        }
        if names:
            yield pytest.param(address, sorted(names), id=address.name)


def resolve_view(address):
    from django.urls import get_resolver  # noqa: PLC0415

    return inspect.unwrap(next(view for view, name in _views(get_resolver().url_patterns) if name == address.name))


def _views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern.callback, pattern.name


@pytest.mark.parametrize(("address", "names"), list(words_of_addresses()))
def test_no_word_of_an_address_breaks(address, names):
    ruth = make.person(people.RUTH)
    walker = Walker(ruth)
    case = cases.of(address, ruth)[0]
    for name in names:
        for value in [*sample(f"?{name}"), *MORE]:
            place = f"{case.path}?{name}={value[:60]!r}"
            answer = walker.ask("GET", f"{case.path}?{urlencode({name: value})}")
            assert answer.status_code < 500, place
            looks_harmless(answer, place)


def test_the_values_are_many_and_different():
    assert len(set(hostile.EVERYTHING)) >= 200
    assert all(escaping.escape(value.decode()).encode() != value for value in hostile.NEVER_AS_IT_IS)
