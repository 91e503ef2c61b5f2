"""A real Chromium for the journeys: one that is here, or one installed for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHOSEN = "BROWSER_PROGRAM"
"""The environment variable that names a browser, empty for the one Playwright brought."""


class NoBrowser(Exception):
    """There is no browser; the message says what to install."""


def find() -> str | None:
    """The Chromium or Chrome on this machine; the empty text for Playwright's own; None when there is neither."""
    if CHOSEN in os.environ:
        return os.environ[CHOSEN]
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or ("" if _playwrights_own() else None)


def provide() -> str:
    """A browser to use, installed if there was none. Raises NoBrowser."""
    found = find()
    if found is None and os.getuid() == 0 and shutil.which("apt-get"):
        print("There is no Chromium here; installing it with apt.", flush=True)
        _quietly("apt-get", "update", "-q")
        _quietly("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core")
        found = find()
    if found is None:
        print("There is no Chromium here; fetching Playwright's own.", flush=True)
        _quietly(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    if found is None:
        raise NoBrowser(
            "There is no Chromium or Chrome, and none could be fetched. On Debian: apt install chromium"
        )
    return found


def _quietly(*words: str) -> None:
    """Run a program, and show what it says only when it fails."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print((done.stdout + done.stderr)[-2000:], flush=True)


def _playwrights_own() -> bool:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  slow to load, and only asked for here

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()
