"""Ruth puts something right, from the harm to how she lives it, on a phone; and what is off for no contact."""

import re
from datetime import timedelta

from mending.foundation import clock
from tests.house.installing import script
from tests.journeys.browsing import PHONE, fine, said

LETTER = "I took the money from your drawer and said it was the cleaner. I am sorry if you were hurt."
BETTER = "I took the money from your drawer and said it was the cleaner. I pay back 20 on the first of each month."
# As if the days of rest had gone by.
RESTED = """
from datetime import timedelta
from mending.amends.models import Letter
from mending.foundation import clock
Letter.objects.filter(cooling_until__isnull=False).update(cooling_until=clock.now() - timedelta(minutes=1))
"""


def write_down(window, name):
    """One thing done to someone, and an amends begun with it. Ends on its path."""
    window.go("/amends/harms/new/")
    window.page.get_by_label("To whom?").select_option(label=name)
    window.page.get_by_label("What did I do?").fill("Took money from the drawer.")
    fine(window)
    window.press("Save")
    window.follow(f"Begin to put it right with {name}")
    fine(window)
    window.press("Begin")


def screened(window, yes=""):
    """Every question answered no, but for one that holds the words of `yes`."""
    window.follow("Could it do harm?")
    fine(window)
    window.follow("Answer the next question")
    fine(window)
    while re.search(r"/screen/\w+/$", window.path):
        question = window.page.locator("fieldset legend, fieldset label").first.inner_text()
        window.page.get_by_role("radio", name="Yes" if yes and yes in question else "No", exact=True).check()
        window.press("Save and go on")


def test_from_the_harm_to_how_it_is_lived(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"amends {window.javascript}")
    window.add_to_circle("Marta")
    write_down(window, "Marta")
    here = window.path
    fine(window)
    window.go(f"{here}ready/")
    window.page.get_by_label("Why now, and for whom?").fill("She asked what became of it.")
    fine(window)
    window.press("Save")
    screened(window)
    window.go(f"{here}kind/")
    window.page.get_by_role("radio", name="With them").check()
    fine(window)
    window.press("Save")
    window.go(f"{here}repair/")
    window.page.get_by_label("What do I offer").fill("20 back on the first of each month.")
    window.page.get_by_label("Where is my limit?").fill("Not more than 20.")
    fine(window)
    window.press("Save")
    compose(window, here)
    hand_over(window, here, house)
    live(window, here)


def compose(window, here):
    """The letter is begun from the path and composed with the coach beside it; then it rests."""
    window.follow("A letter, if you want one")
    fine(window)
    window.press("Begin")
    window.page.get_by_label("Your words").fill(LETTER)
    if not window.javascript:
        window.press("Save")
    window.page.get_by_text("Sorry with an “if”").wait_for()
    fine(window)
    window.page.get_by_label("Your words").fill(BETTER)
    window.done("Save and look at it")
    assert BETTER in said(window)
    fine(window)
    window.page.get_by_label("How long shall it rest?").select_option(label="1 day")
    window.press("Let it rest")
    assert "It rests until" in said(window)
    fine(window)
    window.follow("The amends it belongs to")
    assert window.path == here
    assert "resting" in said(window)


def hand_over(window, here, house):
    """When it has rested it is read out: letter and amends in one. What she answered comes later, to both."""
    window.follow("A letter, if you want one")
    letter = window.path
    assert window.page.get_by_role("link", name="I handed it over").count() == 0
    script(house.data, RESTED)
    window.go(letter)
    window.follow("I handed it over")
    window.page.get_by_role("radio", name="I read it aloud to them").check()
    fine(window)
    window.press("Write it down")
    window.follow("Write down what they answered")
    window.page.get_by_label("What did they answer?").fill("She said: good that you came.")
    fine(window)
    window.press("Save")
    window.go(here)
    assert "You did what was yours to do" in said(window)
    assert "She said: good that you came." in said(window)
    fine(window)
    window.go(f"{here}handing/")
    fine(window)
    assert window.page.get_by_label("What did they say?").input_value() == "She said: good that you came."


def live(window, here):
    window.go(f"{here}living/")
    window.page.get_by_label("What will I do, as a small promise?").fill("20 in her hand on the first")
    window.page.get_by_label("From which day?").fill(str(clock.today("UTC") + timedelta(days=1)))
    fine(window)
    window.press("Make it a promise")
    assert "20 in her hand on the first" in said(window)
    fine(window)
    window.go(here)
    assert "Lived as promises" in said(window)
    fine(window)


def test_under_no_contact_it_is_off_and_there_are_other_ways(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"amends none {window.javascript}")
    window.add_to_circle("Theo")
    person = window.path
    write_down(window, "Theo")
    here = window.path
    screened(window, yes="order to stay away")
    assert "It is not handed over now" in said(window)
    fine(window)
    block(window, person)
    window.go(here)
    assert "There is no contact between you" in said(window)
    fine(window)
    window.go(f"{here}handing/")
    assert "Handing over is turned off" in said(window)
    assert window.page.get_by_role("button", name="Write it down").count() == 0
    fine(window)
    window.follow("Close without handing it over")
    window.page.get_by_label("A word to close with").fill("It stays with me.")
    window.press("Close it")
    assert "It stays with me." in said(window)
    fine(window)


def block(window, person):
    window.go(f"{person}state/no_contact/")
    window.page.get_by_role("radio", name="They asked").first.check()
    window.press("Yes, change it")
    window.page.get_by_label("It is so.").check()
    window.press("Yes, change it")
