"""Everything essential works with the keyboard alone, and one sees where one is."""

MOST = 60  # presses of Tab


def tab_to(page, name):
    """Press Tab until the control of this name has the focus."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            assert page.evaluate(IS_SEEN), f"{name} has the focus and shows no sign of it"
            return
    raise AssertionError(f"Tab does not reach {name!r} at {page.url}")


NAME = """() => {
  const it = document.activeElement;
  return (it.getAttribute("aria-label") || it.labels?.[0]?.innerText || it.innerText || it.value || "").trim();
}"""
IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
}"""


def test_a_promise_is_kept_by_keyboard_alone(house, visit):
    window = visit(house)
    window.sign_up("keyboard")
    page = window.go("/promises/new/")
    tab_to(page, "I promise to")
    page.keyboard.type("Water the plants")
    tab_to(page, "I promise")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/new/" not in url)
    window.go("/today/")
    tab_to(page, "Kept: Water the plants")
    page.keyboard.press("Enter")
    page.get_by_text("Kept. That is written down now.").wait_for()


def test_the_first_tab_skips_to_the_page(house, visit):
    window = visit(house)
    page = window.go("/help/")
    page.keyboard.press("Tab")
    assert page.evaluate(NAME) == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_help_and_quick_exit_are_reached_by_keyboard(house, visit):
    window = visit(house)
    window.sign_up("keys out")
    page = window.go("/today/")
    tab_to(page, "Help now")
    tab_to(page, "Quick exit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leave/")
