"""The week looked back at on a phone, every question answered and a line written: within three minutes."""

import time

from tests.journeys.browsing import PHONE
from tests.journeys.test_check_in import fine

MINUTES = 3
READ_A_MINUTE = 130  # words; a slow reader on a bad day (grown-ups read about 240 silently)
TYPED_A_MINUTE = 20  # words on a phone, slowly
FOR_A_TAP = 2  # seconds, to choose and to hit it
LINE = "Ring Nina earlier, before the evening gets long"


def test_every_question_and_a_line_in_three_minutes(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"a week {window.javascript}")
    page = window.go("/well/week/")
    fine(window)
    form = page.locator("main form").filter(has=page.locator(".asked"))
    words = len(page.locator("main").inner_text().split())
    began, taps = time.monotonic(), 0
    for group in form.get_by_role("group").all():
        group.locator("label").last.click()
        taps += 1
    page.get_by_role("textbox").last.fill(LINE)
    window.press("Save")
    taps += 2  # into the line, and to save
    page.get_by_text("Weeks written down").wait_for()
    machine = time.monotonic() - began
    person = (words / READ_A_MINUTE + len(LINE.split()) / TYPED_A_MINUTE) * 60 + taps * FOR_A_TAP
    assert taps <= 10
    assert machine + person < MINUTES * 60, f"{machine:.0f} s by the machine, {person:.0f} s by a person"
    page.locator("summary").last.click()
    said = page.locator("main").inner_text()
    assert LINE in said
    fine(window)
