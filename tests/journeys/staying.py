"""What journeys of someone who has an account share."""

import os
import signal
import subprocess
from contextlib import contextmanager

from tests.house import installing
from tests.people import PASSWORD

PHONE = {"viewport": {"width": 320, "height": 568}}
NAME = "wren"
ACCOUNT = f"""
from mending.accounts.actions import open_account
from mending.consent.rules import Side
open_account(name={NAME!r}, side=Side.PERSON, password={PASSWORD!r})
"""


def open_account(server):
    """An account for `wren`, made beside the running server."""
    installing.script(server.data, ACCOUNT)


def sign_in(page):
    """Sign in as `wren`, the way a person does."""
    page.goto("/account/sign-in/")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/today/")


def press(page, words):
    page.get_by_role("button", name=words, exact=True).first.click()


def follow(page, words):
    page.get_by_role("link", name=words, exact=True).first.click()


def said(page):
    """The words of the page, without what surrounds every page."""
    return page.locator("main").inner_text()


@contextmanager
def standing_still(server):
    """For a while the server takes connections and answers none."""
    found = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True, check=False)
    everyone = [server.process.pid, *map(int, found.stdout.split())]
    for process in everyone:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in everyone:
            os.kill(process, signal.SIGCONT)
