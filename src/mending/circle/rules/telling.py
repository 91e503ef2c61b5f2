"""Before telling someone about one's recovery: three questions, and what is known about the answer.

Source: among 106 people treated for opioid use, telling someone close and supportive went with more commitment to
recovery, and telling someone they had used with went with less (evidence §6, Brousseau 2022). One study, and what
goes together need not cause each other: so the answer is a thought, never an order.
"""

from enum import StrEnum


class Said(StrEnum):
    """An answer to one of the questions."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Thought(StrEnum):
    """What the answers speak for."""

    TELL = "tell"
    SMALL_FIRST = "small_first"
    USED_TOGETHER = "used_together"
    NO_SUPPORT = "no_support"


def thought(*, close: Said, supportive: Said, used_together: Said) -> Thought:
    """Close, on my side and no shared use speak for telling; shared use, or no support, against it.

    The two against are kept apart: only shared use is what the study spoke of.
    """
    if used_together is Said.YES:
        return Thought.USED_TOGETHER
    if supportive is Said.NO:
        return Thought.NO_SUPPORT
    if close is Said.YES and supportive is Said.YES and used_together is Said.NO:
        return Thought.TELL
    return Thought.SMALL_FIRST
