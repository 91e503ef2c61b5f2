"""What may be answered when."""

from datetime import date, timedelta

import pytest

from mending.promises.rules.outcomes import Outcome, is_backdated, refusal

DUE = date(2026, 6, 17)
TABLE = {
    # days from the due day to today: refusal of (kept, renegotiated, told, found out)
    -30: ("too-early", None, "too-early", "too-early"),
    -1: ("too-early", None, "too-early", "too-early"),
    0: (None, None, None, None),
    1: (None, "too-late", None, None),
    400: (None, "too-late", None, None),
}


@pytest.mark.parametrize("days", TABLE)
def test_what_may_be_answered(days):
    order = (Outcome.KEPT, Outcome.RENEGOTIATED, Outcome.TOLD, Outcome.FOUND_OUT)
    assert tuple(refusal(one, DUE, DUE + timedelta(days=days)) for one in order) == TABLE[days]


@pytest.mark.parametrize(("days", "marked"), [(-3, False), (0, False), (1, False), (2, True), (90, True)])
def test_an_answer_is_marked_from_the_second_day_after(days, marked):
    assert is_backdated(DUE, DUE + timedelta(days=days)) is marked
