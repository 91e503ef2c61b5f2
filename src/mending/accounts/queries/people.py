"""Who an account is, and what it chose."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mending.accounts.models import Person
from mending.accounts.rules import plain_name
from mending.consent.queries import Eyes
from mending.consent.rules import Side, Viewer
from mending.vault.asking import prepared
from mending.vault.tags import blind_tag


@dataclass(frozen=True, slots=True)
class Preferences:
    """What every page needs of its reader. It costs no query: all but `own_words` came with the session."""

    theme: str = "system"
    app_name: str = "plain"
    app_icon: str = "plain"
    country: str = ""
    has_lock: bool = False
    read_own_words: Callable[[], str] = str

    @property
    def own_words(self) -> str:
        """Their word for their own time, empty when none is chosen. Opens a seal: one query."""
        return self.read_own_words()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person chose, for the settings pages and for whoever takes it with them."""

    name: str
    side: Side
    language: str
    zone: str
    country: str
    theme: str
    own_words: str
    app_name: str
    app_icon: str
    idle_minutes: int
    has_password: bool


def viewer_of(person: Any) -> Viewer | None:
    """The viewer a signed-in account is, with the grants made to it; None for a visitor."""
    if not person.is_authenticated:
        return None
    return Viewer(id=person.pk, side=Side(person.side), zone=person.zone)


def preferences(person: Any) -> Preferences:
    """What a page needs of whoever reads it; a visitor has none of their own."""
    viewer = viewer_of(person)
    if viewer is None:
        return Preferences()
    return Preferences(
        theme=person.theme,
        app_name=person.app_name,
        app_icon=person.app_icon,
        country=person.country,
        has_lock=person.has_lock,
        read_own_words=lambda: Eyes(viewer).text(person, "own_words"),
    )


def settings_of(viewer: Viewer) -> Settings:
    """The viewer's own settings."""
    (person,), eyes = _person(viewer), Eyes(viewer)
    return Settings(
        name=eyes.text(person, "name"),
        side=Side(person.side),
        language=person.language,
        zone=person.zone,
        country=person.country,
        theme=person.theme,
        own_words=eyes.text(person, "own_words"),
        app_name=person.app_name,
        app_icon=person.app_icon,
        idle_minutes=person.idle_minutes,
        has_password=person.has_usable_password(),
    )


@prepared
def _person(viewer: Viewer) -> QuerySet[Person]:
    return Person.objects.filter(pk=viewer.id)


def has_people() -> bool:
    """Whether anybody has an account here yet."""
    return Person.objects.exists()


def keeps_the_house(viewer: Viewer) -> bool:
    """Whether the viewer runs this installation: a steward; where there is none, who opened the first account.

    It gives no sight of anybody's content (SAFETY B1), only the care of what is the same for everyone.
    """
    if viewer.side is Side.STEWARD:
        return True
    if not viewer.side.has_own_space or _with_side(Side.STEWARD.value):
        return False
    return _first.first() == viewer.id


@prepared
def _with_side(side: str) -> QuerySet[Person, UUID]:
    return Person.objects.filter(side=side).order_by().values_list("pk", flat=True)[:1]


@prepared
def _first() -> QuerySet[Person, UUID]:
    return Person.objects.order_by("joined_at", "pk").values_list("pk", flat=True)[:1]


def find(name: str) -> Person | None:
    """Only for signing in: the account of this name, however it is written, or None."""
    return Person.objects.filter(name_tag=name_tag(name)).first()


def person_by_id(person_id: UUID) -> Person | None:
    """Only for signing in: the account of this id, or None."""
    return Person.objects.filter(pk=person_id).first()


def name_tag(name: str) -> str:
    """The keyed fingerprint under which a name to sign in with is kept."""
    return blind_tag("names", plain_name(name))
