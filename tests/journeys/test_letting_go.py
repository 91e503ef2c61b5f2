"""Ruth lets Theo go: what it changes, the ending, taking it back, grief, waiting, the way back; on a phone."""

from tests.journeys.browsing import PHONE, too_wide, violations


def fine(window):
    assert not too_wide(window.page), window.path
    if window.javascript:
        assert violations(window.page) == [], window.path


def said(window):
    return window.page.locator("main").inner_text()


def test_an_ending_is_seen_made_taken_back_and_grieved(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"letting go {window.javascript}")
    window.add_to_circle("Theo")
    fine(window)
    window.follow("Letting go")
    fine(window)
    here = window.path
    window.follow("End it")
    fine(window)
    window.follow("Kindly, with a sentence or two")
    assert "What this changes" in said(window)
    fine(window)
    window.follow("Write what I would say")
    window.page.get_by_label("Add a line").fill("I will not be in touch any more.")
    fine(window)
    window.press("Add")
    window.follow("Back to ending it kindly")
    assert "I will not be in touch any more." in said(window)
    window.press("End it")
    assert "Ended kindly" in said(window)
    fine(window)
    window.page.locator("main").get_by_role("button", name="Undo").click()
    window.page.wait_for_load_state("domcontentloaded")
    assert "Ended kindly" not in said(window)
    window.go(f"{here}end/afraid/")
    assert "Help for you comes first" in said(window)
    fine(window)
    window.press("End it")
    assert "Ended to be safe" in said(window)
    window.follow("Steps of grief")
    fine(window)
    window.follow("What hurts today")
    fine(window)
    window.page.get_by_label("Where does it hurt today").fill("The quiet")
    window.press("Keep it")
    assert "Written on" in said(window)
    window.go(f"{here}keep/")
    window.page.get_by_label("Add a line: What I keep").fill("His soup")
    window.page.get_by_role("button", name="Add").first.click()
    window.page.wait_for_load_state("domcontentloaded")
    assert "His soup" in said(window)
    fine(window)
    for path in ("waiting/", "family/", "days/new/"):
        window.go(f"{here}{path}")
        fine(window)
    window.go(f"{here}back/")
    fine(window)
    window.page.get_by_label("They told me themselves").check()
    window.press("Go on")
    assert "Is there any order, or has either of you asked" in said(window)
    fine(window)


def test_on_a_wide_screen_the_pages_hold_too(house, either):
    window = either(house)
    window.sign_up(f"letting go wide {window.javascript}")
    window.add_to_circle("Theo")
    window.follow("Letting go")
    here = window.path
    for path in ("", "end/", "end/kindly/", "end/afraid/", "grief/", "grief/lost/", "keep/", "family/", "back/"):
        window.go(f"{here}{path}")
        fine(window)
    window.go("/letting-go/")
    fine(window)
