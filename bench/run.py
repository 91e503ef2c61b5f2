"""How fast, how large, how lean: every main page beside the floor of the same run. `./mending bench`.

It starts the production server twice, with one month and with five years of daily data, asks
each page in turn with the floor between, one client, and prints ratios. Timings vary from run to run; ratios of
one run are what counts. Nothing here is a test.
"""

import argparse
import gzip
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.serving import Client, Server

ROOT = Path(__file__).resolve().parents[1]
MONTH, FIVE_YEARS = 30, 5 * 365
PAGES = {
    "Today": "/today/",
    "Circle": "/circle/",
    "A relationship": "/circle/{person}/",
    "Map of the circle": "/circle/map/",
    "Contacts": "/circle/contacts/",
    "Stay in touch": "/circle/in-touch/",
    "When it gets quiet": "/circle/quiet/",
    "Promises": "/promises/",
    "A promise": "/promises/{promise}/",
    "Make a promise": "/promises/new/",
    "Record": "/record/",
    "Record of one": "/record/{person}/",
    "Staying well": "/well/",
    "Check in": "/well/check-in/",
    "How it went": "/well/pictures/",
    "Look back at the week": "/well/week/",
    "My time": "/recovery/",
    "Weeks to take care in": "/recovery/windows/",
    "What now": "/recovery/return/",
    "Safety plan": "/plan/",
    "Skills": "/skills/",
    "A skill": "/skills/thought-record/",
    "A skill with many days": "/skills/diary-card/",
    "Fill in a form": "/skills/written/{sheet}/fill/",
    "A filled form": "/skills/written/{sheet}/",
    "What I expect": "/expectations/",
    "An expectation": "/expectations/{expectation}/",
    "Expected and came": "/expectations/over-time/",
    "Making it good": "/amends/",
    "An amends": "/amends/{amends}/",
    "Letters": "/amends/letters/",
    "A letter of 300 words": "/amends/letters/{letter}/",
    "Writing a letter": "/amends/letters/{letter}/write/",
    "Letting go": "/letting-go/{person}/",
    "Ending it": "/letting-go/{person}/end/kindly/",
    "Steps of grief": "/letting-go/{person}/grief/",
    "Forms brought in": "/forms/",
    "Reminders": "/reminders/",
    "Settings": "/account/",
    "Help, signed in": "/help/gb/",
}
FLOOR = "/bench/floor/"


@dataclass(slots=True)
class Figures:
    """What one page showed at one span of data: seconds, questions, bytes as sent."""

    times: list[float] = field(default_factory=list)
    questions: int = 0
    size: int = 0

    @property
    def middle(self) -> float:
        return median(self.times)

    @property
    def low(self) -> float:
        """The lowest tenth: what other work on the machine disturbs least."""
        return quantiles(self.times, n=10)[0]

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20)[-1]


