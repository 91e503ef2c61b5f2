"""The gate tried: a fault of each kind is planted in a copy of the clone, and the gate must name it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mending.site.cli.check import STEPS
from tools.clone import ROOT, tracked

ROOMS = sorted(folder.name for folder in (ROOT / "src" / "mending").iterdir() if (folder / "__init__.py").exists())

# Each: the step that must fail, the file it is planted in, what is added (or the whole of a new file), and a
# word that the step must say about it. Faults of one step are planted together and must all be named.
FAULTS = {
    "a view that imports a table": (
        "imports",
        "src/mending/circle/web/views.py",
        "from mending.circle.models import Relationship",
        "mending.circle.web.views imports mending.circle.models",
    ),
    "a view of one room that imports another's table": (
        "imports",
        "src/mending/charts/web/words.py",
        "from mending.promises.models import Promise",
        "mending.charts.web.words imports mending.promises.models",
    ),
    "a rule that imports Django": (
        "imports",
        "src/mending/promises/rules/outcomes.py",
        "from django.utils import timezone",
        "mending.promises.rules.outcomes -> django",
    ),
    "a rule that reaches Django through another module": (
        "imports",
        "src/mending/circle/rules/people.py",
        "from mending.consent import queries",
        "mending.circle.rules.people -> mending.consent.queries",
    ),
    "the foundation knowing a room": (
        "imports",
        "src/mending/foundation/text.py",
        "from mending.help import rules",
        "mending.foundation.text -> mending.help.rules",
    ),
    "a lower room that imports a higher one": (
        "imports",
        "src/mending/circle/handover.py",
        "from mending.promises import rules",
        "mending.circle.handover -> mending.promises.rules",
    ),
    "a query that imports an action": (
        "imports",
        "src/mending/promises/queries/__init__.py",
        "from mending.promises.actions import making",
        "mending.promises.queries -> mending.promises.actions",
    ),
    "a stranger who opens seals": (
        "imports",
        "src/mending/promises/handover.py",
        "from mending.vault.queries import open_text",
        "mending.promises.handover -> mending.vault.queries",
    ),
    "a room that knows another's pages": (
        "imports",
        "src/mending/charts/web/views.py",
        "from mending.circle.web import views as others",
        "mending.charts.web.views -> mending.circle.web",
    ),
    "a floor that is none": ("imports", "src/mending/circle/utils.py", "", "utils"),
    "a room that is none": ("imports", "src/mending/extras/__init__.py", "", "extras"),
    "another clock": (
        "lint",
        "src/mending/circle/rules/states.py",
        "import datetime\nx = datetime.datetime.now()",
        "DTZ005",
    ),
    "Django's clock": (
        "lint",
        "src/mending/promises/queries/days.py",
        "from django.utils.timezone import now\nnow()",
        "mending.foundation.clock",
    ),
    "settings read directly": (
        "lint",
        "src/mending/help/web/views.py",
        "from django.conf import settings\nsettings.DEBUG",
        "mending.site.settings",
    ),
    "an unsorted file": ("format", "src/mending/help/rules/trouble.py", "x = {  'a':1 }", "trouble.py"),
    "a wrong type": (
        "types",
        "src/mending/foundation/ids.py",
        "def number() -> int:\n    return 'one'",
        "Incompatible return value",
    ),
    "no type": (
        "types",
        "src/mending/consent/rules/chain.py",
        "def nothing(x):\n    return x",
        "missing a type annotation",
    ),
    "a wounding word in a template": (
        "words",
        "src/mending/site/templates/site/today.html",
        '{% translate "After a relapse" %}',
        "“relapse”",
    ),
    "a wounding word in a message": (
        "words",
        "src/mending/promises/web/views.py",
        "x = 'You are an addict'",
        "“addict”",
    ),
    "a wounding word in the content": (
        "words",
        "content/cards/planted.en.toml",
        'title = "Medication-assisted"',
        "“Medication-assisted”",
    ),
    "a page that is hard to read": (
        "words",
        "src/mending/site/templates/site/log.html",
        "{% blocktranslate %}"
        + "Notwithstanding aforementioned organisational responsibilities, individual accountability necessitates "
        "comprehensive documentation of interpersonal communication difficulties. "
        * 4
        + "{% endblocktranslate %}",
        "reading grade",
    ),
    "words outside translation": (
        "pages",
        "src/mending/help/templates/help/about.html",
        "<p>Nobody translates this</p>",
        "“Nobody translates this”",
    ),
    "a label outside translation": (
        "pages",
        "src/mending/circle/web/forms.py",
        "class Planted(forms.Form):\n    x = forms.CharField(label='Nobody translates this either')",
        "“Nobody translates this either”",
    ),
    "words handed to a component": (
        "pages",
        "src/mending/help/templates/help/start.html",
        '{% include "components/notice.html" with text="Handed on in English" %}',
        "“Handed on in English”",
    ),
    "a script in the page": (
        "pages",
        "src/mending/site/templates/site/front.html",
        "<script>x()</script>",
        "<script> in the page",
    ),
    "a style in the page": (
        "pages",
        "src/mending/site/templates/site/front.html",
        "<style>p{}</style>",
        "<style> in the page",
    ),
    "an attribute with style": (
        "pages",
        "src/mending/site/templates/site/privacy.html",
        '<p style="color:red"></p>',
        "attribute style",
    ),
    "an attribute with script": (
        "pages",
        "src/mending/site/templates/site/privacy.html",
        '<p onclick="x()"></p>',
        "attribute onclick",
    ),
    "another host in a template": (
        "pages",
        "src/mending/site/templates/site/log.html",
        '<img src="https://cdn.example/x.png" alt="">',
        "https://cdn.example",
    ),
    "another host in the style sheet": (
        "pages",
        "src/mending/site/static/site/mending.css",
        "@import url(//fonts.example/a.css);",
        "fonts.example",
    ),
    "a template that djade would write otherwise": (
        "templates",
        "src/mending/help/templates/help/start.html",
        "{%translate 'x'%}",
        "start.html",
    ),
    "a setting nobody described": (
        "papers",
        "src/mending/site/environment.py",
        "x = os.environ.get('MENDING_PLANTED')",
        "MENDING_PLANTED",
    ),
    "a key in the project": (
        "papers",
        "docs/host/planted.md",
        "mending-key-1 0123abcd " + "QUJD" * 11,
        "an installation key",
    ),
    "a database in the project": ("papers", "docs/planted.db", "x", "planted.db"),
    "a file nobody reads to the end": (
        "papers",
        "src/mending/circle/rules/people.py",
        "# long\n" * 400,
        "Make two of it",
    ),
}
TRIED = sorted({step for step, *_ in FAULTS.values()})


def test_every_step_of_the_gate_is_tried():
    assert sorted(STEPS) == TRIED


@pytest.mark.parametrize("step", TRIED)
def test_the_gate_names_every_planted_fault(step, tmp_path):
    copy = tmp_path / "clone"
    for file in tracked():
        place = copy / file.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place)
    # The work of earlier runs is taken along; types would take a minute without.
    if (ROOT / ".mypy_cache").is_dir() and step == "types":
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache")
    assert run(step, copy).returncode == 0, "The copy must be sound before anything is planted in it"
    mine = {what: fault for what, fault in FAULTS.items() if fault[0] == step}
    for _, name, text, _ in mine.values():
        plant(copy / name, text)
    done = run(step, copy)
    assert done.returncode != 0
    said = " ".join((done.stdout + done.stderr).split())
    missed = [what for what, (*_, word) in mine.items() if word not in said]
    assert not missed, f"The gate did not name: {missed}\n{done.stdout}\n{done.stderr}"


def plant(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{text}\n", "utf-8")


def run(step, copy):
    """One step, as `mending check` runs it, in the copy and with nothing of the clone in reach."""
    return subprocess.run(
        [sys.executable, *STEPS[step]],
        cwd=copy,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{copy / 'src'}:{copy}",
            "HOME": str(copy),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def contract(id):
    return next(one for one in CONTRACTS if one["id"] == id)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_every_contract_that_speaks_of_it(room):
    package = ROOT / "src" / "mending" / room
    layers = " ".join(contract("rooms")["layers"])
    assert f"({room})" not in layers, f"{room} is built: take it out of its brackets"
    assert room in layers.replace("|", " ").split()
    if room == "site":
        return
    if room in ("foundation", "coach"):
        assert f"mending.{room}" in contract("pure")["source_modules"], "without floors, it is pure as a whole"
        return
    assert room in contract("tables")["rooms"]
    floors = contract("floors")["containers"] + contract("vault-floors")["containers"]
    assert f"mending.{room}" in floors
    if any(Path(package).glob("rules*")):
        assert f"mending.{room}.rules" in contract("pure")["source_modules"]
    if (package / "web" / "views.py").exists() or (package / "web" / "views").is_dir():
        assert f"mending.{room}.web" in contract("doors")["protected_modules"]
