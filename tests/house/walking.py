"""Asking for addresses as each of the cast, each time as if nothing had been asked before."""

import copy
import re
from urllib.parse import urlsplit

from django.db import transaction
from django.test import Client

from tests import make

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


class Walker:
    """One of the cast, or a visitor, with a browser."""

    def __init__(self, viewer=None, *, proved=True):
        self.viewer = viewer
        self.client = Client()
        if viewer is not None:
            make.sign_in(self.client, viewer, proved=proved)
        self._cookies = copy.deepcopy(self.client.cookies)

    def ask(self, method, path, data=None, **more):
        """The answer; whatever it changed is taken back."""
        with transaction.atomic():
            answer = self.stay(method, path, data, **more)
            transaction.set_rollback(True)
        self.refresh()
        return answer

    def refresh(self):
        """The browser as it was right after signing in."""
        self.client.cookies = copy.deepcopy(self._cookies)

    def stay(self, method, path, data=None, **more):
        """The answer, with what it changed."""
        if method == "POST":
            return self.client.post(path, data or {}, **more)
        if method == "TRACE":
            return self.client.trace(path, **more)
        return getattr(self.client, method.lower())(path, **more)


def said(answer):
    """Status, and for a redirect the path it leads to."""
    if 300 <= answer.status_code < 400:
        return f"{answer.status_code} {urlsplit(answer.headers['Location']).path}"
    return str(answer.status_code)


def whole(answer):
    """Every byte of an answer: headers, cookies, body; the anti-forgery token taken out, which is always new."""
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    cookies = "\n".join(morsel.OutputString() for name, morsel in answer.cookies.items() if "csrf" not in name)
    return f"{headers}\n{cookies}\n".encode() + _TOKEN.sub(rb"\1", answer.getvalue())


def is_page(answer):
    """Whether a person would read it in a browser."""
    return answer.headers.get("Content-Type", "").startswith("text/html") and bool(answer.getvalue())
