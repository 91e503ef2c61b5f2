"""Every read of this room. The viewer comes first; what comes back holds no table's row."""

from mending.checkins.queries.daily import CheckInCard, Chosen, chosen, picked_times, today

__all__ = ["CheckInCard", "Chosen", "chosen", "picked_times", "today"]
