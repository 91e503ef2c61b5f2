"""A questionnaire of others, brought in through the pages: looked at, confirmed, filled in, taken off again."""

import json
import re
import subprocess
import sys
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mending.consent.models import LedgerRow
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.worksheets.actions.installing import bring
from mending.worksheets.models import Version
from mending.worksheets.queries.catalog import shelved, skill
from mending.worksheets.rules.bringing import look
from tests import make
from tests.pages.test_installed_forms import CALCULATED, MADE_UP
from tests.people import DANIEL, INES, LENA, NOON, SOL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

BANDS = "iif(%resource.item.where(linkId='total').answer.value < 2, 'Hardly', 'Plainly')"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
TOML = """
[form]
id = "evening"
version = 1
language = "en"
title = "An evening"

[[part]]
id = "one"

[[part.question]]
id = "how"
kind = "scale"
ask = "How was it?"
least = 0
most = 10
"""


def with_bands():
    made = deepcopy(MADE_UP)
    expression = {"language": "text/fhirpath", "expression": BANDS}
    band = {"linkId": "band", "text": "What it means", "type": "string", "readOnly": True}
    made["item"].append({**band, "extension": [{"url": CALCULATED, "valueExpression": expression}]})
    return made


def spanish(words):
    said = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": words}]
    return {"extension": [{"url": TRANSLATION, "extension": said}]}


def in_two_languages():
    made = deepcopy(MADE_UP) | {"language": "en", "_title": spanish("Un formulario inventado")}
    made["item"][0]["_text"] = spanish("¿Cansado de todo?")
    made["item"][1]["_text"] = spanish("¿Deseando no estar aquí?")
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def looked_at(client, form, **more):
    words = form if isinstance(form, str) else json.dumps(form)
    return client.post("/forms/new/", {"text": words, **more})


def carried(answer):
    return re.search(r'name="carried" value="([^"]*)"', answer.content.decode()).group(1)


def confirm(client, form=None, **more):
    """Looked at and confirmed with everything ticked, unless told otherwise."""
    page = looked_at(client, form or with_bands())
    ticked = {"owner": "on", "score-0": "yes", "bands-0": "yes", "danger": ["m2"]} | more
    sent = {key: one for key, one in ticked.items() if one is not None}
    return client.post("/forms/install/", {"carried": carried(page), **sent}, follow=True)


@pytest.fixture
def sol(client):
    sol = make.person(SOL)
    make.sign_in(client, sol)
    return sol


def test_before_anything_is_kept_it_says_what_was_understood_and_whose_it_is(client, sol):
    page = text(looked_at(client, with_bands()))
    for words in ("2 questions", "Nobody at all", "Made up for this test; free.", "Nothing is kept yet"):
        assert words in page
    assert "Adds up “Tired of everything?”, “Wishing not to be here?”." in page and "from 0 to 4" in page
    assert "0 to 1: Hardly · 2 and more: Plainly" in page
    assert "Help comes first at: Now and then, Often" in page
    assert not Version.objects.filter(is_installed=True).exists()


def test_a_file_is_taken_as_well_as_its_text_and_a_worksheet_of_ours_too(client, sol):
    file = SimpleUploadedFile("form.json", json.dumps(MADE_UP).encode())
    assert "A made-up mood form" in text(client.post("/forms/new/", {"file": file}))
    assert "An evening" in text(looked_at(client, TOML))
    page = text(confirm(client, TOML, **{"score-0": None, "bands-0": None, "danger": None}))
    assert "“An evening” stands on the shelf." in page and skill("evening").title == "An evening"


@pytest.mark.parametrize(
    ("without", "says"), [("owner", "Tick this first"), ("score-0", "Pick one"), ("bands-0", "Pick one")]
)
def test_nothing_is_installed_until_each_thing_is_confirmed(client, sol, without, says):
    page = text(confirm(client, **{without: None}))
    assert says in page and not shelved()
    assert re.search(r'value="m2"[^>]* checked', page), "what was ticked is still ticked"


def test_what_is_said_to_be_wrong_is_left_out(client, sol):
    confirm(client, **{"bands-0": "no"})
    assert skill("made-up-mood").form.scores[0].bands == ()
    confirm(client, **{"score-0": "no"})
    assert skill("made-up-mood").form.scores == ()
    assert skill("made-up-mood").form.version == 3, "what changed is a new version"


def test_the_same_again_is_no_new_version(client, sol):
    confirm(client)
    confirm(client)
    assert [one.version for one in shelved()] == [2] and Version.objects.count() == 1


def test_it_is_written_down_who_did_it_and_nothing_else(client, sol):
    confirm(client)
    client.post("/forms/made-up-mood/take-off/")
    client.post("/forms/made-up-mood/put-back/")
    verbs = LedgerRow.objects.filter(actor=sol.id, kind="form").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["form.installed", "form.retired", "form.put_back"]
    assert "You put a questionnaire on the shelf" in text(client.get("/log/"))


