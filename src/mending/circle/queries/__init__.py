"""Every read of this room. The viewer comes first; what comes back holds no table's row."""

from mending.circle.queries.people import (
    HistoryLine,
    Named,
    RelationshipCard,
    Story,
    card_of,
    card_there,
    name_in_use,
    named,
    names,
    not_to_be_reached,
    quiet_ones,
    relationship,
    relationships,
    removed_lately,
    steps_of,
    story,
)

__all__ = [
    "HistoryLine",
    "Named",
    "RelationshipCard",
    "Story",
    "card_of",
    "card_there",
    "name_in_use",
    "named",
    "names",
    "not_to_be_reached",
    "quiet_ones",
    "relationship",
    "relationships",
    "removed_lately",
    "steps_of",
    "story",
]
