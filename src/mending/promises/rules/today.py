"""What Today suggests next: one step, the nearest one."""

from enum import StrEnum


class NextStep(StrEnum):
    """The one thing to do next."""

    ADD_SOMEONE = "add-someone"  # nobody is in the circle yet
    MAKE_A_PROMISE = "make-a-promise"  # nothing was promised yet
    ANSWER_TODAY = "answer-today"  # something is due and open
    LOOK_BACK = "look-back"  # days before are open
    SEE_THE_MONTH = "see-the-month"  # all of today is answered
    PLAN_ONE = "plan-one"  # nothing is due today


def next_step(*, knows_someone: bool, ever_promised: bool, due: int, due_open: int, open_before: int) -> NextStep:
    """The next step from what is there: how many are due today, how many of these are open, and of before."""
    if not ever_promised:
        return NextStep.MAKE_A_PROMISE if knows_someone else NextStep.ADD_SOMEONE
    if due_open:
        return NextStep.ANSWER_TODAY
    if open_before:
        return NextStep.LOOK_BACK
    return NextStep.SEE_THE_MONTH if due else NextStep.PLAN_ONE


def is_back(*, open_days: int, answered_days: int, days_looked_at: int) -> bool:
    """Whether someone comes back after a while: the days looked at hold open ones and not one answer.

    Read from their own answers alone; no visit is ever kept (SAFETY A3).
    """
    return answered_days == 0 and open_days > 0 and days_looked_at >= 14
