"""`mending coach`: read in words, as JSON, many at once; with no data folder."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mending.coach.labels import Kind
from mending.coach.review import review
from mending.site.cli import main
from mending.site.cli.coach_json import line

HEADS = ("problematic", "judgment", "denial", "comparison", "request", "feeling", "empathic")
KEYS = {"marks", "parts", "request_parts", "strengths", "crisis", "traps", *HEADS}


def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> list[dict[str, Any]]:
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["coach", "--batch", str(file)]) == 0
    return [json.loads(one) for one in capsys.readouterr().out.splitlines()]


def test_a_batch_answers_each_line_in_order_with_all_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        json.dumps({"id": id, "kind": kind, "text": "I lied."}) for id, kind in enumerate(("letter", "thought"))
    ]
    answers = batch(tmp_path, capsys, *asked)
    assert [answer["id"] for answer in answers] == [0, 1]
    for answer in answers:
        assert set(answer) == {"id", *KEYS}
        assert all(0 <= answer[head] <= 1 for head in HEADS)


def test_places_are_characters_of_the_text_as_given() -> None:
    text = "\u201cİ 😀\u201d\nI’m sorry if I hurt you."
    told = json.loads(line(json.dumps({"id": "x", "kind": "letter", "text": text})))
    for mark, seen in zip(told["marks"], review(text, Kind.LETTER).marks, strict=True):
        assert set(mark) == {"label", "start", "end", "tier"}
        assert (mark["start"], mark["end"]) == (seen.start, seen.end)
        assert 0 <= mark["start"] < mark["end"] <= len(text)


def test_danger_is_told_by_its_code() -> None:
    told = json.loads(line('{"id": 1, "text": "I want to die."}'))
    assert told["crisis"] == ["suicide"]
    assert json.loads(line('{"id": 1, "text": "See you on Friday."}'))["crisis"] == []


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("{", None),
        ("[1]", None),
        ('"text"', None),
        ("NaN", None),
        ("[" * 100_000, None),
        ('{"id": 7}', 7),
        ('{"id": "a", "text": 3}', "a"),
        ('{"id": "a", "text": null}', "a"),
        ('{"id": "a", "kind": "poem", "text": "x"}', "a"),
        ('{"id": "a", "kind": ["letter"], "text": "x"}', "a"),
        ('{"id": NaN, "text": "x"}', None),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_with_why(said: str, id: object) -> None:
    told = json.loads(line(said))
    assert set(told) == {"id", "error"}
    assert told["id"] == id
    assert told["error"]


def test_the_run_goes_on_after_a_line_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = batch(tmp_path, capsys, "nothing", "", '{"id": 2, "text": "Hello."}')
    assert "error" in answers[0]
    assert answers[1]["id"] == 2
    assert len(answers) == 2


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "ﬁ" * 50, "😀"])
def test_any_text_is_answered(text: str) -> None:
    assert set(json.loads(line(json.dumps({"id": text, "text": text})))) == {"id", *KEYS}


def test_a_missing_kind_reads_as_a_message() -> None:
    text = "Could you ring me on Friday? I am sorry that I lied to you."
    assert line(json.dumps({"text": text})) == line(json.dumps({"text": text, "kind": "message"}))


def test_a_person_is_shown_help_before_anything_else(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"I took all the pills. I want to die.")))
    assert main(["coach", "-"]) == 0
    assert "Help comes first" in capsys.readouterr().out.splitlines()[0]


def test_a_person_is_told_what_could_be_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("See you on Friday.", "utf-8")
    assert main(["coach", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Could be added" in said
    assert "an offer to put it right" in said


def test_json_gives_the_same_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("I am sorry if I hurt you.", "utf-8")
    assert main(["coach", str(file), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == KEYS


@pytest.mark.parametrize("words", [["coach"], ["coach", "a.txt", "--batch", "b"], ["coach", "/not/there.txt"]])
def test_what_cannot_be_done_is_refused_in_words(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert capsys.readouterr().err.startswith("mending: ")


def test_it_needs_neither_a_data_folder_nor_django() -> None:
    check = (
        "import sys; from mending.site.cli import main; code = main(['coach', '-']);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], input=b"Hello.", env={"PATH": "/usr/bin"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
