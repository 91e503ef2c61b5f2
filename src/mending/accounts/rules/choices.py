"""What a person may choose for their own Mending. Codes are kept; the words for them are in `web`."""

from functools import cache
from zoneinfo import available_timezones

THEMES = ("system", "light", "dark", "contrast")
LANGUAGES = ("en",)
# "plain" is the installation's own name and picture; the others give nothing away.
APP_NAMES = ("plain", "notes", "garden", "days", "kitchen")
APP_ICONS = ("plain", "leaf", "book", "sun")
# Words for one's own time, offered as they are often used. Anyone may write their own (SAFETY A12).
OWN_WORDS = ("clean", "sober", "in recovery")
OWN_WORDS_LONGEST = 40

_REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


@cache
def zones() -> tuple[str, ...]:
    """The time zones one can live in, by region and place, and UTC."""
    places = (zone for zone in available_timezones() if zone.partition("/")[0] in _REGIONS)
    return (*sorted(places), "UTC")


def fit_zone(zone: str) -> str:
    """The zone as it was guessed if it is one, otherwise UTC."""
    return zone if zone in zones() else "UTC"


def country_of(accept_language: str) -> str:
    """The country the browser's first language names ("es-MX" gives "MX"), empty when it names none."""
    first = accept_language.partition(",")[0].partition(";")[0].strip()
    region = first.rpartition("-")[2] if "-" in first else ""
    return region.upper() if len(region) == 2 and region.isascii() and region.isalpha() else ""
