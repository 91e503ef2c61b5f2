"""The command that runs Django's own suite reads what it prints rightly, and its record is of this Django."""

from pathlib import Path

from tools.django_suite import LABELS, Result, differences, locked_django, outcomes

SAID = """\
test_one (basic.tests.A.test_one) ... ok
test_two (basic.tests.A.test_two)
A test with a docstring takes two lines. ... skipped 'not here'
test_three (basic.tests.A.test_three) ... FAIL
test_four (basic.tests.A.test_four) ...   test_four (basic.tests.A.test_four) (n=1) ... FAIL
test_five (basic.tests.A.test_five) ... expected failure

======================================================================
ERROR: test_six (basic.tests.A.test_six)
----------------------------------------------------------------------
"""
RECORD = (Path(__file__).parents[2] / "docs" / "host" / "django-suite.md").read_text()


def test_every_outcome_is_read():
    found = outcomes(SAID)
    assert {name.split()[0]: outcome for name, outcome in found.items()} == {
        "test_one": "ok",
        "test_two": "skipped 'not here'",
        "test_three": "FAIL",
        "test_four": "FAIL",
        "test_five": "expected failure",
        "test_six": "ERROR",
    }


def test_only_what_differs_is_told():
    ours, stock = Result({"a": "ok", "b": "FAIL", "c": "ok"}, [], 1), Result({"a": "ok", "b": "ok"}, [], 0)
    assert list(differences(ours, stock)) == ["b: ours FAIL; stock ok", "c: ours ok; stock not run"]


def test_the_record_is_of_the_django_in_the_lock():
    assert f"Django {locked_django()[0]}," in RECORD


def test_the_record_names_every_label():
    assert all(label in RECORD for label in LABELS)
