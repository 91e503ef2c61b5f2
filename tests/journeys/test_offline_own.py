"""One's own plan and check-in with the network cut: sealed on the device, sent once, gone at the way out."""

import pytest

from tests.journeys.staying import said, sign_in
from tests.journeys.test_offline_help import KEPT, READY

STORED = """new Promise((done) => {
  const opening = indexedDB.open("kept");
  opening.onsuccess = () => {
    const all = opening.result.objectStoreNames.contains("box")
      ? opening.result.transaction("box").objectStore("box").getAllKeys()
      : { set onsuccess(work) { this.result = []; setTimeout(work); } };
    all.onsuccess = () => { opening.result.close(); done(all.result); };
  };
})"""
KEPT_AT = """new Promise((done) => {
  const opening = indexedDB.open("kept");
  opening.onsuccess = () => {
    const found = opening.result.transaction("box").objectStore("box").get("kept at");
    found.onsuccess = () => { opening.result.close(); done(found.result); };
  };
})"""
RAW = """new Promise((done) => {
  const opening = indexedDB.open("kept");
  opening.onsuccess = async () => {
    const read = (store) => new Promise((found) => {
      const all = opening.result.transaction(store).objectStore(store).getAll();
      all.onsuccess = () => found(all.result);
    });
    const values = [...await read("box"), ...await read("line")];
    opening.result.close();
    const latin = new TextDecoder("latin1");
    const text = (one) => one?.data instanceof ArrayBuffer ? latin.decode(one.data) : JSON.stringify(one);
    const key = values.find((one) => one instanceof CryptoKey);
    done({ text: values.map(text).join("\\n"), extractable: key?.extractable });
  };
})"""


@pytest.fixture
def page(wrens, chromium):
    """A page of someone signed in, whose browser has had time to keep what it keeps."""
    page = chromium.new_context(base_url=wrens.address).new_page()
    sign_in(page)
    page.goto("/plan/alone/add/")
    page.get_by_label("In your own words").fill("Walk to the weir with the dog")
    page.get_by_role("button", name="Add it").click()
    page.evaluate(READY)
    settle(page)
    yield page
    page.context.close()


def until(page, holds):
    """Wait until a promise holds. `wait_for_function` would take its first answer, whatever that is."""
    for _ in range(150):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{holds}, on a page that says: {said(page)}")


def settle(page, address="/plan/"):
    """Open one of the kept pages, and let all of them be kept anew."""
    before = page.evaluate("Date.now()")
    page.goto(address)
    until(page, f"{KEPT_AT}.then((at) => at > {before})")


def cut(page):
    page.context.set_offline(True)


def back(page):
    """The network is back, and the page that stood for another one opens the real one."""
    with page.expect_navigation():
        page.context.set_offline(False)


def check_in(page, mood):
    page.goto("/well/check-in/")
    labels = page.get_by_role("group", name="How is your mood?").locator("label")
    labels.filter(has=page.get_by_label(mood, exact=True)).click()
    page.get_by_role("button", name="Save").click()


def test_the_plan_opens_without_a_network(page):
    cut(page)
    page.goto("/plan/")
    page.get_by_text("Walk to the weir with the dog").first.wait_for()
    assert "This is the copy on this device" in said(page)


def test_any_other_page_says_what_opens(page):
    cut(page)
    page.goto("/log/")
    page.get_by_role("link", name="My safety plan").first.wait_for()
    assert "There is no network just now" in said(page)


def test_a_check_in_waits_and_is_sent_once(page):
    cut(page)
    check_in(page, "Good")
    page.get_by_text("waits on this device").wait_for()
    back(page)
    page.goto("/today/")
    until(page, "fetch('/well/').then((a) => a.text()).then((t) => t.includes('<dd>Good</dd>'))")
    page.goto("/today/")
    page.goto("/well/")
    assert page.get_by_text("Good", exact=True).count() == 1
    page.goto("/log/")
    assert page.get_by_text("You checked in").count() == 1


def test_what_meets_another_check_in_is_shown_beside_it(page, wrens, chromium):
    page.goto("/well/check-in/")  # today has one from the journey before, or gets one now
    cut(page)
    check_in(page, "Very low")
    page.get_by_text("waits on this device").wait_for()
    other = chromium.new_context(base_url=wrens.address).new_page()
    sign_in(other)
    check_in(other, "Low")
    other.wait_for_url("**/well/")
    other.context.close()
    back(page)
    page.goto("/today/")
    page.get_by_role("button", name="See it").click()
    page.get_by_text("This day has another check-in by now.").wait_for()
    assert "Low" in page.locator(".notice").first.inner_text()
    assert page.get_by_role("group", name="How is your mood?").get_by_label("Very low").is_checked()


def in_circle(page, name):
    page.goto("/circle/add/")
    page.get_by_label("What do you call them?").fill(name)
    page.get_by_label("Who are they to you?").select_option(label="Friend")
    page.get_by_role("radio", name="No", exact=True).first.check()
    page.get_by_role("button", name="Add to my circle").click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))


def test_contacts_wait_and_are_sent_once_in_order(page):
    for name in ("Nina", "Bo"):
        in_circle(page, name)
    settle(page, "/circle/contacts/")
    cut(page)
    page.goto("/circle/contacts/")
    for number, tap in enumerate(("Talked Nina", "Met Bo"), start=1):
        page.get_by_role("button", name=tap, exact=True).click()
        page.get_by_text("waits on this device").nth(number - 1).wait_for()
    back(page)
    until(page, "fetch('/circle/contacts/').then((a) => a.text()).then((t) => /<h2>Lately.*Bo.*Nina/s.test(t))")
    for _ in range(2):
        page.goto("/circle/contacts/")
        lately = page.locator("section", has_text="Lately").locator("li").all_inner_texts()
        assert [(line.split()[0], "Talked" in line, "Met" in line) for line in lately] == [
            ("Bo", False, True),
            ("Nina", True, False),
        ]
        assert page.get_by_text("waits on this device").count() == 0
    page.goto("/log/")
    assert page.get_by_text("You wrote down a contact").count() == 2


def test_what_is_kept_is_sealed_and_the_key_cannot_be_taken_out(page):
    kept = page.evaluate(RAW)
    assert kept["extractable"] is False
    assert "weir" not in kept["text"]
    assert not [address for address, words in page.evaluate(KEPT).items() if "weir" in words]


@pytest.mark.parametrize("way", ["Quick exit", "Sign out"])
def test_the_way_out_takes_all_of_it_along(page, way):
    if way == "Sign out":
        page.goto("/account/")
        page.get_by_role("button", name="Sign out", exact=True).click()
        page.wait_for_load_state()
    else:
        page.get_by_role("button", name="Quick exit").click()
        page.wait_for_url("**/leave/")
    page.goto("/help/")
    assert page.evaluate(STORED) == []
    cut(page)
    page.goto("/plan/")
    page.get_by_text("There is no network just now").wait_for()
    assert "weir" not in page.content()
