"""What the front door tells this room about the installation, once, when settings are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """The installation's name, its own country, and whether anyone may open an account."""

    name: str = "Mending"
    country: str = ""
    signup_open: bool = True


_told: list[House] = [House()]


def tell(house: House) -> None:
    """Say what the installation is. Settings call this; a test may."""
    _told[:] = [house]


def house() -> House:
    """What was told last."""
    return _told[0]
