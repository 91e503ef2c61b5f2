"""After a hard day, on a phone: what could help, a warning sign, and the week; with and without scripts."""

from tests.journeys.browsing import PHONE
from tests.journeys.test_check_in import fine, tap


def said(window):
    return window.page.locator("main").inner_text()


def test_a_hard_day_leads_somewhere(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"looking back {window.javascript}")
    window.go("/well/check-in/")
    tap(window, "How strong is craving?", "8")
    tap(window, "How sure are you", "3")
    window.press("Save")
    window.page.wait_for_url("**/well/")  # with scripts the form is first kept, then sent
    assert "You marked craving 8 and confidence 3." in said(window)
    fine(window)
    window.follow("My warning signs")
    window.page.get_by_label("A sign, in your own words").fill("I stop cooking.")
    window.press("Add it")
    assert "I stop cooking." in said(window)
    fine(window)
    window.go("/well/")
    window.follow("Look back at the week")
    tap(window, "I had people on my side", "Yes")
    window.press("Save")
    assert "Weeks written down" in said(window)
    fine(window)
