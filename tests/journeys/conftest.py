"""Journeys: a real server in a folder of its own, and a real browser."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.house.installing import ROOT, surroundings
from tools import browser as browsers


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.enable_socket)


@contextmanager
def serving(folder):
    """An empty installation in `folder` that serves: the process, with its `url` and its `data` folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, data = f"http://localhost:{port}", folder / "data"  # by name, not number: passkeys ask for that
    words = [sys.executable, "-m", "mending", "serve", "--port", str(port), "--data", str(data)]
    with (folder / "said").open("w") as said:
        server = subprocess.Popen(
            words, cwd=ROOT, env=surroundings(data, MENDING_URL=url), stdout=said, stderr=said
        )
    try:
        wait_for(port, server, folder / "said")
        server.url, server.data = url, data
        yield server
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def server(tmp_path, socket_enabled):
    """A server of this test alone, that may be stopped."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def address(server):
    """Where an empty installation is reached."""
    return server.url


def wait_for(port, server, said):
    for _ in range(300):
        assert server.poll() is None, said.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(said.read_text())


@pytest.fixture(scope="session")
def chromium():
    """One real browser for all journeys; each has a place of its own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find() or None, args=["--no-sandbox"])
        yield browser
        browser.close()


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
