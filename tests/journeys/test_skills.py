"""Skills in a real browser, scripts or none: filling in, links in an order, looking back, paper."""

import json
import re
from datetime import UTC, datetime, timedelta

from tests.journeys.browsing import DESK, PHONE, fine, said
from tests.pages.test_installed_forms import MADE_UP


def fill(window, label, words):
    window.page.get_by_label(label, exact=False).first.fill(words)


def kept(window):
    """A draft is kept by itself a moment after the last letter."""
    window.page.locator("[data-state]").get_by_text("Kept", exact=True).wait_for()


def begin(window, skill):
    window.go(f"/skills/{skill}/")
    fine(window)
    window.press("Write one")


def test_a_thought_record_from_the_library_to_reading_it_again(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"thinking {window.javascript}")
    window.add_to_circle("Daniel")
    window.go("/well/")
    window.follow("Skills")
    fine(window)
    fill(window, "Find a skill", "both sides")
    window.press("Find")
    window.follow("Thought record")
    window.press("Keep it at hand")
    window.press("Write one")
    fine(window)
    fill(window, "What happened", "He did not answer for three hours.")
    window.page.locator("[name=belief]").fill("90")
    if window.javascript:
        kept(window)
        window.page.reload()
        assert window.page.locator("[name=belief]").input_value() == "90", "what was typed is there without a tap"
    window.press("Later")
    assert "Go on with the one from" in said(window)
    window.page.get_by_role("link", name=re.compile("Go on with")).click()
    window.page.locator("[name=belief]").fill("101")
    window.press("I am done")
    window.page.get_by_text("Not more than 100").first.wait_for()
    assert window.page.locator("[name=situation]").input_value() == "He did not answer for three hours."
    fine(window)
    window.page.locator("[name=belief]").fill("90")
    window.page.locator("[name='belief-now']").fill("40")
    window.done("I am done")
    assert "90 before, 40 after" in said(window)
    fine(window)
    with window.page.expect_download() as down:
        window.page.get_by_role("link", name="Take it along as a file").click()
    assert down.value.suggested_filename == "answers.json"
    assert json.loads(down.value.path().read_text())["resourceType"] == "QuestionnaireResponse"
    window.press("Throw it away")
    window.press("Undo")
    assert "He did not answer" in said(window)
    window.go("/skills/")
    assert "At hand" in said(window)


def test_a_diary_card_fitted_to_oneself_and_how_it_went(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"diary {window.javascript}")
    window.go("/skills/diary-card/")
    window.follow("Fit it to me")
    fine(window)
    window.page.locator("textarea").first.fill("to use\nto hide")
    window.press("Save")
    for back, misery in ((2, "4"), (0, "1")):
        window.go("/skills/diary-card/")
        day = datetime.now(UTC).date() - timedelta(days=back)
        window.page.get_by_label("Which day?").fill(f"{day:%Y-%m-%d}" if back else "")
        window.press("Write one")
        assert "Urge: to use" in said(window)
        window.page.locator("[name='urge-k1']").fill("2")
        for name in ("misery", "shame", "anger", "fear"):
            window.page.locator(f"[name={name}]").fill(misery)
        fine(window)
        window.done("I am done")
    window.go("/skills/diary-card/")
    assert "What I wrote" in said(window)
    assert window.page.locator(".series .after").get_attribute("d").count("M") == 2, "how it went, as a picture"
    fine(window)
    window.follow("On paper")
    fine(window)
    assert window.page.locator("input[type=text], textarea").count() == 0


def test_links_of_a_chain_are_added_and_put_in_order_by_buttons(house, either):
    window = either(house, size=PHONE)
    window.sign_up(f"links {window.javascript}")
    begin(window, "chain-analysis")
    add(window, "A letter from the bank", 0)
    add(window, "I cannot tell him", 1)
    add(window, "Walking to the drawer", 2)
    fine(window)
    window.press("Up 3")
    assert links(window) == ["A letter from the bank", "Walking to the drawer", "I cannot tell him"]
    window.press("Down 1")
    assert links(window) == ["Walking to the drawer", "A letter from the bank", "I cannot tell him"]
    window.done("I am done")
    assert re.search("Walking to the drawer.*A letter from the bank.*I cannot tell him", said(window), re.S)


def add(window, words, row):
    window.page.locator(f"[name='links.{row}.link']").fill(words)
    window.page.locator(f"[name='links.{row}.link-kind'][value={('event', 'thought', 'act')[row]}]").check()
    window.press("One more")


def links(window):
    typed = window.page.locator("[name^='links.'][name$='.link']")
    return [one.input_value() for one in typed.all() if one.input_value()]


def kinds(window):
    chosen = window.page.locator("[name$='link-kind']:checked:not([value=''])")
    return [one.get_attribute("value") for one in chosen.all()]