def test_a5_a_marked_answer_brings_help_first_and_its_score_has_the_meaning_of_its_band(client, sol):
    confirm(client)
    make.sign_in(client, make.person(DANIEL))
    assert "A made-up mood form" in text(client.get("/skills/"))
    page = filled(client, m1="2", m2="0")
    assert "Total: 2" in page and "Plainly" in page and "Are you thinking of ending" not in page
    assert "Are you thinking of ending your life" in filled(client, m1="0", m2="1")
    over_time = text(client.get("/skills/made-up-mood/"))
    assert "What it means" in over_time and "<td>Plainly</td>" in over_time and "<td>Hardly</td>" in over_time


def filled(client, **answers):
    id = new_id()
    client.post("/skills/made-up-mood/begin/", {"id": id})
    at = f"/skills/written/{id}/fill/"
    return text(client.post(at, {"edition": "1", "do": "done", **answers}, follow=True))


def test_a5_a_question_that_sounds_like_danger_is_ticked_beforehand(client, sol):
    made = deepcopy(MADE_UP)
    made["item"][1]["text"] = "Did you want to kill yourself?"
    assert re.search(r'value="m2"[^>]* checked', text(looked_at(client, made)))


def test_off_the_shelf_nobody_can_begin_it_and_who_wrote_in_it_still_reads_it(client, sol):
    confirm(client)
    daniel = make.person(DANIEL)
    make.sign_in(client, daniel)
    filled(client, m1="2", m2="0")
    make.sign_in(client, sol)
    assert "Undo" in text(client.post("/forms/made-up-mood/take-off/", follow=True))
    assert "Taken off" in text(client.get("/forms/"))
    make.sign_in(client, daniel)
    page = text(client.get("/skills/"))
    assert "No longer offered" in page and "A made-up mood form" in page
    page = text(client.get("/skills/made-up-mood/"))
    assert "no longer offered" in page and "Write one" not in page and "What I wrote" in page
    assert "Total: 2" in text(client.get(re.search(r"/skills/written/[^/]*/", page).group()))
    assert client.post("/skills/made-up-mood/begin/", {"id": new_id()}).status_code == 404
    make.sign_in(client, sol)
    client.post("/forms/made-up-mood/put-back/")
    assert not shelved()[0].is_off


def test_who_never_wrote_in_it_finds_it_no_more(client, sol):
    confirm(client)
    client.post("/forms/made-up-mood/take-off/")
    make.sign_in(client, make.person(DANIEL))
    assert client.get("/skills/made-up-mood/").status_code == 404


@pytest.mark.parametrize("who", [DANIEL, LENA, INES])
def test_for_everyone_else_it_is_not_there(client, sol, who):
    sent = {"carried": carried(looked_at(client, MADE_UP)), "owner": "on", "score-0": "yes"}
    make.sign_in(client, make.person(who))
    for path in ("/forms/", "/forms/new/"):
        assert client.get(path).status_code == 404
    for path in ("/forms/new/", "/forms/install/", "/forms/made-up-mood/take-off/"):
        assert client.post(path, sent).status_code == 404
    assert not shelved()


def test_alone_a_person_runs_it_until_there_is_a_steward(client, ruth):
    assert "Bring in a questionnaire" in text(client.get("/skills/"))
    assert client.get("/forms/").status_code == 200
    with clock.frozen(NOON + timedelta(minutes=1)):
        daniel = make.person(DANIEL)
    make.sign_in(client, daniel)
    assert client.get("/forms/").status_code == 404
    make.person(SOL)
    make.sign_in(client, ruth)
    assert client.get("/forms/").status_code == 404
    assert "Bring in a questionnaire" not in text(client.get("/skills/"))


def test_it_is_chosen_in_which_of_its_languages_it_is_taken(client, sol):
    page = looked_at(client, in_two_languages())
    assert "Spanish" in text(page)
    page = client.post("/forms/new/", {"carried": carried(page), "language": "es"})
    assert "¿Cansado de todo?" in text(page) and "Un formulario inventado" in text(page)
    sent = {"carried": carried(page), "owner": "on", "score-0": "yes"}
    client.post("/forms/install/", sent)
    confirm(client, in_two_languages(), **{"bands-0": None})
    assert skill("made-up-mood", "es").title == "Un formulario inventado"
    assert skill("made-up-mood", "en").title == "A made-up mood form"
    assert shelved()[0].languages == ("es", "en")


def test_what_was_changed_on_the_way_or_took_too_long_is_asked_for_again(client, sol):
    sent = {"carried": carried(looked_at(client, MADE_UP)), "owner": "on", "score-0": "yes"}
    for wrong in (sent["carried"][:-2] + "xx", "", "nonsense", "a:b:c"):
        page = text(client.post("/forms/install/", sent | {"carried": wrong}, follow=True))
        assert "Give the file once more" in page
    with clock.frozen(NOON + timedelta(minutes=61)):
        assert "Give the file once more" in text(client.post("/forms/install/", sent, follow=True))
    assert not shelved()


