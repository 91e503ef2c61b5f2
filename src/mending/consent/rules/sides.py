"""The sides people come to Mending from. The yes/no asks for them first."""

from enum import StrEnum


class Side(StrEnum):
    """What someone comes to Mending as. One account has one side."""

    PERSON = "person"  # in recovery
    LOVED_ONE = "loved_one"
    COUNSELOR = "counselor"
    COORDINATOR = "coordinator"
    STEWARD = "steward"  # runs the installation, never sees content

    @property
    def has_own_space(self) -> bool:
        """Whether this side keeps a private space: a circle, promises, a record."""
        return self in (Side.PERSON, Side.LOVED_ONE)

    @property
    def needs_second_factor(self) -> bool:
        """Whoever works with other people's records signs in with two factors (SAFETY C3)."""
        return not self.has_own_space
