"""Words for the choices there are. The codes behind them are kept; these may change."""

from django.utils.translation import gettext_lazy as _

from mending.accounts.queries import Preferences
from mending.accounts.web.house import house

LANGUAGES = {"en": _("English")}
THEMES = {
    "system": _("As on this device"),
    "light": _("Light"),
    "dark": _("Dark"),
    "contrast": _("High contrast"),
}
APP_NAMES = {"notes": _("Notes"), "garden": _("Garden"), "days": _("Days"), "kitchen": _("Kitchen")}
APP_ICONS = {
    "plain": _("A thread"),
    "leaf": _("A leaf"),
    "book": _("A book"),
    "sun": _("A sun"),
}


def app_title(preferences: Preferences) -> str:
    """The name the app goes by for this reader: the one they chose, or the installation's own."""
    return str(APP_NAMES.get(preferences.app_name, house().name))
