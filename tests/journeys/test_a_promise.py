"""Ruth signs up, adds Daniel, promises, keeps it and sees it in the record, with JavaScript and without."""


def test_a_promise_is_made_kept_and_seen(house, either):
    window = either(house)
    window.sign_up(f"ruth {window.javascript}")
    window.add_to_circle("Dani")
    assert window.heading == "Dani"
    window.promise("Call Dani at six", to="Dani")
    assert "Call Dani at six" in window.heading
    window.go("/today/")
    window.press("Kept: Call Dani at six")
    assert window.path == "/today/"
    assert window.page.get_by_text("Kept. That is written down now.").is_visible()
    window.go("/record/")
    table = window.page.locator("main table").first
    assert table.is_visible()
    assert "1" in table.inner_text()
    window.follow("Dani")
    assert "Dani" in window.heading


def test_a_vague_promise_gets_a_nudge_and_can_be_kept_as_it_is(house, either):
    window = either(house)
    window.sign_up(f"vague {window.javascript}")
    window.promise("I will always be better")
    assert window.page.get_by_text("A thought before you promise").is_visible()
    assert window.page.get_by_label("I promise to").input_value() == "I will always be better"
    window.press("Keep it as it is")
    assert "I will always be better" in window.heading


def test_a_kept_promise_can_be_undone(house, either):
    window = either(house)
    window.sign_up(f"undo {window.javascript}")
    window.promise("Wash up")
    window.go("/today/")
    window.press("Kept: Wash up")
    window.press("Undo")
    assert window.page.get_by_role("button", name="Kept: Wash up").is_visible()


def test_two_tabs_never_lose_words(house, either):
    window = either(house)
    window.sign_up(f"tabs {window.javascript}")
    window.promise("Write to Marta")
    window.follow("Change")
    address = window.page.url
    other = window.context.new_page()
    other.goto(address)
    other.get_by_label("I promise to").fill("Write to Marta by hand")
    other.get_by_role("button", name="Save").click()
    window.page.get_by_label("I promise to").fill("Write to Marta on Sunday")
    window.press("Save")
    assert window.page.get_by_text("Write to Marta by hand").is_visible()
    assert window.page.get_by_label("I promise to").input_value() == "Write to Marta on Sunday"