def chain(window, name):
    window.sign_up(name)
    begin(window, "chain-analysis")
    for row, words in enumerate(("first", "second", "third")):
        add(window, words, row)
    window.go(window.path)  # from its top, so that nothing scrolls while places are measured


def middle(handle):
    box = handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_rows_are_dragged_with_the_mouse_and_moved_with_the_keyboard(house, visit):
    window = visit(house, size={"width": 1280, "height": 4000})
    chain(window, "dragging")
    handles = window.page.locator(".handle")
    x, y = middle(handles.nth(2))
    row = window.page.locator(".group").first.bounding_box()
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    for step in range(1, 21):
        window.page.mouse.move(x, y + (row["y"] + 4 - y) * step / 20)
    window.page.mouse.up()
    assert links(window) == ["third", "first", "second"]
    assert kinds(window) == ["act", "event", "thought"], "what was chosen moves along"
    kept(window)
    window.page.reload()
    assert links(window) == ["third", "first", "second"]
    handles.nth(0).focus()
    window.page.keyboard.press("ArrowDown")
    assert links(window) == ["first", "third", "second"]
    assert window.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Move 2")
    window.done("I am done")
    assert re.search("first.*third.*second", said(window), re.S)


def test_rows_are_dragged_with_a_finger(house, visit):
    window = visit(house, size={"width": 390, "height": 4000})
    chain(window, "finger")
    line = window.context.new_cdp_session(window.page)
    x, y = middle(window.page.locator(".handle").nth(0))
    last = window.page.locator(".group").nth(2).bounding_box()
    end = last["y"] + last["height"] - 4

    def touch(kind, at=None):
        points = [] if at is None else [{"x": x, "y": at}]
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", y)
    for step in range(1, 21):
        touch("touchMove", y + (end - y) * step / 20)
    touch("touchEnd")
    assert links(window) == ["second", "third", "first"]
    fine(window)


def test_a_questionnaire_is_brought_in_confirmed_filled_in_and_taken_off(empty, either):
    window = either(empty, size=PHONE)
    window.sign_up("alone")
    window.go("/skills/")
    window.follow("Bring in a questionnaire")
    fine(window)
    window.follow("Bring one in")
    fine(window)
    fill(window, "Or paste its text", '{"resourceType": "Patient"}')
    window.press("Look at it")
    assert "cannot be taken" in said(window)
    fine(window)
    file = {"name": "form.json", "mimeType": "application/json", "buffer": json.dumps(MADE_UP).encode()}
    window.page.locator("input[type=file]").set_input_files(file)
    window.press("Look at it")
    assert "Made up for this test; free." in said(window)
    fine(window)
    window.press("Put it on the shelf")
    assert "Tick this first" in said(window)
    fine(window)
    window.page.get_by_label("I have read what the file says").check()
    window.page.get_by_label("Yes, it is right").first.check()
    window.page.get_by_label(re.compile("Wishing not to be here")).check()
    window.press("Put it on the shelf")
    assert "stands on the shelf" in said(window)
    fine(window)
    begin(window, "made-up-mood")
    window.page.locator("[name=m1][value='2']").check()
    window.page.locator("[name=m2][value='1']").check()
    fine(window)
    window.done("I am done")
    assert window.page.locator(".first-help").is_visible(), "help comes first (A5)"
    assert "Total: 3" in said(window)
    window.go("/forms/")
    window.press("Take off A made-up mood form")
    window.go("/skills/")
    assert "No longer offered" in said(window)
    fine(window)


def test_on_a_desk_a_page_to_fill_in_reads_well(house, visit):
    window = visit(house, size=DESK)
    window.sign_up("desk")
    for skill in ("dear-man", "chain-analysis", "diary-card"):
        begin(window, skill)
        fine(window)


def test_a4_the_way_out_is_there_on_the_screen_of_one_minute_too(house, visit):
    window = visit(house, size=PHONE)
    window.sign_up("one minute")
    window.go("/skills/stop/")
    window.press("One minute, full screen")
    fine(window)
    screen = window.page.locator("dialog")
    box = screen.bounding_box()
    assert (box["x"], box["y"]) == (0, 0), "all of the screen is still"
    with window.page.expect_request("**/leave/"):
        screen.get_by_role("button", name="Quick exit").click()


def test_being_done_waits_for_a_draft_that_is_on_its_way(house, visit):
    window = visit(house, size=PHONE)
    window.sign_up("a slow line")
    begin(window, "stop")
    held = []
    window.page.route("**/draft/", lambda route: held.append(route))  # noqa: PLW0108  it must be our own
    with window.page.expect_request("**/draft/"):
        window.page.locator("main textarea, main input[type=text]").first.fill("Half past nine, in the kitchen")
    window.page.get_by_role("button", name="I am done", exact=True).click(no_wait_after=True)
    assert window.path.endswith("/fill/")
    held[0].continue_()
    window.page.wait_for_url(lambda address: not address.endswith("/fill/"))
    assert "Half past nine, in the kitchen" in said(window)
