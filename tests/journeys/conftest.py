"""Journeys: a real server in a folder of its own, and a real browser."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.house import installing
from tests.journeys import browsing, staying
from tests.people import PASSWORD
from tests.serving import serving
from tools import browser as browsers


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A data folder that a first start has gone through, made once. What a first start does is tried in house."""
    return installing.begin(tmp_path_factory.mktemp("begun") / "data")


@pytest.fixture
def server(tmp_path, socket_enabled, begun):
    """A server of this test alone, that may be stopped."""
    # By name, not number: passkeys ask for that.
    with serving(tmp_path, host="localhost", begun=begun) as running:
        yield running


@pytest.fixture
def address(server):
    """Where an empty installation is reached."""
    return server.address


@pytest.fixture(scope="module")
def wrens(tmp_path_factory, begun):
    """A server that the journeys of one file share, with an account of `wren`'s."""
    with serving(tmp_path_factory.mktemp("wrens"), host="localhost", begun=begun) as running:
        staying.open_account(running)
        yield running


FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    """One real browser for all journeys; each has a place of its own in it."""
    program = browsers.find()
    if program is None:
        pytest.fail("There is no Chromium or Chrome here. On Debian or Ubuntu: apt install chromium")
    # Chromium's own sandbox refuses to run as root.
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program or None, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory, begun):
    """A production server that the journeys of one file share, each with an account of its own.

    Not all journeys: no more than twenty accounts are opened in ten minutes from one place.
    """
    with serving(tmp_path_factory.mktemp("house"), begun=begun) as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo family, served."""
    with serving(tmp_path_factory.mktemp("demo"), command="demo") as running:
        yield running


@pytest.fixture
def empty(tmp_path, begun):
    """A production server that nobody has an account on."""
    with serving(tmp_path, begun=begun) as running:
        yield running


@pytest.fixture
def visit(chromium):
    """Open a window of one's own on a server; what goes wrong in it fails the journey at its end."""
    opened = []

    def window(running, **more):
        opened.append(browsing.Window(chromium, running.address, **more))
        return opened[-1]

    yield window
    troubles = [trouble for one in opened for trouble in one.close()]
    assert not troubles, "\n".join(troubles)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def either(request, visit):
    """A window as most have it, and one that runs no script."""
    return lambda running, **more: visit(running, javascript=request.param, **more)


@pytest.fixture
def page(chromium, address):
    """A page on a small phone, at the front door."""
    context = chromium.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()
    assert page.said == []


@pytest.fixture
def phone(chromium, address):
    """A small phone that runs no script, signed in to a new account."""
    context = chromium.new_context(
        base_url=address, viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/account/sign-up/")
    page.get_by_label("A name to sign in with").fill("Ruth")
    page.get_by_label("A person in recovery", exact=True).check()
    page.get_by_label("I am 18 or older.").check()
    page.locator("input[type=password]").first.fill(PASSWORD)
    staying.press(page, "Open my account")
    yield page
    context.close()
