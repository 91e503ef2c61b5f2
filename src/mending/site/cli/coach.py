"""`mending coach`: a text read for how it may land. Needs no data folder, network or Django; keeps nothing."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from mending.coach.labels import Kind
from mending.coach.review import review
from mending.site.cli import coach_json, coach_words
from mending.site.trouble import Stop

NAME = "coach"
HELP = "Read a text before it is sent: what may land badly, what is there, what could be added. Keeps nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="FILE", nargs="?", help="the text; - is standard input")
    parser.add_argument(
        "--kind", choices=[kind.value for kind in Kind], default="letter", help="what it is meant to be (letter)"
    )
    parser.add_argument("--json", action="store_true", help="for a program instead of a person")
    parser.add_argument(
        "--batch", metavar="FILE", help='many, one JSON line each: {"id","kind","text"}; - is standard input'
    )


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused in words, as every command. A line of a batch that is not right is answered as such."""
    if bool(args.batch) == bool(args.text):
        raise Stop("Name one text (- is standard input), or many with --batch.")
    if args.batch:
        for line in _lines(args.batch):
            print(coach_json.line(line), flush=True)  # whoever asks line by line is answered line by line
        return 0
    text = _text(args.text)
    kind = Kind(args.kind)
    seen = review(text, kind)
    if args.json:
        print(json.dumps(coach_json.told(seen, text, reasons=True), indent=2))
    else:
        print(coach_words.told(seen, text, kind))
    return 0


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Stop(f"{name} cannot be read: {error.strerror}.") from error
    return data.decode("utf-8-sig", "replace")


def _lines(name: str) -> Iterator[str]:
    """The lines that are not empty."""
    if name == "-":
        yield from (line.decode("utf-8-sig", "replace") for line in sys.stdin.buffer if line.strip())
        return
    try:
        with Path(name).open("rb") as file:
            yield from (line.decode("utf-8-sig", "replace") for line in file if line.strip())
    except OSError as error:
        raise Stop(f"{name} cannot be read: {error.strerror}.") from error
