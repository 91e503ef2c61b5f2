"""A promise from the first word to the record, on a small phone without JavaScript."""

from tests.journeys.staying import follow, press, said


def promise(page, words, often="Once"):
    page.goto("/promises/new/")
    page.get_by_label("I promise to").fill(words)
    page.get_by_label("How often").select_option(label=often)
    press(page, "I promise")


def test_a_promise_is_lived_without_a_script(phone):
    promise(phone, "Always be better")
    assert "A thought before you promise" in said(phone)
    assert phone.get_by_label("I promise to").input_value() == "Always be better"
    phone.get_by_label("I promise to").fill("Call Marta at six")
    press(phone, "I promise")
    assert "Your promise is written down." in said(phone)

    phone.goto("/today/")
    press(phone, "Kept: Call Marta at six")
    assert "Kept. That is written down now." in said(phone)
    press(phone, "Undo")
    assert "That day is open again." in said(phone)

    follow(phone, "Something else: Call Marta at six")
    press(phone, "Save")
    assert "Pick one of these." in said(phone)
    phone.get_by_label("Missed, and told").check()
    phone.get_by_label("A note for yourself").fill("I told her in the car.")
    press(phone, "Save")
    assert "Telling took courage" in said(phone)

    phone.goto("/record/")
    assert "1 missed and told" in said(phone)
    assert "1 was missed; you told of 1." in said(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_promise_is_changed_ended_and_put_back(phone):
    promise(phone, "Walk for ten minutes", "Every day")
    follow(phone, "Change")
    phone.get_by_label("I promise to").fill("Walk for twenty minutes")
    press(phone, "Save")
    assert phone.locator("h1").inner_text() == "Walk for twenty minutes"
    press(phone, "Undo")
    assert phone.locator("h1").inner_text() == "Walk for ten minutes"
    follow(phone, "Let it end")
    press(phone, "Let it end")
    assert "What was kept stays." in said(phone)
    press(phone, "Undo")
    follow(phone, "Remove")
    press(phone, "Remove it")
    assert "Walk" not in phone.locator("main .rows").all_inner_texts()
    press(phone, "Undo")
    assert "It is back, with its answers." in said(phone)


def test_another_day_is_agreed_before_it_is_due(phone):
    promise(phone, "Bring the ladder back")
    phone.goto("/today/")
    follow(phone, "Something else: Bring the ladder back")
    follow(phone, "Agree on another day")
    phone.get_by_label("New day").fill("2019-01-01")
    press(phone, "We agreed on this")
    assert "Pick a day after the one it was due." in said(phone)
    next_week = phone.evaluate("new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10)")
    phone.get_by_label("New day").fill(next_week)
    press(phone, "We agreed on this")
    assert "Changed in time." in said(phone)
    phone.goto("/promises/")
    assert "Bring the ladder back" in said(phone)
