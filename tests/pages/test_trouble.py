"""What a page says when something breaks: words, a way on, and never a trace."""

import logging

import pytest
from django.db import OperationalError

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(client, monkeypatch, caplog):
    """Ask for the front page while something in it raises what is given."""
    client.raise_request_exception = False

    def ask(trouble):
        def raise_it(*_):
            raise trouble

        monkeypatch.setattr("mending.site.middleware.viewer_of", raise_it)
        with caplog.at_level(logging.ERROR):
            return client.get("/")

    return ask


@pytest.mark.parametrize("words", ["database or disk is full", "database is locked", "disk I/O error"])
def test_a_database_that_takes_nothing_just_now(broken, caplog, words):
    answer = broken(OperationalError(words))
    assert answer.status_code == 503
    assert b"what you typed is still in the form" in answer.content
    assert b"Help now" in answer.content
    assert b"Quick exit" in answer.content
    assert any("run this again" in record.getMessage() for record in caplog.records)


def test_an_error_nobody_foresaw(broken):
    answer = broken(RuntimeError("a planted secret"))
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content
    assert b"planted" not in answer.content
    assert b"Help now" in answer.content
