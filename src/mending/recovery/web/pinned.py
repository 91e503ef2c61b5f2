"""What Today keeps in sight while tolerance is lost."""

from dataclasses import dataclass

from django.utils.translation import get_language

from mending.consent.web import SignedInRequest
from mending.foundation import clock
from mending.recovery import queries
from mending.recovery.queries.papers import tolerance_paper
from mending.recovery.queries.windows import Pinned
from mending.recovery.rules.papers import Question, TolerancePaper
from mending.recovery.rules.windows import Answer
from mending.recovery.web.near import near


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for its answer. `name` is the form's field."""

    name: str
    words: Question


@dataclass(frozen=True, slots=True)
class OnToday:
    """The pinned card: the window, its words, the next question, and the way to the overdose card."""

    pinned: Pinned
    title: str
    said: str
    asked: Asked | None
    overdose: str


def on_today(request: SignedInRequest) -> OnToday | None:
    """What is pinned on Today; None when nothing is. One query."""
    found = queries.today(request.viewer, clock.today(request.viewer.zone))
    if found is None:
        return None
    paper = tolerance_paper(get_language() or "en")
    said = paper.soft[0] if found.is_soft else paper.events[found.window.event].said
    title = paper.soft_title if found.is_soft else paper.title
    return OnToday(found, title, said, next_question(found, paper), near(request).overdose)


def next_question(found: Pinned, paper: TolerancePaper) -> Asked | None:
    """The question not answered yet, one at a time: naloxone first."""
    if found.window.naloxone is Answer.UNASKED:
        return Asked("naloxone", paper.naloxone)
    if found.window.not_alone is Answer.UNASKED:
        return Asked("not_alone", paper.not_alone)
    return None
