"""A questionnaire of others: installed on the command line, filled in by Ruth, with its bands and its danger."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from django.http import Http404

from mending.foundation.ids import new_id
from mending.worksheets.actions import publishing
from mending.worksheets.actions.installing import Taken, install
from mending.worksheets.queries.catalog import skill
from mending.worksheets.rules.fhir.importing import danger, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

SCALE = [("0", "Never"), ("1", "Now and then"), ("2", "Often")]
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def asked(link, text):
    options = [
        {"valueCoding": {"code": code, "display": says, "extension": [{"url": WEIGHT, "valueDecimal": int(code)}]}}
        for code, says in SCALE
    ]
    return {"linkId": link, "text": text, "type": "choice", "answerOption": options}


MADE_UP = {
    "resourceType": "Questionnaire",
    "url": "https://example.org/forms/made-up-mood",
    "version": "2",
    "status": "active",
    "title": "A made-up mood form",
    "publisher": "Nobody at all",
    "copyright": "Made up for this test; free.",
    "item": [
        asked("m1", "Tired of everything?"),
        asked("m2", "Wishing not to be here?"),
        {
            "linkId": "total",
            "text": "Total",
            "type": "decimal",
            "readOnly": True,
            "extension": [
                {
                    "url": CALCULATED,
                    "valueExpression": {
                        "language": "text/fhirpath",
                        "expression": "%resource.item.answer.value.weight().sum()",
                    },
                }
            ],
        },
    ],
}


@pytest.fixture
def installed():
    form = take(MADE_UP).form
    form = replace(form, crisis=danger(form, ("m2",)))
    install(form=form)
    return form


def text(answer):
    return " ".join(answer.content.decode().split())


def filled(client, form, **answers):
    id = new_id()
    client.post(f"/skills/{form.id}/begin/", {"id": id})
    at = f"/skills/written/{id}/fill/"
    edition = re.search(r'name="edition" value="([0-9]+)"', text(client.get(at))).group(1)
    return text(client.post(at, {"edition": edition, "do": "done", **answers}, follow=True))


def code_of(form, question, says):
    return next(option.id for option in form.question(question).options if option.says == says)


def test_it_stands_in_the_library_and_says_whose_it_is(client, ruth, installed):
    assert "A made-up mood form" in text(client.get("/skills/"))
    page = text(client.get(f"/skills/{installed.id}/"))
    assert "Nobody at all" in page and "Made up for this test; free." in page


def test_its_score_is_reckoned_and_kept(client, ruth, installed):
    assert installed.scores
    often = {"m1": code_of(installed, "m1", "Often"), "m2": code_of(installed, "m2", "Never")}
    page = filled(client, installed, **often)
    assert "Total: 2" in page and "Are you thinking of ending" not in page


def test_a5_an_answer_its_installer_marked_brings_help_first(client, ruth, installed):
    page = filled(client, installed, m2=code_of(installed, "m2", "Now and then"))
    assert "Are you thinking of ending your life" in page


FIRST = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
TODAY = {"url": FIRST, "valueExpression": {"language": "text/fhirpath", "expression": "today()"}}
BEGINNING = {
    **MADE_UP,
    "url": "https://example.org/forms/beginning",
    "title": "A form that begins with something",
    "item": [
        {"linkId": "day", "text": "Which day?", "type": "date", "extension": [TODAY]},
        {"linkId": "more", "text": "More?", "type": "boolean", "initial": [{"valueBoolean": False}]},
        {
            "linkId": "often",
            "text": "How often?",
            "type": "integer",
            "initial": [{"valueInteger": 3}],
            "enableWhen": [{"question": "more", "operator": "=", "answerBoolean": True}],
        },
    ],
}


@pytest.fixture
def beginning(client, ruth):
    """A sheet of a form that begins with something, just begun."""
    form, id = take(BEGINNING).form, new_id()
    install(form=form)
    client.post(f"/skills/{form.id}/begin/", {"id": id})
    return f"/skills/written/{id}/fill/"


def saved(client, at, do="stay", **answers):
    edition = re.search(r'name="edition" value="([0-9]+)"', text(client.get(at))).group(1)
    return text(client.post(at, {"edition": edition, "do": do, **answers}, follow=True))


def input_of(page, name):
    return re.search(rf'<input[^>]*name="{name}"[^>]*>', page).group(0)


def test_it_begins_with_what_its_file_says_and_says_so(client, beginning):
    page = text(client.get(beginning))
    assert 'value="2026-06-17"' in input_of(page, "day")
    assert re.search(r'value="no"[^>]*checked', page)
    assert "This was filled in beforehand. Change it if it is not so." in page


def test_what_was_emptied_stays_empty(client, beginning):
    assert 'value="2026-06-17"' not in saved(client, beginning, more="no")


def test_what_comes_up_later_is_filled_in_then(client, beginning):
    hidden = input_of(text(client.get(beginning)), "often")
    assert 'value="3"' in hidden
    page = saved(client, beginning, more="yes", often="3")
    assert 'value="3"' in input_of(page, "often")
    read = re.sub("(<[^>]*> ?)+", " ", saved(client, beginning, "done", more="yes", often="3"))
    assert "How often? 3" in read


def test_once_done_nothing_is_filled_in_for_anybody(client, beginning):
    saved(client, beginning, "done", more="no")
    page = text(client.get(beginning))
    assert 'value="3"' not in input_of(page, "often") and "filled in beforehand" not in page


def test_installed_twice_it_is_there_once_and_changed_it_is_refused(installed):
    install(form=installed)
    with pytest.raises(Taken):
        install(form=replace(installed, title="Another"))
    with pytest.raises(Taken, match="came with Mending"):
        install(form=replace(installed, id="thought-record"))


def test_off_the_shelf_what_was_written_stays(client, ruth, installed):
    filled(client, installed, m1=code_of(installed, "m1", "Often"))
    assert publishing.retire(installed.id) == 1
    assert "No longer offered" in text(client.get("/skills/"))
    with pytest.raises(Http404):
        skill(installed.id)
    install(form=installed)
    assert skill(installed.id).title == "A made-up mood form"


def test_the_command_asks_for_the_licence_before_it_touches_anything(tmp_path):
    file = tmp_path / "form.json"
    file.write_text(json.dumps(MADE_UP))
    command = [sys.executable, "-m", "mending", "forms", "install", str(file), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "--confirm" in done.stderr and "Made up for this test" in done.stdout
    assert not (tmp_path / "data").exists()
