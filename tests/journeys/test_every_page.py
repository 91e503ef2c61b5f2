"""Every page that can be reached in the demo: axe in every colour, no scrolling sideways, quick exit in sight.

Colours change nothing but colours: in light axe looks at everything, narrow and wide; in the others at contrast.
"""

import pytest

from tests.house.crawling import kind_of
from tests.house.html import links
from tests.journeys.browsing import DESK, PHONE, too_wide, violations

FOR_EVERYONE = [
    "/",
    "/account/sign-in/",
    "/account/sign-up/",
    "/account/back-in/",
    "/privacy/",
    "/help/",
    "/leave/",
]
PARTS = 4
"""Ruth's pages are looked at in so many parts, some of them at the same time."""
COLOURS = ["color-contrast"]
LOOKS = (
    (DESK, "light", None),
    (PHONE, "light", None),
    (PHONE, "dark", COLOURS),
    (DESK, "dark", COLOURS),
    (DESK, "contrast", COLOURS),
    (PHONE, "contrast", COLOURS),
)
PUT_ON = "theme => { document.documentElement.dataset.theme = theme }"


def pages(window, start):
    """Where links lead, as a crawl from here finds it; one of each kind."""
    waiting, seen, kinds = list(start), [], set()
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind is None or kind in kinds:
            continue
        kinds.add(kind)
        got = window.context.request.get(window.address + path)
        if got.ok and "text/html" in got.headers["content-type"]:
            seen.append(path)
            waiting += links(got.body(), path)
    return seen


@pytest.fixture
def ruth(demo, visit):
    window = visit(demo, workers="block")
    # As the demo prints it: a name and a password a line.
    line = next(line for line in demo.log.read_text().splitlines() if line.strip().startswith("ruth "))
    window.sign_in(*line.split()[:2])
    return window


def broken(window, paths):
    return "\n".join(faults(window, paths))


def faults(window, paths):
    for path in paths:
        page = window.go(path)
        # Colours fade into each other; whoever wants no motion sees them change at once, and so does axe.
        page.emulate_media(reduced_motion="reduce")
        for size, theme, rules in LOOKS:
            page.set_viewport_size(size)
            page.evaluate(PUT_ON, theme)
            yield from (f"{path} {theme} {size['width']}: {one}" for one in violations(page, rules))
            if too_wide(page):
                yield f"{path} {size['width']}: one has to scroll sideways"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_of_ruths_breaks_a_rule(ruth, part):
    paths = pages(ruth, ["/today/"])
    assert len(paths) >= 25, paths
    assert broken(ruth, paths[part::PARTS]) == ""


def test_no_page_for_a_visitor_breaks_a_rule(demo, visit):
    window = visit(demo, workers="block")
    assert broken(window, pages(window, FOR_EVERYONE)) == ""


def test_help_opens_from_every_door_without_signing_in(house, either):
    window = either(house)
    for path in ("/", "/account/sign-in/", "/account/sign-up/", "/privacy/"):
        window.go(path)
        window.follow("Help now")
        assert window.path.startswith("/help/")
