"""What docs/use/writing-worksheets.md tells clinicians is so."""

import re

from mending.worksheets.rules.form import Kind
from mending.worksheets.rules.reading import ALLOWED, WORDS_OF, read
from mending.worksheets.rules.scoring import score
from mending.worksheets.rules.showing import visible
from tools.clone import ROOT

PAGE = (ROOT / "docs" / "use" / "writing-worksheets.md").read_text("utf-8")


def example():
    return read(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1], "example")


def test_its_example_is_a_whole_form():
    form = example()
    assert "where" not in visible(form, {"screen": False})
    assert "where" in visible(form, {"screen": True})
    assert [one.band.title for one in score(form, {"tired": 7})] == ["Tired"]


def test_it_names_every_kind_every_comparison_and_every_key():
    assert [kind for kind in Kind if f"`{kind}`" not in PAGE] == []
    assert [word for word in WORDS_OF if f"`{word}`" not in PAGE] == []
    keys = {key for what in ("part", "question", "option", "score", "parameter") for key in ALLOWED[what]}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", PAGE)) == []
