"""A questionnaire of others as a form of ours, with findings of what could not be taken over.

A group that stands once becomes a part; one inside it, words and what follows. Questions under a question come
after it, asked when it is answered. An item that adds up weights becomes a declared score, one that puts words to
it its bands. What only our own forms have travels in extensions (`exporting`): export then import gives the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mending.worksheets.rules.beginning import NEVER, begins_well
from mending.worksheets.rules.checking import ID
from mending.worksheets.rules.fhir.adding import Sum
from mending.worksheets.rules.fhir.addresses import extensions
from mending.worksheets.rules.fhir.asides import asides_of, is_aside, words_of
from mending.worksheets.rules.fhir.asking import asked_when
from mending.worksheets.rules.fhir.beginning import begins_with
from mending.worksheets.rules.fhir.criteria import Unclear
from mending.worksheets.rules.fhir.findings import Finding, Weight, kept, left_out, refused
from mending.worksheets.rules.fhir.given import Given, told
from mending.worksheets.rules.fhir.items import Constraint, Instrument, Item, Type, When
from mending.worksheets.rules.fhir.lenient import Json, flag, text
from mending.worksheets.rules.fhir.markup import plain
from mending.worksheets.rules.fhir.picking import option_id
from mending.worksheets.rules.fhir.reading import options_of, read
from mending.worksheets.rules.fhir.scores import bands_of, score_of, told_sum, unclear
from mending.worksheets.rules.fhir.shaping import KINDS, bounds_of, compared, is_unasked, kind_of, option_of, whole
from mending.worksheets.rules.form import (
    TODAY,
    AnyOf,
    Comparison,
    Condition,
    Form,
    Kind,
    Operator,
    Question,
    walk,
)
from mending.worksheets.rules.patterns import risky
from mending.worksheets.rules.reading import FormTrouble, form_of, question_of, slug
from mending.worksheets.rules.validating import LONGEST

OURS = "urn:mending:form:"
_WORDS = {"=": "is", "!=": "is_not", ">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it: the form (None when refused), what was found, and each question's linkId."""

    title: str
    form: Form | None
    findings: tuple[Finding, ...]
    links: Mapping[str, str]


def take(questionnaire: Json) -> Imported:
    """The form of a Questionnaire. Raises Unreadable when it is none."""
    instrument = read(questionnaire)
    title = instrument.title or instrument.url
    if instrument.refused:
        return Imported(title, None, instrument.findings, {})
    taker = _Taker(instrument)
    data = taker.data()
    findings = [*instrument.findings, *taker.findings]
    try:
        form: Form | None = form_of(data, instrument.title or instrument.url or "the questionnaire")
    except FormTrouble as trouble:
        return Imported(title, None, (*findings, *map(refused, trouble.sentences)), {})
    if any(one.weight is Weight.REFUSED for one in findings):
        form = None
    return Imported(title, form, tuple(findings), {ours: link for link, ours in taker.ids.items()})


def danger(form: Form, questions: tuple[str, ...]) -> Condition | None:
    """The condition under which an answer to one of these questions means danger (SAFETY A5): yes, any number
    above nought, any option that weighs more than nought (without weights: any but the first)."""
    found = [one for question in walk(form.questions()) if question.id in questions for one in _dangers(question)]
    return AnyOf(tuple(found)) if found else None


def _dangers(question: Question) -> Iterator[Comparison]:
    if question.kind is Kind.YES_NO:
        yield Comparison(question.id, Operator.IS, True)
    elif question.kind in (Kind.NUMBER, Kind.SCALE):
        yield Comparison(question.id, Operator.MORE, 0)
    weighed = any(option.weight is not None for option in question.options)
    for place, option in enumerate(question.options):
        if (option.weight or 0) > 0 if weighed else place > 0:
            yield Comparison(question.id, Operator.IS, option.id)


