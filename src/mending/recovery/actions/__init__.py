"""Every write of this room. `checkins` opens windows here too."""

from mending.recovery.actions.windows import answer_window, close_window, open_window, reopen_window

__all__ = ["answer_window", "close_window", "open_window", "reopen_window"]
