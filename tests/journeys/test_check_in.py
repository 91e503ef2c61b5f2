"""A check-in on a phone: five taps and half a minute, with and without scripts; undone; and how it went."""

import time

from tests.journeys.browsing import PHONE, too_wide, violations

TAPS = (
    ("How is your mood?", "Good"),
    ("How strong is craving?", "3"),
    ("How sure are you", "8"),
    ("Did you reach", "Yes"),
)


def fine(window):
    assert not too_wide(window.page), window.path
    if window.javascript:
        assert violations(window.page) == [], window.path


def tap(window, question, answer):
    group = window.page.get_by_role("group", name=question)
    group.locator("label", has_text=answer).filter(has=window.page.get_by_label(answer, exact=True)).click()


def test_five_taps_in_half_a_minute(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"checking in {window.javascript}")
    window.go("/today/")
    window.follow("Check in")
    fine(window)
    began = time.monotonic()
    for question, answer in TAPS:
        tap(window, question, answer)
    window.press("Save")
    window.page.wait_for_url("**/well/")  # with scripts the form is first kept, then sent
    assert time.monotonic() - began < 30
    assert len(TAPS) + 1 <= 5
    assert window.heading == "Staying well"
    assert "3 of 10" in window.page.locator("main").inner_text()
    fine(window)
    window.press("Undo")
    assert window.page.get_by_role("link", name="Check in", exact=True).is_visible()
    window.press("Undo")
    window.follow("How it went")
    assert "1 day written down" in window.page.locator("main").inner_text()
    fine(window)


def test_it_works_by_keyboard_alone(house, visit):
    window = visit(house, size=PHONE)
    window.sign_up("keys checking in")
    window.go("/well/check-in/")
    page = window.page
    page.get_by_role("group", name="How is your mood?").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/well/")
    assert "Low" in page.locator("main").inner_text()
