"""Quick exit in a real browser (SAFETY A4): one action, nothing readable, nothing by Back."""

import pytest

from tests.journeys.staying import PHONE, sign_in, standing_still

PAGES = ("/today/", "/log/", "/account/", "/help/us/", "/help/us/overdose/", "/gallery/")


# Notes, in milliseconds after the press, when nothing of the page is drawn any more.
STOPWATCH = """addEventListener("click", () => {
  const pressed = performance.now();
  const look = () => {
    if (document.body.getClientRects().length) requestAnimationFrame(look);
    else localStorage.blank_after = performance.now() - pressed;
  };
  setTimeout(look);
}, true)"""


def visit(page):
    sign_in(page)
    for place in ("/log/", "/account/", "/today/"):
        page.goto(place)


def nothing_by_back(page):
    for _ in range(4):
        page.go_back()
        page.wait_for_timeout(200)
        words = page.inner_text("body")
        assert "Your log" not in words
        assert "You sign in as" not in words
    page.goto("/today/")
    assert "/account/sign-in/" in page.url


def nothing_is_kept(page):
    """The quiet page stands there before the server has answered; its answer then takes the cookies away."""
    for _ in range(50):
        if not page.context.cookies():
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_one_action_leads_out_and_back_shows_nothing(chromium, wrens, scripts):
    page = chromium.new_context(base_url=wrens.address, java_script_enabled=scripts, **PHONE).new_page()
    visit(page)
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("**/leave/")
    assert page.title() == "Vegetable soup"
    assert nothing_is_kept(page)
    nothing_by_back(page)


def test_the_page_is_blank_at_once_even_when_the_server_is_slow(chromium, wrens):
    page = chromium.new_context(base_url=wrens.address, **PHONE, service_workers="block").new_page()
    visit(page)
    with standing_still(wrens):
        page.evaluate(STOPWATCH)
        page.evaluate("document.querySelector('.exit').click()")
        page.wait_for_timeout(1000)
    page.wait_for_url("**/leave/")
    assert float(page.evaluate("localStorage.blank_after")) < 200


def test_escape_three_times_leads_out_of_every_tab(chromium, wrens):
    browser = chromium.new_context(base_url=wrens.address, **PHONE)
    page, other = browser.new_page(), browser.new_page()
    visit(page)
    other.goto("/log/")
    page.bring_to_front()
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/leave/")
    other.wait_for_url("**/leave/")


def test_two_escapes_stay(chromium, wrens):
    page = chromium.new_context(base_url=wrens.address, **PHONE).new_page()
    visit(page)
    for _ in range(2):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith("/today/")
    assert page.get_by_role("heading", level=1).is_visible()


def test_help_and_the_way_out_are_in_sight_on_the_smallest_phone(chromium, wrens):
    page = chromium.new_context(base_url=wrens.address, **PHONE).new_page()
    sign_in(page)
    for place in PAGES:
        page.goto(place)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        bar = page.get_by_role("banner")
        for part in (bar.get_by_role("button", name="Quick exit"), bar.get_by_role("link", name="Help now")):
            assert in_sight(part.bounding_box()), place
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


def in_sight(box):
    """Whether a thumb can reach it: within the screen, and large enough."""
    return (
        box["x"] >= 0
        and box["x"] + box["width"] <= 320
        and box["y"] + box["height"] <= 568
        and box["height"] >= 44
    )
