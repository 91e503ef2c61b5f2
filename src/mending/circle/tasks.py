"""Entry points for the clock."""

from mending.circle.actions import forget_removed


def daily() -> int:
    """Forget whoever was removed more than a day ago. Returns how many."""
    return forget_removed()