class Browser(Client):
    """One signed-in client on one open connection."""

    def open(self, port: int) -> None:
        self.sign_in(port)
        self.line = HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, address: str) -> tuple[float, str, int]:
        """Seconds, questions asked, bytes as sent (compressed)."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.perf_counter()
        self.line.request("GET", address, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
        answer = self.line.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.status != 200:
            raise SystemExit(f"{address} was answered with {answer.status}.")
        return took, answer.headers.get("X-Questions", "0"), len(body)

    def post(self, address: str, form: dict[str, str]) -> float:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrf", "")})
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        self.line.request("POST", address, body, headers)
        answer = self.line.getresponse()
        answer.read()
        took = time.perf_counter() - start
        if answer.status >= 400:
            raise SystemExit(f"{address} was answered with {answer.status}.")
        return took


def environment(folder: Path, database: str) -> dict[str, str]:
    """The surroundings of one measured installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MENDING_")}
    kept |= {"MENDING_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(ROOT)}
    return kept | ({"DATABASE_URL": database} if database else {})


def build(surroundings: dict[str, str], days: int) -> dict[str, str]:
    """Make an installation with so many days of data; returns the ids to ask for."""
    key = Path(surroundings["MENDING_DATA"]) / "keys" / "installation.key"
    making = f"from mending.vault import keyring; import pathlib; keyring.write(pathlib.Path({str(key)!r}), "
    making += "keyring.Ring((keyring.new_key(),)))"
    subprocess.run([sys.executable, "-c", making], env=surroundings, check=True)
    command = [sys.executable, "-m", "bench.build", str(days)]
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure(server: Server, ids: dict[str, str], rounds: int) -> dict[str, Figures]:
    """Every page in turn, the floor among them, so that a slow moment of the machine falls on all alike."""
    browser = Browser(0)
    browser.open(server.port)
    addresses = {"Floor": FLOOR} | {name: address.format(**ids) for name, address in PAGES.items()}
    for _ in range(20):
        for address in addresses.values():
            browser.get(address)
    figures = {name: Figures() for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            took, questions, size = browser.get(address)
            figures[name].times.append(took)
            figures[name].questions, figures[name].size = int(questions), size
    return figures


def measure_writes(server: Server, ids: dict[str, str], rounds: int) -> tuple[float, float]:
    """Medians of saving an outcome with one tap (and its undoing apart), and of a bare write of one row."""
    browser = Browser(0)
    browser.open(server.port)
    today = datetime.now(UTC).date()
    place = f"/promises/{ids['promise']}/{today}"
    saving, bare = [], []
    for _ in range(rounds):
        saving.append(browser.post(f"{place}/kept/", {"next": "/today/"}))
        bare.append(browser.post("/bench/write/", {}))
        browser.post(f"{place}/undo/", {"next": "/today/"})
        browser.line.request("GET", "/bench/floor/", headers={"Cookie": ""})
        browser.line.getresponse().read()
    return median(saving), median(bare)


def memory(server: Server) -> list[float]:
    """The proportional memory of each worker in megabytes."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    found = []
    for child in children:
        lines = Path(f"/proc/{child}/smaps_rollup").read_text()
        found.append(int(re.findall(r"^Rss: +(\d+)", lines, re.M)[0]) / 1024)
    return found


def visits(port: int) -> dict[str, int]:
    """Bytes of a first visit to the front page and the sign-in page, all compressed, and of a later page."""
    sizes, total = {}, 0
    page = _fetch(port, "/account/sign-up/")
    html = gzip.decompress(page).decode()
    total += len(page)
    for address in set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)):
        size = len(_fetch(port, address))
        sizes[re.sub(r"\.[0-9a-f]{12}", "", address.removeprefix("/static/"))] = size
        total += size
    return {"first visit in all": total, "its page": len(page), **dict(sorted(sizes.items()))}


def _fetch(port: int, address: str) -> bytes:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    return answer.read()


def start_times(surroundings: dict[str, str], rounds: int = 5) -> tuple[float, float]:
    """Medians of start to first answer: ours on what is already set up, and Django with one view, same server."""
    ours, bare = [], []
    for _ in range(rounds):
        for module, found in (("mending serve", ours), ("bench.bare", bare)):
            start = time.perf_counter()
            server = Server(surroundings, module=module)
            _fetch(server.port, "/help/gb/")
            found.append(time.perf_counter() - start)
            server.stop()
    return median(ours), median(bare)


def main() -> None:
    """Measure, print, and say where a figure falls short of TARGETS."""
    parser = argparse.ArgumentParser(prog="mending bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=200, help="requests for each page (at least 200 to be quoted)"
    )
    args = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}")
    folder = Path(tempfile.mkdtemp(prefix="mending-bench-"))
    try:
        spans = {days: _one(folder / str(days), days, args.rounds) for days in (MONTH, FIVE_YEARS)}
        _tell(spans[MONTH], spans[FIVE_YEARS])
        surroundings = environment(folder / str(MONTH), "")
        ours, bare = start_times(surroundings)
        print(f"\nStart to first answer: {ours:.2f} s, bare Django {bare:.2f} s: {ours / bare:.2f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _one(folder: Path, days: int, rounds: int) -> dict[str, Figures]:
    surroundings = environment(folder, "")
    print(f"building {days} days …", flush=True)
    ids = build(surroundings, days)
    server = Server(surroundings)
    try:
        figures = measure(server, ids, rounds)
        saving, bare = measure_writes(server, ids, max(20, rounds // 4))
        print(
            f"  saving an outcome {saving * 1000:.1f} ms, a bare write {bare * 1000:.1f} ms: {saving / bare:.2f}"
        )
        print("  workers " + ", ".join(f"{size:.0f} MB" for size in memory(server)))
        if days == MONTH:
            print("  bytes " + ", ".join(f"{name} {size}" for name, size in visits(server.port).items()))
    finally:
        server.stop()
    return figures


def _tell(month: dict[str, Figures], years: dict[str, Figures]) -> None:
    floor, floor_years = month["Floor"], years["Floor"]
    for span, one in (("one month", floor), ("five years", floor_years)):
        print(f"Floor at {span}: {one.middle * 1000:.2f} ms, lowest tenth {one.low * 1000:.2f} ms")
    head = ("page", "to the floor", "lowest tenth", "p95", "five years", "lowest tenth", "years : month")
    print("\n| " + " | ".join((*head, "questions", "bytes")) + " |\n" + "|---" * (len(head) + 2) + "|")
    for name in PAGES:
        at, later = month[name], years[name]
        low, low_years = at.low / floor.low, later.low / floor_years.low
        print(
            f"| {name} | {at.middle / floor.middle:.2f} | {low:.2f} | {at.p95 / floor.middle:.2f} "
            f"| {later.middle / floor_years.middle:.2f} | {low_years:.2f} | {low_years / low:.2f} "
            f"| {at.questions} / {later.questions} | {at.size} / {later.size} |"
        )


if __name__ == "__main__":
    main()
