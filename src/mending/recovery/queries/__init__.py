"""Every read of this room."""

from mending.recovery.queries.windows import Pinned, WindowCard, today, windows

__all__ = ["Pinned", "WindowCard", "today", "windows"]
