"""A contact in two taps on a small phone, with and without scripts; changed, taken back; a sentence to send."""

import pytest

from tests.journeys.browsing import PHONE, too_wide, violations


def fine(window):
    assert not too_wide(window.page), window.path
    if window.javascript:
        assert violations(window.page) == [], window.path


def lately(window):
    return window.page.locator("section", has_text="Lately").locator("li").all_inner_texts()


@pytest.fixture
def window(house, either, request):
    """Someone with Nina, who helps, and Pip, who is a child, in the circle."""
    window = either(house, size=PHONE)
    window.sign_up(request.node.name[5:30] + str(window.javascript))
    for name, kind in (("Nina", "Sponsor"), ("Pip", "Child under 18")):
        window.go("/circle/add/")
        window.page.get_by_label("What do you call them?").fill(name)
        window.page.get_by_label("Who are they to you?").select_option(label=kind)
        window.page.get_by_role("radio", name="No", exact=True).first.check()
        if name == "Nina":
            window.page.get_by_label("Do they help or hinder").select_option(label="Helps a lot")
        window.press("Add to my circle")
    return window


def test_two_taps_write_a_contact_down(window):
    page = window.go("/circle/contacts/")
    fine(window)
    taps = 0
    for tap, arrived in (("Talked Nina", "**/circle/contacts/*/"), ("They did", "**/circle/contacts/")):
        page.get_by_role("button", name=tap, exact=True).click()
        taps += 1
        page.wait_for_url(arrived)
        fine(window)
    assert taps == 2
    assert len(lately(window)) == 1 and "Talked" in lately(window)[0]

    window.follow("Circle")
    window.follow("Nina")
    assert "Last contact" in page.locator("main").inner_text()
    window.go("/circle/contacts/")
    page.get_by_role("link", name="Change Nina").click()
    page.get_by_label("Met").check()
    fine(window)
    window.press("Save")
    assert "Met" in lately(window)[0]
    page.get_by_role("link", name="Change Nina").click()
    window.press("It was a mistake: take it back")
    assert lately(window) == []
    window.press("Undo")
    assert len(lately(window)) == 1


def test_a_first_sentence_waits_as_a_text_and_the_page_lets_it_open(window):
    page = window.go("/circle/quiet/")
    fine(window)
    link = page.get_by_role("link", name="Write it in a text").first
    assert link.get_attribute("href").startswith("sms:?&body=Hi%2C%20I%20thought")
    assert "Pip" not in page.locator("main").inner_text()
    link.click()  # a desk has no texts to open: nothing happens, and above all nothing is refused by the policy
    assert window.path == "/circle/quiet/"
