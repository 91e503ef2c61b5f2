"""The accessibility rules of axe on the pages for everyone, in every set of colours, narrow and wide."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/help/",
    "/help/us/",
    "/help/us/overdose/",
    "/gallery/",
    "/leave/",
    "/account/sign-in/",
    "/privacy/",
    "/nothing/",
)


def test_no_page_for_everyone_breaks_a_rule(chromium, address):
    broken = []
    for look, width in product(("light", "dark", "contrast"), (320, 1280)):
        context = chromium.new_context(
            base_url=address, viewport={"width": width, "height": 800}, bypass_csp=True, service_workers="block"
        )
        context.add_cookies([{"name": "theme", "value": look, "url": address}])
        broken += [(look, width, *found) for found in faults(context.new_page(), width)]
        context.close()
    assert not broken


def faults(page, width):
    for place in PAGES:
        page.goto(place)
        for rule in Axe().run(page).response["violations"]:
            yield place, rule["id"], rule["nodes"][0]["html"]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield place, "wider than the screen"
