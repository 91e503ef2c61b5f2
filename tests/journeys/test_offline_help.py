"""Help after one visit, with the network cut."""

import pytest

from tests.journeys.staying import sign_in, standing_still

READY = """navigator.serviceWorker.ready.then((found) => new Promise((done) => {
  const look = () => found.active.state === "activated" && done();
  found.active.addEventListener("statechange", look);
  look();
}))"""
KEPT = """caches.keys().then(async (names) => {
  const kept = {};
  for (const name of names) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      kept[new URL(asked.url).pathname] = await (await cache.match(asked)).text();
    }
  }
  return kept;
})"""


@pytest.fixture
def page(wrens, chromium):
    """A page of someone signed in, whose browser has had time to keep the help."""
    page = chromium.new_context(base_url=wrens.address).new_page()
    sign_in(page)
    page.evaluate(READY)
    yield page
    page.context.close()


def test_help_opens_and_leaves_without_a_network(page):
    page.context.set_offline(True)
    for address, heading in (("/help/us/", "Help now"), ("/help/ca/overdose/", "Overdose: what to do now")):
        page.goto(address)
        assert page.inner_text("h1") == heading
        assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/leave/")
    assert page.title() == "Vegetable soup"


def test_a_slow_network_does_not_hold_help_back(wrens, page):
    page.goto("/help/us/")
    with standing_still(wrens):
        page.goto("/help/us/overdose/", timeout=8000)
        assert page.inner_text("h1") == "Overdose: what to do now"


def test_nothing_of_a_person_is_kept_on_the_device(page):
    for address in ("/log/", "/account/", "/help/us/"):
        page.goto(address)
    kept = page.evaluate(KEPT)
    assert "/help/us/overdose/" in kept
    assert not [address for address in kept if address.startswith(("/log", "/account", "/today"))]
    assert not [address for address, words in kept.items() if 'class="rooms"' in words or "wren" in words]


def test_a_page_of_a_person_does_not_open_without_a_network(page):
    page.context.set_offline(True)
    page.goto("/log/")
    assert page.inner_text("h1") == "There is no network just now"
    assert "wren" not in page.content()