class _Taker:
    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.findings: list[Finding] = []
        self.ids: dict[str, str] = {}
        self.left: set[str] = set()
        self.asked: dict[str, Given] = {}
        self.points: dict[str, dict[str, Any]] = {}
        self.scores: list[dict[str, Any]] = []

    def data(self) -> dict[str, Any]:
        self._name()
        self._score()
        raw = self.instrument.raw
        self._constrained(self.instrument.constraints, "")
        about = {key: plain(text(raw, key)) for key in ("copyright", "publisher", "purpose") if text(raw, key)}
        if self.instrument.url:
            about["source"] = self.instrument.url
        version = self.instrument.version
        head = {
            "id": _id(self.instrument.url.rpartition("/")[2] or self.instrument.title),
            "version": int(version) if version.isdecimal() and 0 < len(version) < 9 and int(version) else 1,
            "language": text(raw, "language") or "en",
            "title": self.instrument.title or self.instrument.url or "A form",
            "says": plain(text(raw, "description")),
            **about,
        }
        data = {"form": {key: one for key, one in head.items() if one != ""}, "part": [*self._parts()]}
        data["score"] = self.scores
        return _more(data, raw, "form")

    def _name(self) -> None:
        """An id of ours for each linkId: itself where it can be, else made from it."""
        used: set[str] = set()
        for item in self.instrument.walk():
            wanted = item.link_id if ID.fullmatch(item.link_id) else _id(item.link_id)
            number = 1
            while wanted in used:
                number += 1
                wanted = f"{_id(item.link_id)[:60]}-{number}"
            used.add(wanted)
            self.ids[item.link_id] = wanted

    def _score(self) -> None:
        """Items that add up become scores, items that put words to a score its bands; both are no questions."""
        why: dict[str, str] = {}
        for item in self.instrument.walk():
            try:
                found = score_of(self.instrument, item)
                if found is not None:
                    self._added(item, found)
            except Unclear as reason:
                why[item.link_id] = str(reason)
        for item in self.instrument.walk():
            bands = bands_of(self.instrument, item, {one["id"]: one for one in self.scores}, self.ids)
            if bands is not None:
                score, made = bands
                self.scores[[one["id"] for one in self.scores].index(score)]["bands"] = made
                self.left.add(item.link_id)
                self.findings.append(kept("Its words become the meaning of the score.", item.link_id))
            elif item.calculated and item.link_id not in self.left:
                self._strange(item, why.get(item.link_id, ""))
            if item.enable and (item.link_id in self.left or is_unasked(item)):
                words = "Nobody is asked it here, so the expression that says when it is asked is left out."
                self.findings.append(left_out(words, item.link_id))

    def _added(self, item: Item, found: Sum) -> None:
        """A score, and what its options count. Raises Unclear when they count otherwise elsewhere."""
        for link, points in found.points:
            options = {
                option_id(option.value): option.weight for option in options_of(self.instrument.by_id[link])
            }
            known = self.points.get(link, {one: weight for one, weight in options.items() if weight is not None})
            made = {one: dict(points).get(one, 0) for one in options}
            if known and known != made:
                raise Unclear(f"“{link}” counts otherwise elsewhere.")
            self.points[link] = made
        made_of: dict[str, Any] = {
            "id": self.ids[item.link_id],
            "title": item.text or item.link_id,
            "of": [self.ids[link] for link in found.of],
        }
        if found.mean:
            made_of["how"] = "mean"
        if found.missing:
            made_of["missing"] = found.missing
        if found.reverse:
            made_of["reverse"] = [self.ids[link] for link in found.reverse]
        if found.times:
            made_of["times"] = {self.ids[link]: whole(times) for link, times in found.times}
        self.scores.append(made_of)
        self.left.add(item.link_id)
        self._say(found, made_of, item.link_id)

    def _say(self, found: Sum, made: dict[str, Any], where: str) -> None:
        self.findings.append(kept(plain(told_sum(found, made, self.ids)), where))
        if found.loose:
            loose = "There, an unanswered question counts nought; here the score waits until all are answered."
            self.findings.append(left_out(loose, where))

    def _strange(self, item: Item, why: str) -> None:
        self.left.add(item.link_id)
        words = f"It is calculated in a way that cannot be taken over. {why or unclear(item)}"
        self.findings.append(left_out(plain(words.strip()), item.link_id))

    def _parts(self) -> Iterator[dict[str, Any]]:
        """Groups as parts; what stands loose between them as parts without a title."""
        loose: list[dict[str, Any]] = []
        for item in self.instrument.items:
            if item.type is Type.GROUP and not item.repeats:
                if loose:
                    yield self._loose(loose)
                    loose = []
                when = self._when(item)
                questions = [made for one in item.items for made in self._question(one, when)]
                part = {"id": self._id(item), "title": words_of(item), "question": questions}
                yield _more(part, item.raw, "part")
            else:
                loose.extend(self._question(item, []))
        if loose:
            yield self._loose(loose)

    def _loose(self, questions: list[dict[str, Any]]) -> dict[str, Any]:
        return {"id": f"{questions[0]['id']}-part"[:80], "title": "", "question": questions}

    def _id(self, item: Item) -> str:
        return self.ids[item.link_id]

    def _question(self, item: Item, above: list[Any]) -> Iterator[dict[str, Any]]:
        """The questions an item becomes; `above` are the conditions of what stands around it."""
        if False in above or self._is_out(item):
            return
        conditions = [*above, *self._when(item)]
        if False in conditions:
            return
        if item.type is Type.GROUP and not item.repeats:
            yield from self._flat(item, conditions)
            return
        if item.type not in KINDS and item.type is not Type.GROUP:
            return
        yield self._made(item, conditions)
        if item.type is not Type.GROUP:
            answered = {"question": self._id(item), "answered": True}
            for inside in item.items:
                waits = item.answerable and inside.type is not Type.DISPLAY
                yield from self._question(inside, [*conditions, answered] if waits else conditions)

    def _is_out(self, item: Item) -> bool:
        """Whether it becomes no question: taken over otherwise, for nobody to fill in, or words of another."""
        if item.link_id in self.left or (is_aside(item) and self._around(item)):
            return True
        if is_unasked(item):
            self._unasked(item)
        return is_unasked(item)

    def _around(self, item: Item) -> bool:
        """Whether there is a question around it whose words these are."""
        around = self.instrument.by_id.get(item.path[-2]) if len(item.path) > 1 else None
        return around is not None and around.answerable

    def _unasked(self, item: Item) -> None:
        if flag(item.raw, "readOnly"):
            self.findings.append(left_out("Nobody may fill it in (readOnly), so it is left out.", item.link_id))
        elif item.first or item.initial:
            words = "Nobody is asked it here, so what it begins with is left out."
            self.findings.append(left_out(words, item.link_id))

    def _flat(self, item: Item, conditions: list[Any]) -> Iterator[dict[str, Any]]:
        if item.text:
            yield _joined({"id": self._id(item), "kind": "text", "ask": words_of(item)}, conditions)
        for inside in item.items:
            yield from self._question(inside, conditions)

    def _made(self, item: Item, conditions: list[Any]) -> dict[str, Any]:
        kind = Kind.GROUP if item.type is Type.GROUP else kind_of(item)
        made: dict[str, Any] = {"id": self._id(item), "kind": str(kind), "ask": words_of(item), **asides_of(item)}
        if item.required and kind is not Kind.TEXT:
            made["required"] = True
        if item.type is Type.GROUP:
            made["question"] = [one for inside in item.items for one in self._question(inside, [])]
        made |= bounds_of(item, kind)
        self._narrowed(item, made)
        if kind in LONGEST and risky(made.get("pattern", ""), made.get("most") or LONGEST[kind]):
            del made["pattern"]
            words = "The pattern that its answer must have could take very long, so no answer is held against it."
            self.findings.append(left_out(words, item.link_id))
        if kind in (Kind.CHOICE, Kind.CHOICES):
            points = self.points.get(item.link_id, {})
            made["options"] = [option_of(option, points) for option in options_of(item)]
            if item.type is Type.OPEN_CHOICE:
                made["other"] = True
        if kind not in NEVER and (begins := self._begins(item, kind, made)) is not None:
            made["begins"] = begins
        return _more(_joined(made, conditions), item.raw, "question")

    def _narrowed(self, item: Item, made: Mapping[str, Any]) -> None:
        """What its author also allows or forbids, and a form of ours does not."""
        if item.limits.units[1:] or item.limits.unit_set:
            asked = f"in “{made['unit']}”" if "unit" in made else "as a number alone"
            self.findings.append(
                left_out(f"Several units can be chosen there; here it is asked {asked}.", item.link_id)
            )
        self._constrained(item.constraints, item.link_id)

    def _constrained(self, constraints: Iterable[Constraint], where: str) -> None:
        for one in constraints:
            words = f"A rule of its author is not held here: {one.human or one.expression}"
            self.findings.append(left_out(plain(words, 300), where))

    def _begins(self, item: Item, kind: Kind, made: dict[str, Any]) -> Any:
        """What it begins with; None, and a finding where there is something, when that cannot be taken over."""
        try:
            begins = begins_with(item, kind)
            if begins is None:
                return None
            if any(self.instrument.by_id[link].repeats for link in item.path[:-1]):
                raise Unclear("It stands in a group that can be filled in several times.")
            if not begins_well(question_of({**made, "begins": begins})):
                raise Unclear("Its first value is not allowed by its own limits.")
        except (Unclear, FormTrouble) as reason:
            self.findings.append(left_out(plain(f"It begins empty here. {reason}"), item.link_id))
            return None
        self.findings.append(kept(plain(_told_begins(begins, made)), item.link_id))
        return begins

    def _when(self, item: Item) -> list[Any]:
        """The conditions of an item; [False] when it is never asked. Its expression counts before `enableWhen`."""
        if item.enable:
            if item.link_id not in self.asked:
                self.asked[item.link_id] = self._asked(item)
            given = self.asked[item.link_id]
            return [] if given is True else [given]
        found = [one for one in (self._comparison(when) for when in item.when) if one is not None]
        if not found:
            return []
        return found if item.every or len(found) == 1 else [{"any": found}]

    def _asked(self, item: Item) -> Given:
        """What its expression says; refused when that is unclear, since it would be hidden or shown wrongly."""
        try:
            given = asked_when(self.instrument, item, self.ids, lambda option: option_id(option.value))
        except Unclear as reason:
            words = f"When it is asked is told by an expression that cannot be taken over. {reason}"
            self.findings.append(refused(plain(words), item.link_id))
            return True
        if given is False:
            self.findings.append(left_out("By its expression it is never asked.", item.link_id))
        else:
            self.findings.append(kept(f"It is asked when {plain(told(given))}.", item.link_id))
        return given

    def _comparison(self, when: When) -> dict[str, Any] | None:
        source = self.instrument.by_id.get(when.question)
        if source is None or source.link_id in self.left:
            self.findings.append(refused("It depends on something calculated or absent.", when.question))
            return None
        if is_unasked(source):
            self.findings.append(refused("It depends on something that nobody can fill in here.", when.question))
            return None
        asked = self.ids[when.question]
        if when.operator == "exists":
            return {"question": asked, "answered": when.value is None or when.value.is_ is not False}
        return {"question": asked, _WORDS.get(when.operator, "is"): compared(source, when.value)}


