"""`mending forms`: questionnaires of others, checked, compared with answers, settled. Needs no data folder."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from mending.site.trouble import Stop
from mending.worksheets.rules import reading as worksheets
from mending.worksheets.rules.fhir.exporting import questionnaire, response
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.jobs import Desk
from mending.worksheets.rules.fhir.lenient import Json, Unreadable, dump, parse
from mending.worksheets.rules.fhir.translating import languages, translated
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.shelving import addressed, confirmed

T = TypeVar("T")

NAME = "forms"
HELP = "Work with questionnaires of others (FHIR), without a network and without a data folder."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(required=True, metavar="DEED")
    check = deeds.add_parser("check", help="say in words what is understood of a questionnaire and what is not")
    check.add_argument("questionnaire", metavar="FILE", help="a FHIR Questionnaire as JSON; - is standard input")
    check.set_defaults(deed=_check)
    for name, help, deed in (
        ("validate", "print the OperationOutcome of answers against their questionnaire", _validate),
        ("settle", "print the answers after conditions and calculations", _settle),
    ):
        one = deeds.add_parser(name, help=help)
        one.add_argument("questionnaire", metavar="QUESTIONNAIRE", nargs="?")
        one.add_argument("response", metavar="RESPONSE", nargs="?")
        one.add_argument(
            "--batch", metavar="FILE", help='many, one JSON line each: {"id","questionnaire","response"}'
        )
        one.set_defaults(deed=deed)

    export = deeds.add_parser("export", help="print one of our forms (TOML) as a FHIR Questionnaire")
    export.add_argument("form", metavar="FORM", help="a worksheet file; - is standard input")
    export.add_argument("--response", metavar="ANSWERS", help="answers by question, as JSON: print these instead")
    export.set_defaults(deed=_export)

    install = deeds.add_parser("install", help="put a form on the shelf of this installation, for everyone here")
    install.add_argument("form", metavar="FILE", help="a FHIR Questionnaire (JSON) or a worksheet of ours (TOML)")
    install.add_argument(
        "--danger",
        metavar="ID",
        action="append",
        default=[],
        help="a question whose answer can mean danger: help comes first then; may be repeated",
    )
    install.add_argument(
        "--language", metavar="TAG", default="", help="in this of the languages that the file carries"
    )
    install.add_argument(
        "--confirm",
        action="store_true",
        help="yes, its licence allows us to use it here, and I read what was found",
    )
    install.set_defaults(deed=_install)
    retire = deeds.add_parser("retire", help="take an installed form off the shelf; what was written stays")
    retire.add_argument("id", metavar="ID")
    for one in (install, retire):
        one.add_argument("--data", metavar="FOLDER", type=Path, help="the data folder (otherwise MENDING_DATA)")
    retire.set_defaults(deed=_retire)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused (in words), as every command."""
    return int(args.deed(args))


def _check(args: argparse.Namespace) -> int:
    found = _reads(args.questionnaire, take)
    print(found.title or "(no title)")
    for finding in found.findings:
        print(f"  {finding}")
    print("It can be taken." if found.form else "It cannot be taken as it is.")
    return 0 if found.form else 1


def _validate(args: argparse.Namespace) -> int:
    with Desk() as desk:
        return _each(args, desk, "outcome")


def _settle(args: argparse.Namespace) -> int:
    with Desk() as desk:
        return _each(args, desk, "response")


def _each(args: argparse.Namespace, desk: Desk, what: str) -> int:
    work = desk.outcome if what == "outcome" else desk.settled
    if args.batch:
        for line in _lines(args.batch):
            print(desk.line(line, what), flush=True)  # whoever asks line by line is answered line by line
        return 0
    if not args.questionnaire or not args.response:
        raise Stop("Name a questionnaire and a response, or many with --batch.")
    if args.questionnaire == args.response == "-":
        raise Stop("Only one of the two can come from standard input.")
    try:
        print(dump(work(_reads(args.questionnaire, dict), _reads(args.response, dict))))
    except Unreadable as error:
        raise Stop(str(error)) from error
    return 0


def _export(args: argparse.Namespace) -> int:
    form = _of_toml(args.form)
    made = response(form, _reads(args.response, dict)) if args.response else questionnaire(form)
    print(json.dumps(made, ensure_ascii=False, indent=2, default=float))
    return 0


def _install(args: argparse.Namespace) -> int:
    form = _of_toml(args.form) if args.form.endswith(".toml") else _of_fhir(args.form, args.language)
    form = _marked(form, tuple(args.danger))
    for key in ("publisher", "copyright", "licence", "source"):
        if form.about.get(key):
            print(f"  {key}: {form.about[key]}")
    if not args.confirm:
        raise Stop("Nothing is installed yet. Read the above; if its licence allows it, say so with --confirm.")
    from mending.site.cli.ready import ready  # noqa: PLC0415  the other deeds need no Django

    with ready(args.data):
        from mending.worksheets.actions.installing import Taken, install  # noqa: PLC0415  Django must be set up

        try:
            install(form=form)
        except Taken as wrong:
            raise Stop(str(wrong)) from wrong
    print(f"{form.title} stands among the skills, as {form.id}, version {form.version}.")
    return 0


def _retire(args: argparse.Namespace) -> int:
    from mending.site.cli.ready import ready  # noqa: PLC0415  the other deeds need no Django

    with ready(args.data):
        from mending.worksheets.actions.publishing import retire  # noqa: PLC0415  Django must be set up

        if not retire(args.id):
            raise Stop(f"No installed form is called {args.id}.")
    print("It is off the shelf. What was written in it stays readable.")
    return 0


def _of_toml(name: str) -> Form:
    try:
        return worksheets.read(_text(name), name)
    except worksheets.FormTrouble as trouble:
        raise Stop(str(trouble)) from trouble


def _of_fhir(name: str, language: str) -> Form:
    taken = _reads(name, lambda questionnaire: take(_spoken(questionnaire, language)))
    for finding in taken.findings:
        print(f"  {finding}")
    if taken.form is None:
        raise Stop("It cannot be taken as it is.")
    return addressed(taken.form)


def _spoken(questionnaire: Json, language: str) -> Json:
    """The questionnaire in a language that it carries; its own when none is asked for."""
    carried = languages(questionnaire)
    if language and language not in carried and language != questionnaire.get("language"):
        raise Stop(f"It does not carry “{language}”. Besides its own: {', '.join(carried) or 'none'}.")
    return translated(questionnaire, language) if language in carried else questionnaire


def _marked(form: Form, questions: tuple[str, ...]) -> Form:
    if unknown := [id for id in questions if form.question(id) is None]:
        raise Stop(f"There is no question {unknown[0]} in it.")
    every = [score.id for score in form.scores]
    return confirmed(form, scores=every, bands=every, marked=questions)


def _reads(name: str, make: Callable[[Json], T]) -> T:
    try:
        return make(parse(_text(name)))
    except Unreadable as error:
        raise Stop(f"{name}: {error}") from error


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Stop(f"{name} cannot be read: {error.strerror}.") from error
    return data.decode("utf-8-sig", "replace")


def _lines(name: str) -> Iterator[str]:
    if name == "-":
        yield from (line.decode("utf-8", "replace") for line in sys.stdin.buffer if line.strip())
        return
    try:
        with Path(name).open("rb") as file:
            yield from (line.decode("utf-8", "replace") for line in file if line.strip())
    except OSError as error:
        raise Stop(f"{name} cannot be read: {error.strerror}.") from error
