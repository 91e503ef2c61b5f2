"""The worksheets that come with Mending: each whole, safe, in our own words, and never edited once published."""

import re
import tomllib

import pytest

from mending.foundation import content
from mending.worksheets.queries.catalog import FAMILIES
from mending.worksheets.rules.form import Kind, walk
from mending.worksheets.rules.reading import read
from mending.worksheets.rules.showing import visible
from mending.worksheets.rules.writing import body_of, hash_of
from tools.clone import ROOT

FOLDER = content.folder() / "worksheets"
FORMS = {file.name: read(file.read_text("utf-8"), file.name) for file in sorted(FOLDER.glob("*.*.toml"))}
PRACTICES = ROOT / "src/mending/worksheets/templates/worksheets/practices"

SKILLS = (
    "thought-record",
    "thinking-traps",
    "functional-analysis-use",
    "functional-analysis-good",
    "dear-man",
    "give",
    "fast",
    "which-first",
    "stop",
    "tipp",
    "paced-breathing",
    "urge-surfing",
    "check-facts",
    "opposite-action",
    "chain-analysis",
    "diary-card",
    "abstinence-plan",
    "ownership",
    "giving",
    "listening-turn",
    "seven-checks",
)

every = pytest.mark.parametrize("name", FORMS)


def test_every_skill_is_there():
    assert {form.id for form in FORMS.values()} >= set(SKILLS)


@every
def test_it_tells_what_it_is_why_and_when_not(name):
    form = FORMS[name]
    assert name == f"{form.id}.{form.language}.toml"
    assert form.about["family"] in FAMILIES
    assert form.about["minutes"] in (2, 5, 10, 20)
    for key in ("says", "why", "not_when", "example", "evidence", "source", "helps"):
        assert form.about[key], key


@every
def test_its_example_is_of_the_cast(name):
    assert re.search("Ruth|Daniel|Marta", FORMS[name].about["example"])


@every
def test_its_evidence_promises_no_more_than_is_known(name):
    assert re.search("tested (far less|little)|not been tested|do not solve", FORMS[name].about["evidence"])


@every
def test_a_published_version_is_never_edited_only_succeeded(name):
    form = FORMS[name]
    published = tomllib.loads((FOLDER / "published.toml").read_text("utf-8"))
    assert published[f"{form.id} {form.version} {form.language}"] == hash_of(body_of(form))


def test_what_hurts_is_a_short_list_to_choose_from():
    assert len({hurt for form in FORMS.values() for hurt in form.about["helps"]}) <= 18


@every
def test_its_practice_has_a_page(name):
    practice = FORMS[name].about.get("practice")
    assert practice is None or (PRACTICES / f"{practice}.html").exists()


def test_the_warnings_of_tipp_stand_before_its_steps():
    form = FORMS["tipp.en.toml"]
    order = [question.id for question in form.questions()]
    assert order[0] == "warning"
    assert order.index("warning") < order.index("safe") < min(order.index("temperature"), order.index("exercise"))


@pytest.mark.parametrize(
    ("safe", "shown"),
    [
        pytest.param("no", True, id="nothing speaks against it"),
        pytest.param("yes", False, id="or not sure"),
        pytest.param(None, False, id="not answered"),
    ],
)
def test_cold_and_hard_exercise_are_only_for_whom_they_are_safe(safe, shown):
    seen = visible(FORMS["tipp.en.toml"], {"safe": safe} if safe else {})
    assert ("temperature" in seen, "exercise" in seen) == (shown, shown)
    assert {"breathing", "muscles"} <= set(seen)


def test_safety_a9_giving_has_its_boundary_beside_it_and_no_ratio():
    form = FORMS["giving.en.toml"]
    order = [question.id for question in form.questions()]
    assert order.index("limit") == order.index("gave") + 1
    assert not form.scores
    assert not any(question.kind in (Kind.SCALE, Kind.NUMBER) for question in walk(form.questions()))


def test_the_listening_turn_keeps_nothing():
    assert not list(FORMS["listening-turn.en.toml"].questions())


@every
def test_safety_a7_nothing_is_withheld(name):
    text = (FOLDER / name).read_text("utf-8").casefold()
    for thing in ("naloxone", "medicine", "medication"):
        assert not re.search(
            rf"(stop|without|no|hide|throw away|give up|leave out) (taking )?(your |my )?{thing}", text
        )


def test_doing_the_opposite_is_not_offered_when_the_feeling_fits():
    form = FORMS["opposite-action.en.toml"]
    assert {"opposite", "fully"}.isdisjoint(visible(form, {"fits": "yes"}))
    assert {"opposite", "fully"} <= set(visible(form, {"fits": "no"}))
    assert "stay" in visible(form, {"fits": "yes"})


def test_a_permission_thought_asks_for_a_step_now():
    for name in ("thinking-traps.en.toml", "thought-record.en.toml"):
        form = FORMS[name]
        shown = set(visible(form, {"trap": ["permission"]})) - set(visible(form, {"trap": ["hero"]}))
        assert shown & {"permission-way", "permission-help"}


def test_an_act_can_be_logged_with_no_urge_at_all():
    act = FORMS["diary-card.en.toml"].question("act")
    assert act is not None and act.when is None


def test_an_urge_to_hurt_oneself_on_the_diary_card_brings_help():
    assert FORMS["diary-card.en.toml"].crisis is not None


def test_a_chain_is_made_of_links_of_five_kinds():
    kind = FORMS["chain-analysis.en.toml"].question("link-kind")
    assert kind is not None
    assert [option.id for option in kind.options] == ["thought", "feeling", "body", "act", "event"]