def test_what_somebody_else_looked_at_is_not_installed_in_ones_own_name(client, sol):
    sent = {"carried": carried(looked_at(client, MADE_UP)), "owner": "on", "score-0": "yes"}
    other = make.person(SOL.__class__("sal", SOL.side))
    make.sign_in(client, other)
    assert "Give the file once more" in text(client.post("/forms/install/", sent, follow=True))


SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "not JSON": ("{", "It is not JSON"),
    "nothing of ours": ("hello", "cannot be taken"),
    "another resource": ('{"resourceType": "Patient"}', "cannot be taken"),
    "too large": ('{"a": "' + "x" * 1_000_001 + '"}', "larger than 1 MB"),
    "deep JSON": ('{"a":' * 5000, "nested too deeply"),
    "deep TOML": ("a = " + "[" * 5000, "nested too deeply"),
    "a practice": (
        TOML.replace('title = "An', 'practice = "../../x"\ntitle = "An'),
        "A practice cannot be brought",
    ),
    "minutes in words": (TOML.replace('title = "An', 'minutes = "many"\ntitle = "An'), "minutes"),
    "helps a number": (TOML.replace('title = "An', 'helps = 5\ntitle = "An'), "list of up to 20 texts"),
    "a date": (TOML.replace('title = "An', 'source = 2026-01-01\ntitle = "An'), "not a text"),
    "no end": (TOML.replace("most = 10", "most = inf"), "no number"),
    "a huge version": (TOML.replace("version = 1", "version = 99999999999"), "version"),
    "an odd language": (TOML.replace('"en"', '"../../etc"'), "language"),
    "an odd id": (TOML.replace('"evening"', '"Even/ing"'), "small letters"),
    "a long id": (TOML.replace('"evening"', f'"{"e" * 41}"'), "more than 40 letters"),
    "a hidden sign": (TOML.replace("How was", "How \\u202e was"), "cannot be shown"),
    "too many": (
        TOML + "".join(f'[[part.question]]\nid="q{n}"\nkind="short"\nask="?"\n' for n in range(501)),
        "500",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_taken_is_refused_in_words_and_is_not_lost(client, sol, name):
    words, says = HOSTILE[name]
    page = text(looked_at(client, words))
    assert says in page and "Nothing was kept" in page
    assert words[:40].replace('"', "&quot;").replace("\n", " ").strip()[:20] in page
    assert not shelved() and text(client.get("/forms/"))


def test_no_markup_of_a_file_is_ever_markup_here(client, sol):
    made = with_bands() | {
        "title": f"Mood {SCRIPT}",
        "publisher": SCRIPT,
        "copyright": SCRIPT,
        "description": SCRIPT,
    }
    made["item"][0]["text"] = f"Tired? {SCRIPT}"
    made["item"][0]["answerOption"][0]["valueCoding"]["display"] = SCRIPT
    made["url"] = f"https://example.org/{SCRIPT}/mood"
    pages = [looked_at(client, made)]
    own = TOML.replace("An evening", SCRIPT).replace("How was it?", SCRIPT)
    pages += [looked_at(client, own), confirm(client, own, **{"score-0": None, "bands-0": None, "danger": None})]
    make.sign_in(client, make.person(DANIEL))
    pages += [client.get("/skills/"), client.get("/skills/evening/"), client.get("/skills/evening/paper/")]
    for page in pages:
        assert page.status_code == 200 and SCRIPT.encode() not in page.content


def test_a_worksheet_that_came_with_mending_is_not_replaced(client, sol):
    own = TOML.replace('"evening"', '"thought-record"')
    page = text(confirm(client, own, **{"score-0": None, "bands-0": None, "danger": None}))
    assert "came with Mending" in page and not shelved()


def test_brought_in_twice_it_is_there_once(sol):
    form = look(TOML).form
    assert bring(by=sol, form=form) == bring(by=sol, form=form)
    assert Version.objects.filter(form="evening").count() == 1


def test_a_filled_form_is_taken_along_by_its_owner_alone(client, ruth):
    id = new_id()
    client.post("/skills/thought-record/begin/", {"id": id})
    at = f"/skills/written/{id}/"
    client.post(f"{at}fill/", {"edition": "1", "do": "later", "situation": "No answer.", "belief": "80"})
    assert f'href="{at}answers.json"' in text(client.get(at))
    answer = client.get(f"{at}answers.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="answers.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert (told["resourceType"], told["status"]) == ("QuestionnaireResponse", "in-progress")
    assert "No answer." in json.dumps(told) and {"valueDecimal": 80} in [
        one for part in told["item"] for item in part["item"] for one in item["answer"]
    ]
    make.sign_in(client, make.person(DANIEL))
    assert client.get(f"{at}answers.json").status_code == 404


def test_the_command_takes_a_language_that_the_file_carries_and_no_other(tmp_path):
    file = tmp_path / "form.json"
    file.write_text(json.dumps(in_two_languages()))
    command = [sys.executable, "-m", "mending", "forms", "install", str(file), "--language"]
    done = subprocess.run([*command, "fr"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "does not carry" in done.stderr and "es" in done.stderr
    done = subprocess.run([*command, "es"], capture_output=True, text=True, check=False)
    assert "Nothing is installed yet" in done.stderr
