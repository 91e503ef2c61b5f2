"""The command `mending forms`: files, standard input and batches, whatever is in them."""

import io
import json
import subprocess
import sys

import pytest

from mending.site.cli import main
from tests.rules.fhir import answered, fhirpath, form, item, response

ASKED = form(
    item("a", "integer", required=True),
    item(
        "twice", "integer", fhirpath("calculatedExpression", "%resource.item.where(linkId='a').answer.value * 2")
    ),
    title="Two questions",
    copyright="Nobody's",
)
FILLED = response(answered("a", {"valueInteger": 4}))
WORKSHEET = """
[form]
id = "small"
version = 1
language = "en"
title = "Small"
[[part]]
id = "one"
[[part.question]]
id = "mood"
kind = "scale"
ask = "How is it?"
least = 0
most = 4
"""


@pytest.fixture
def file(tmp_path):
    def write(name: str, what: object):
        path = tmp_path / name
        path.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")
        return str(path)

    return write


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = main(["forms", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_validate_prints_an_outcome(capsys, file):
    code, out, _ = run(capsys, "validate", file("q.json", ASKED), file("r.json", response()))
    assert code == 0
    found = json.loads(out)["issue"][0]
    assert (found["severity"], found["code"], found["location"]) == ("error", "required", ["linkId='a'"])


def test_settle_prints_the_response(capsys, file):
    code, out, _ = run(capsys, "settle", file("q.json", ASKED), file("r.json", FILLED))
    assert code == 0
    assert json.loads(out)["item"][1]["answer"] == [{"valueInteger": 8}]


def test_check_says_in_words_and_refuses_with_one(capsys, file):
    code, out, _ = run(capsys, "check", file("q.json", ASKED))
    assert (code, "Two questions" in out, "Nobody's" in out, "It can be taken." in out) == (0, True, True, True)
    code, out, _ = run(capsys, "check", file("bad.json", form(item("a", "string"), item("a", "string"))))
    assert (code, "used more than once" in out) == (1, True)


def test_export_prints_fhir(capsys, file):
    worksheet = file("w.toml", WORKSHEET)
    code, out, _ = run(capsys, "export", worksheet)
    assert (code, json.loads(out)["resourceType"]) == (0, "Questionnaire")
    code, out, _ = run(capsys, "export", worksheet, "--response", file("a.json", {"mood": 3}))
    assert json.loads(out)["item"][0]["item"][0]["answer"] == [{"valueDecimal": 3}]
    code, _, err = run(capsys, "export", file("bad.toml", "[form]"))
    assert (code, "bad.toml" in err) == (1, True)


def test_a_batch_goes_on_whatever_one_line_holds(capsys, file):
    jobs = [
        {"id": 1, "questionnaire": ASKED, "response": FILLED},
        {"id": "none", "questionnaire": None, "response": FILLED},
        {"id": 3, "questionnaire": {"resourceType": "Patient"}, "response": FILLED},
        {"id": 4, "questionnaire": ASKED},
        {"id": 5, "questionnaire": ASKED, "response": []},
    ]
    lines = [*map(json.dumps, jobs), "{not json", "[1]", '{"id": NaN}', "[" * 100_000, json.dumps(jobs[0])]
    code, out, err = run(capsys, "validate", "--batch", file("jobs.jsonl", "\n".join(lines)))
    assert (code, err) == (0, "")
    said = [json.loads(line) for line in out.splitlines()]
    assert [one.get("id") for one in said] == [1, "none", 3, 4, 5, None, None, None, None, 1]
    assert ["error" in one for one in said] == [False, False, True, True, True, True, True, True, True, False]
    assert said[1]["outcome"]["issue"][0]["code"] == "not-found"


def test_half_a_sign_and_a_huge_number_do_not_end_a_batch():
    odd = response(answered("a", {"valueDecimal": 1}), answered("b", {"valueString": "HALF"}))
    line = json.dumps({"id": "HALF", "questionnaire": form(item("b", "string", text="HALF")), "response": odd})
    line = line.replace("HALF", "\\ud800").replace('"valueDecimal": 1', '"valueDecimal": 1.5e330')
    whole = line.replace("\\ud800", "\\ud83d\\ude00")
    command = [sys.executable, "-m", "mending", "forms", "settle", "--batch", "-"]
    done = subprocess.run(command, input=f"{line}\n{whole}\n", capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = [json.loads(one, parse_constant=pytest.fail) for one in done.stdout.splitlines()]
    assert [one["id"] for one in said] == ["\ufffd", "\U0001f600"]
    assert all("response" in one for one in said)


def test_settling_a_batch(capsys, monkeypatch):
    line = json.dumps({"id": "x", "questionnaire": ASKED, "response": FILLED})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{line}\n\n{line}\n".encode())))
    code, out, _ = run(capsys, "settle", "--batch", "-")
    assert (code, [json.loads(one)["id"] for one in out.splitlines()]) == (0, ["x", "x"])


@pytest.mark.parametrize(
    "words", [("validate",), ("settle", "only"), ("validate", "-", "-"), ("check", "nowhere.json")]
)
def test_what_is_missing_is_said_in_words(capsys, words):
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert err.startswith("mending: ")


def test_it_needs_no_django_and_no_library_until_an_expression_is_strange():
    program = (
        "import sys; from mending.site.cli import main; code = main(sys.argv[1:]);"
        "sys.exit(code or any(name in sys.modules for name in ('django', 'fhirpathpy', 'antlr4')))"
    )
    line = json.dumps({"id": 1, "questionnaire": ASKED, "response": FILLED})
    command = [sys.executable, "-c", program, "forms", "validate", "--batch", "-"]
    done = subprocess.run(command, input=line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
