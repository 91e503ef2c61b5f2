"""A real server with people at it, to be killed: `mending serve`, its workers, and clients over HTTP."""

import html
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PASSWORD = "a long quiet walk by the river"
WORDS = "/account/settings/words/"
OPEN = """
import django, sys
django.setup()
from mending.accounts.actions import open_account
from mending.consent.rules import Side
for number in range({count}):
    open_account(name=f"writer {{number}}", side=Side.PERSON, password={password!r})
"""


class Gone(Exception):
    """The server did not answer: it was killed, or is not there yet."""


class Server:
    """`mending serve` with its workers, in a process group of its own."""

    def __init__(
        self, environment: Mapping[str, str], before: tuple[str, ...] = (), module: str = "mending serve"
    ) -> None:
        self.port = _free_port()
        command = [*before, sys.executable, "-m", *module.split(), "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=dict(environment),
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def kill(self) -> None:
        """SIGKILL to the server and all its workers at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.terminate()
        self.process.wait(timeout=30)

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise SystemExit("The server did not start within a minute.")


class Client:
    """One person at a browser of their own, who changes their own words again and again."""

    def __init__(self, number: int, kind: str = "writer") -> None:
        self.name = f"{kind} {number}"
        self.cookies: dict[str, str] = {}
        self.sent = self.acknowledged = self.writes = 0

    def sign_in(self, port: int) -> None:
        self._ask(port, "GET", "/account/sign-in/")
        status, _ = self._ask(port, "POST", "/account/sign-in/", {"name": self.name, "password": PASSWORD})
        if status != 302:
            raise SystemExit(f"{self.name} could not sign in ({status}).")

    def write(self, port: int) -> None:
        """Send one more change; count it as acknowledged when the server says so. Raises Gone."""
        self.sent += 1
        status, _ = self._ask(port, "POST", WORDS, {"chosen": "other", "own": f"word {self.sent}"})
        if status != 302:
            raise SystemExit(f"A change was answered with {status}.")
        self.acknowledged = self.sent
        self.writes += 1

    def kept(self, port: int) -> int:
        """The number of the change that is there."""
        _, page = self._ask(port, "GET", WORDS)
        found = re.search(r'value="word (\d+)"', html.unescape(page))
        return int(found[1]) if found else 0

    def _ask(self, port: int, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("csrf", "")})
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as trouble:
            raise Gone from trouble
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, page


def write_until_killed(server: Server, clients: list[Client], least: int) -> None:
    """Let everyone write at once until there were `least` changes more, then kill the server under them."""
    before = sum(client.writes for client in clients)
    threads = [threading.Thread(target=_write_on, args=(client, server.port)) for client in clients]
    for thread in threads:
        thread.start()
    while sum(client.writes for client in clients) - before < least and any(t.is_alive() for t in threads):
        time.sleep(0.005)
    server.kill()
    for thread in threads:
        thread.join()


def syncs_of_requests(environment: Mapping[str, str], client: Client, count: int, log: str) -> float:
    """Syncs to disk for each acknowledged change over HTTP, as strace counts them in the whole server."""
    server = Server(environment, ("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", log))
    client.sign_in(server.port)
    client.write(server.port)
    before = _lines(log)
    for _ in range(count):
        client.write(server.port)
    found = _lines(log) - before
    server.kill()
    return found / count


def _lines(log: str) -> int:
    with open(log) as file:  # noqa: PTH123  strace is given the name too
        return sum("sync(" in line for line in file)


def _write_on(client: Client, port: int) -> None:
    try:
        while True:
            client.write(port)
    except Gone:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
