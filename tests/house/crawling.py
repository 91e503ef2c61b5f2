"""Going through Mending as a person does, over HTTP: every link, every form, a secret in every text field."""

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from django.urls import Resolver404, resolve

from tests.house.html import TOKEN, forms, links

WAYS_OUT = {"leave", "account_logout"}
"""Addresses that end the crawl."""
PAGES_OF_ONE_KIND = 3
"""How many relationships, promises, days are looked at of each: more are alike."""
FORMS_OF_ONE_KIND = 2


class Browser:
    """Cookies, and answers as bytes with their headers."""

    def __init__(self, server, cookies=None):
        self.host = urlsplit(server.address).netloc
        self.cookies = SimpleCookie(cookies or {})

    def ask(self, method, path, sent=None):
        """Status, headers and body in one text of bytes, and the place it leads to."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {
            "Cookie": "; ".join(f"{key}={morsel.value}" for key, morsel in self.cookies.items() if morsel.value)
        }
        body = None
        if sent is not None:
            body = urlencode(sent)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        for value in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(value)
        connection.close()
        return Got(answer.status, str(answer.headers).encode(), content, answer.headers.get("Location", ""))


class Got:
    """An answer."""

    def __init__(self, status, headers, content, location):
        self.status, self.headers, self.content, self.location = status, headers, content, location

    @property
    def everything(self):
        return self.headers + self.content


class Crawler:
    """One of the cast on their way through everything, leaving a secret wherever text is taken."""

    def __init__(self, server, mark):
        self.browser = Browser(server)
        self.mark = mark
        self.secrets = {}
        self.seen = []
        self.sent = []
        self._kinds = {}
        self._waiting = []

    def write(self, field, place):
        """A new secret for a text field, short enough for any of them."""
        secret = f"{self.mark}{len(self.secrets):03d}q"
        self.secrets[secret] = f"{place} {field.name}"
        return secret

    def begin(self, path, fixed):
        """Send the form of this page, with these values for the fields that need certain ones."""
        page = self.browser.ask("GET", path)
        form = next(one for one in forms(page.content, path) if one.named(next(iter(fixed))))
        answer = self._send(form, fixed)
        assert answer.status == 302, answer.content.decode()
        return answer.location

    def go(self, start):
        """Everything that can be reached from here."""
        self._waiting = [start]
        while self._waiting:
            path = self._waiting.pop(0)
            if self._is_new(path):
                self._look(path)

    def _look(self, path):
        got = self.browser.ask("GET", path)
        if got.status == 302:
            self._waiting.append(got.location)
        if got.status != 200 or b"text/html" not in got.headers:
            return
        self.seen.append(path)
        self._waiting += links(got.content, path)
        for form in forms(got.content, path):
            if self._may_send(form):
                self._follow(self._send(form), form)

    def _follow(self, got, form):
        """Where a form led to; when it asks to be sent again as it is, so it is, once."""
        assert got.status < 500, form.action
        if got.status in (302, 303):
            self._waiting.append(got.location)
        for again in forms(got.content, form.action) if got.status == 200 else []:
            if again.action == form.action and any(one.kind == "submit" for one in again.fields):
                kept = {one.name: one.value for one in again.fields if one.is_text}
                self._waiting += [self._send(again, kept).location or "/today/"]

    def _send(self, form, fixed=None):
        sent = form.filled(lambda field: (fixed or {}).get(field.name) or self.write(field, form.action))
        sent |= {name: value for name, value in (fixed or {}).items() if form.named(name)}
        self.sent.append((form.action, dict(sent)))
        token = form.named(TOKEN)
        return self.browser.ask("POST", form.action, {**sent, **({TOKEN: token.value} if token else {})})

    def _is_new(self, path):
        kind = kind_of(path)
        if kind is None or path in self.seen or kind in WAYS_OUT:
            return False
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        return self._kinds[kind] <= PAGES_OF_ONE_KIND

    def _may_send(self, form):
        kind = (kind_of(form.action), tuple(sorted({one.name for one in form.fields})))
        # A button alone takes no text, and may take back what was written.
        takes_text = any(one.is_text for one in form.fields)
        asks_for_password = any(one.kind == "password" for one in form.fields)
        if form.method != "POST" or kind[0] is None or not takes_text or asks_for_password:
            return False
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        return self._kinds[kind] <= FORMS_OF_ONE_KIND


def kind_of(path):
    """The name of the address, and what comes after the question mark without its values."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).url_name
    except Resolver404:
        return None
    return name + re.sub(r"=[^&]*", "", f"?{parts.query}" if parts.query else "")
