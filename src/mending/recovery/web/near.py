"""Help for where the person is: the overdose card of their country, and its lines."""

from dataclasses import dataclass

from django.urls import reverse

from mending.accounts.queries import preferences
from mending.consent.web import SignedInRequest
from mending.help.queries import nearest
from mending.help.rules import Country, Kind, Line


@dataclass(frozen=True, slots=True)
class Near:
    """Help as the person's own country has it; without one there are no lines, and the card names all numbers."""

    overdose: str
    emergency: str
    country: Country | None

    def lines(self, *kinds: Kind) -> tuple[Line, ...]:
        """The lines of these kinds, those of whoever runs this Mending first."""
        return self.country.of(Kind.OWN, *kinds) if self.country else ()


def near(request: SignedInRequest) -> Near:
    """Help near whoever asks. No query: their country came with the session."""
    here = nearest(preferences(request.user).country)
    if here is None:
        return Near(reverse("help_overdose"), "", None)
    return Near(reverse("help_country_overdose", args=[here.code.lower()]), here.emergency, here)
