"""Ruth expects the worst of a visit, plans a careful welcome, goes, and learns; on a phone; scripts or none."""

from tests.journeys.browsing import PHONE, fine, said


def fill(window, label, words):
    window.page.get_by_label(label).fill(words)


def begin(window, words, who=None):
    window.go("/expectations/new/")
    if who:
        window.page.get_by_label("Who is it about?").select_option(label=who)
    fill(window, "What do I expect to see or hear?", words)


def test_a_visit_is_expected_lived_and_learned_from(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"expecting {window.javascript}")
    window.add_to_circle("Marta")
    window.follow("What I expect, and what came")
    fine(window)
    window.follow("Begin with one")
    begin(window, "I will stay silent to see if she talks", who="Marta")
    fine(window)
    window.press("Save")
    assert "reads a little like a test" in said(window)
    fill(window, "What do I expect to see or hear?", "She will not look up")
    fill(window, "How strongly do I believe", "80")
    window.press("Save")
    assert window.heading == "The ways it could go"
    assert "She will not look up" in said(window)
    fill(window, "The worst that could happen", "She shuts the door")
    fill(window, "How likely is the worst", "60")
    fine(window)
    window.press("Save")
    window.press("Save")
    assert "It is what the day is measured by" in said(window)
    fill(window, "What would a careful welcome", "She opens, and we have tea")
    fine(window)
    window.press("Save")
    assert window.heading == "She will not look up"
    fine(window)
    window.follow("Say what happened")
    fill(window, "What happened?", "She opened. We had tea.")
    window.page.get_by_label("What I thought most likely").check()
    fine(window)
    window.press("Save")
    assert window.heading == "What I learned"
    assert "She opens, and we have tea" in said(window)
    fill(window, "How strongly do I believe", "50")
    fill(window, "A next step", "Bring soup on Sunday")
    fine(window)
    window.press("Save")
    assert "Bring soup on Sunday" in said(window)
    fine(window)
    window.press("Make the next step a promise")
    assert window.page.get_by_label("I promise to").input_value() == "Bring soup on Sunday"
    assert "soup" not in window.page.url
    window.press("I promise")
    assert window.heading == "Bring soup on Sunday"
    window.go("/expectations/over-time/")
    assert "You looked back at 1 day." in said(window)
    fine(window)


def test_coming_home_is_planned_for_three_stretches(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"coming home {window.javascript}")
    window.go("/expectations/home/")
    assert "Overdose: what to do now" in said(window)
    fine(window)
    window.follow("Plan a homecoming")
    fine(window)
    fill(window, "A name for this plan", "Home from the clinic")
    window.press("Begin")
    for name in ("The first day", "The first week", "The first month"):
        window.follow(f"Write: {name}")
        fill(window, "Where everyone sleeps", f"{name}: the front room")
        fine(window)
        window.press("Save")
        assert f"{name}: the front room" in said(window)
    window.follow("Add")
    fill(window, "What is agreed?", "He holds the card until June")
    fine(window)
    window.press("Save")
    assert "He holds the card until June" in said(window)
    fine(window)
    window.press("Put it away")
    assert "put away" in said(window)


def test_two_tabs_never_lose_words(house, either):
    window = either(house)
    window.sign_up(f"expecting twice {window.javascript}")
    begin(window, "She will wave")
    window.press("Save")
    window.follow("Leave this for later")
    address = window.page.url
    other = window.context.new_page()
    other.goto(address)
    other.get_by_label("What would a careful welcome").fill("A nod")
    other.get_by_role("button", name="Save").click()
    other.wait_for_load_state("domcontentloaded")
    fill(window, "What would a careful welcome", "A word")
    window.expected = ("409",)
    window.press("Save")
    assert "A nod" in said(window)
    assert window.page.get_by_label("What would a careful welcome").input_value() == "A word"
    fine(window)