def _id(words: str) -> str:
    made = slug(words)
    return made if ID.fullmatch(made) else f"x-{made}"[:80]


def _told_begins(begins: Any, made: Mapping[str, Any]) -> str:
    """What a question begins with, in words."""
    if begins == TODAY and made["kind"] == Kind.DATE:
        return "It begins with the day that it is filled in for."
    if isinstance(begins, bool):
        return f"It begins with “{'yes' if begins else 'no'}”."
    called = {one["id"]: one["says"] for one in made.get("options", ())}
    several = begins if isinstance(begins, list) else [begins]
    return f"It begins with {', '.join(f'“{called.get(one, one)}”' for one in several)}."


def _joined(made: dict[str, Any], conditions: list[Any]) -> dict[str, Any]:
    if not conditions:
        return made
    return {**made, "when": conditions[0] if len(conditions) == 1 else {"all": conditions}}


def _more(made: dict[str, Any], raw: Json, what: str) -> dict[str, Any]:
    """With what our own extension says besides: keys to put, and keys to leave out (null)."""
    for one in extensions(raw, OURS + what):
        try:
            more = json.loads(text(one, "valueString"))
        except (ValueError, RecursionError):
            continue
        if isinstance(more, dict):
            made = {key: value for key, value in {**made, **more}.items() if value is not None}
    return made
