"""Reading the steps of grief: the words, which are data, and what someone wrote at each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import content
from mending.lettinggo.models import GriefStep
from mending.lettinggo.rules.grief import GriefPaper, Mark, Prompt, parse
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step, and what its owner wrote. `version` is 0 before anything is known of it."""

    id: str
    prompt: Prompt
    mark: Mark
    words: str
    version: int
    is_removed: bool


@cache
def grief_paper(language: str = "en") -> GriefPaper:
    """The steps; in English when there are none in this language. Read once."""
    wanted: Path = content.folder() / "letting-go" / f"grief.{language}.toml"
    file = wanted if wanted.is_file() else wanted.with_name("grief.en.toml")
    return parse(tomllib.loads(file.read_text("utf-8")), file.name)


def steps(viewer: Viewer, who: UUID, paper: GriefPaper) -> list[StepCard]:
    """Every step, in the order of the paper, which forces none."""
    rows = {row.step: row for row in _written(viewer, who)}
    eyes = Eyes(viewer)
    return [_card(eyes, id, prompt, rows.get(id)) for id, prompt in paper.steps.items()]


@prepared
def _written(viewer: Viewer, who: UUID) -> QuerySet[GriefStep]:
    return GriefStep.objects.filter(owner=viewer.id, relationship=who)


def _card(eyes: Eyes, id: str, prompt: Prompt, row: GriefStep | None) -> StepCard:
    if row is None:
        return StepCard(id, prompt, Mark(), "", 0, False)
    if row.removed_at is not None:
        return StepCard(id, prompt, Mark(None, row.is_skipped), "", row.version, True)
    return StepCard(id, prompt, Mark(row.written_on, row.is_skipped), eyes.text(row, "words"), row.version, False)
