"""Pure decisions of the consent room: the yes/no, and the chain of the ledger."""

from mending.consent.rules.deciding import Grant, Item, Viewer, may_see
from mending.consent.rules.sides import Side

__all__ = ["Grant", "Item", "Side", "Viewer", "may_see"]
