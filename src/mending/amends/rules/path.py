"""One amends as a path: what is done, what is next, what is turned off and why."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mending.amends.rules.amends import Kind, Part
from mending.amends.rules.composing import Stage
from mending.amends.rules.screen import Screen, Verdict, Why


class Step(StrEnum):
    """A step of the path, in order."""

    DID = "did"
    EFFECT = "effect"
    READY = "ready"
    WISH = "wish"
    SCREEN = "screen"
    KIND = "kind"
    REPAIR = "repair"
    REVIEW = "review"
    LETTER = "letter"
    HANDING = "handing"
    LIVING = "living"


class Stand(StrEnum):
    """How a step stands."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    OFF = "off"
    HELD = "held"  # answered, and the answer turns handing over off


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an amends: the parts that are written, the screen and its verdict, how it came out.

    `letter` is how far its letter has come; None without one.
    """

    written: Collection[Part]
    screen: Screen
    verdict: Verdict
    kind: Kind | None = None
    is_delivered: bool = False
    is_closed: bool = False
    is_lived: bool = False
    is_quiet: bool = False
    letter: Stage | None = None
    is_child: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it has come to rest: handed over, closed without, or lived. Each is whole by itself."""
        return self.is_delivered or self.is_closed or (self.kind is not Kind.DIRECT and self.is_lived)


@dataclass(frozen=True, slots=True)
class Way:
    """One step and how it stands; `reasons` say why it is turned off."""

    step: Step
    stand: Stand
    reasons: tuple[Why, ...] = ()


def path(facts: Facts) -> list[Way]:
    """Every step in order. At most one is next; about someone who is quiet none is.

    A letter is never asked for: it is next only once it was begun, and left out where it all rests without one.
    What a child wishes is not asked either (SAFETY A10).
    """
    rests_without = (facts.is_delivered or facts.is_closed) and facts.letter is None
    left_out = {Step.LETTER: rests_without, Step.WISH: facts.is_child and Part.WISH not in facts.written}
    found = [_way(step, facts) for step in Step if not left_out.get(step)]
    if facts.is_quiet or facts.is_closed:
        return found
    for number, way in enumerate(found):
        if way.stand is Stand.LATER and not _is_optional(way.step, facts):
            found[number] = Way(way.step, Stand.NEXT)
            break
    return found


def _is_optional(step: Step, facts: Facts) -> bool:
    """Whether a step that is still to come need not be taken."""
    no_doubt = step is Step.REVIEW and not facts.screen.doubts
    return no_doubt or (step is Step.LETTER and facts.letter is None)


def _way(step: Step, facts: Facts) -> Way:
    if step is Step.HANDING:
        return _handing(facts)
    if step is Step.SCREEN and _is_held(facts):
        return Way(step, Stand.HELD)
    done = {
        Step.SCREEN: not facts.screen.unanswered,
        Step.LETTER: facts.letter in (Stage.READY, Stage.DELIVERED),
        Step.LIVING: facts.is_lived,
    }.get(step, step.value in [part.value for part in facts.written])
    return Way(step, Stand.DONE if done else Stand.LATER)


def _is_held(facts: Facts) -> bool:
    """Whether the screen is no step that is done: a yes, or a last "not sure", keeps it from being handed over."""
    if facts.is_delivered or facts.is_closed:
        return False
    return bool(facts.screen.yeses or ((facts.screen.doubts or facts.is_child) and not facts.screen.unanswered))


def _handing(facts: Facts) -> Way:
    """Handing over is done once it was, or once it was closed without; turned off by a reason."""
    if facts.is_delivered or facts.is_closed:
        return Way(Step.HANDING, Stand.DONE)
    waiting = {Why.SCREEN_OPEN} | ({Why.NOT_DIRECT} if facts.kind is None else set())
    reasons = tuple(why for why in facts.verdict.reasons if why not in waiting)
    return Way(Step.HANDING, Stand.OFF if reasons else Stand.LATER, reasons)
