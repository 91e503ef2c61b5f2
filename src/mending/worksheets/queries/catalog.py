"""The forms there are: those that came as files, and those that were brought in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from json import loads
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mending.foundation import content
from mending.vault.asking import prepared
from mending.worksheets.models import Version
from mending.worksheets.rules.form import Form
from mending.worksheets.rules.reading import read, trusted

FAMILIES = ("thinking", "hard-moments", "using", "asking", "listening", "giving", "measures")
"""The shelves of the library, in order; a form of none of them stands on the last."""
NOT_FORMS = ("published.toml",)


@dataclass(frozen=True, slots=True)
class Skill:
    """A form as it stands in the library."""

    form: Form

    @property
    def id(self) -> str:
        return self.form.id

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def says(self) -> str:
        return str(self.form.about.get("says", ""))

    @property
    def about(self) -> Mapping[str, Any]:
        return self.form.about

    @property
    def family(self) -> str:
        family = self.form.about.get("family", "")
        return family if family in FAMILIES else FAMILIES[-1]

    @property
    def minutes(self) -> int:
        """How long it takes; nought when nobody said."""
        return int(self.form.about.get("minutes", 0))

    @property
    def helps(self) -> tuple[str, ...]:
        return tuple(self.form.about.get("helps", ()))

    @property
    def has_questions(self) -> bool:
        return any(True for _ in self.form.questions())

    def is_about(self, words: str) -> bool:
        """Whether every word that is looked for stands somewhere in what it says of itself."""
        about = self.form.about
        told = " ".join([self.title, self.says, str(about.get("why", "")), *self.helps]).casefold()
        return all(word in told for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Shelved:
    """A form that was brought in here, as whoever runs this Mending sees it: nobody's answers, nor how many."""

    id: str
    title: str
    version: int
    languages: tuple[str, ...]
    since: datetime
    about: Mapping[str, Any]
    is_off: bool


def catalog(language: str = "en") -> dict[str, Skill]:
    """Every form on offer, by its id: the newest version in this language, else in English. One query."""
    return {form.id: Skill(form) for form in (*_files(language[:2]), *_installed(language[:2]))}


def skill(form: str, language: str = "en") -> Skill:
    """One of them. Raises Http404."""
    found = next((one for one in _files(language[:2]) if one.id == form), None)
    found = found or next(iter(_installed(language[:2], form)), None)
    if found is None:
        raise Http404
    return Skill(found)


def shelved() -> list[Shelved]:
    """Every form that was brought in, by title, those off the shelf last. One query."""
    newest: dict[str, Version] = {}
    languages: dict[str, list[str]] = {}
    for row in Version.objects.filter(is_installed=True).order_by("number", "published_at"):
        kept = newest.get(row.form)
        if kept is None or row.retired_at is None or kept.retired_at is not None:
            newest[row.form] = row
        languages.setdefault(row.form, []).append(row.language)
    found = [_shelved(row, languages[row.form]) for row in newest.values()]
    return sorted(found, key=lambda one: (one.is_off, one.title.casefold()))


def _shelved(row: Version, languages: Iterable[str]) -> Shelved:
    form = form_in(row)
    tags = tuple(dict.fromkeys(languages))
    return Shelved(
        row.form, form.title, row.number, tags, row.published_at, form.about, row.retired_at is not None
    )


def came_along() -> frozenset[str]:
    """The ids of the forms that came with Mending."""
    return frozenset(form.id for form in _files("en"))


def form_in(version: Version) -> Form:
    """The form of a stored version; the same body is read once in a process."""
    return _read_body(version.body)


@cache
def form_of(version: UUID) -> Form:
    """The form of a stored version by its id; read once in a process, since a version never changes."""
    return form_in(Version.objects.get(pk=version))


def version_row(form: Form) -> Version | None:
    """The row of a published version, None when nobody filled it in yet."""
    return _version.first(form.id, form.version, form.language)


@prepared
def _version(form: str, number: int, language: str) -> QuerySet[Version]:
    return Version.objects.filter(form=form, number=number, language=language)[:1]


@cache
def _files(language: str) -> tuple[Form, ...]:
    """The forms that came with Mending, in order of their names."""
    found: dict[str, Form] = {}
    for wanted in ("en", language):
        for file in sorted((content.folder() / "worksheets").glob(f"*.{wanted}.toml")):
            form = read(file.read_text("utf-8"), file.name)
            found[form.id] = form
    return tuple(found.values())


def _installed(language: str, form: str | None = None) -> Iterable[Form]:
    newest: dict[str, Version] = {}
    for row in _on_offer() if form is None else _of_form(form):
        kept = newest.get(row.form)
        if kept is None or row.language[:2] == language or kept.language[:2] != language:
            newest[row.form] = row
    return [form_in(row) for row in newest.values()]


@prepared
def _on_offer() -> QuerySet[Version]:
    return Version.objects.filter(is_installed=True, retired_at__isnull=True).order_by("number")


@prepared
def _of_form(form: str) -> QuerySet[Version]:
    return _on_offer.ask().filter(form=form)


@cache
def _read_body(body: str) -> Form:
    return trusted(loads(body))
