"""A hard day: from Today through the way after a return to use, with and without scripts; the plan beside it."""

from tests.journeys.browsing import PHONE, too_wide, violations

ON = ("No. I am awake and breathe well", "Go on", "Go on", "Go on", "Go on", "Write it down, if I want to")


def fine(window):
    assert not too_wide(window.page), window.path
    if window.javascript:
        assert violations(window.page) == [], window.path


def add_line(window, part, words, phone=""):
    window.go(f"/plan/{part}/add/")
    window.page.get_by_label("In your own words").fill(words)
    if phone:
        window.page.get_by_label("Number to call").fill(phone)
    window.press("Add it")


def test_a_hard_day_from_today_to_what_stays(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"hard day {window.javascript}")
    window.go("/recovery/add/")
    window.page.get_by_role("radio", name="Opioids").check()
    window.page.get_by_label("Since when?").fill("2026-01-01")
    window.press("Save")
    before = window.page.locator(".days").inner_text()
    window.go("/today/")
    window.follow("I used: what now")
    for on in ON:
        fine(window)
        assert window.page.get_by_role("link", name="Leave this for now").is_visible()
        window.follow(on)
    fine(window)
    window.press("Write it down")
    assert window.heading == "What you earned stays"
    assert window.page.locator(".days").first.inner_text() == before
    fine(window)
    window.follow("To today")
    assert window.page.get_by_role("link", name="Overdose: what to do now").is_visible()
    window.press("Yes")
    assert window.page.get_by_text("so that you are not alone with it").is_visible()
    fine(window)
    window.follow("These weeks")
    fine(window)


def test_signs_of_an_overdose_are_one_tap_from_the_card(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"signs {window.javascript}")
    window.go("/recovery/return/")
    window.follow("Yes, or I am not sure")
    assert "/overdose/" in window.path


def test_a_plan_is_written_and_called_from(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"plan {window.javascript}")
    window.go("/today/")
    window.follow("My safety plan")
    fine(window)
    window.follow("Write my plan")
    add_line(window, "alone", "Cold water on my wrists")
    add_line(window, "ask", "Nina, any hour", "07700 900142")
    fine(window)
    window.go("/plan/")
    assert window.page.get_by_text("Cold water on my wrists").is_visible()
    call = window.page.get_by_role("link", name="Call: Nina, any hour")
    assert call.get_attribute("href") == "tel:07700900142"
    fine(window)
