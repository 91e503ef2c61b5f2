"""Reading accounts."""

from mending.accounts.queries.devices import Device, devices_of
from mending.accounts.queries.people import (
    Preferences,
    Settings,
    find,
    has_people,
    keeps_the_house,
    name_tag,
    preferences,
    settings_of,
    viewer_of,
)
from mending.accounts.queries.ways import Ways, codes_to_show, name_of, passkey_name, ways_of

__all__ = [
    "Device",
    "Preferences",
    "Settings",
    "Ways",
    "codes_to_show",
    "devices_of",
    "find",
    "has_people",
    "keeps_the_house",
    "name_of",
    "name_tag",
    "passkey_name",
    "preferences",
    "settings_of",
    "viewer_of",
    "ways_of",
]
