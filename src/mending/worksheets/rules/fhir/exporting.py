"""A form of ours as a FHIR Questionnaire, and its answers as a QuestionnaireResponse (FHIR R4, SDC).

Everything FHIR has a word for is said in FHIR's. What it has none for (a chain of links, a person of one's circle,
words fitted to a person, bands) is put beside it in extensions of our own, so that `importing` makes the same form
again.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mending.worksheets.rules.fhir.addresses import CORE, SDC
from mending.worksheets.rules.fhir.importing import OURS, take
from mending.worksheets.rules.form import (
    TODAY,
    All,
    Answers,
    AnyOf,
    Comparison,
    Condition,
    Form,
    Kind,
    Operator,
    Option,
    Question,
)
from mending.worksheets.rules.writing import data_of

ORDINAL = CORE + "ordinalValue"
_TYPES = {
    Kind.CHOICE: "choice",
    Kind.CHOICES: "choice",
    Kind.SCALE: "decimal",
    Kind.NUMBER: "decimal",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.SHORT: "string",
    Kind.LONG: "text",
    Kind.YES_NO: "boolean",
    Kind.CHAIN: "string",
    Kind.PERSON: "string",
    Kind.GROUP: "group",
    Kind.TEXT: "display",
}
_SIGNS = {
    Operator.IS: "=",
    Operator.IS_NOT: "!=",
    Operator.MORE: ">",
    Operator.LESS: "<",
    Operator.AT_LEAST: ">=",
    Operator.AT_MOST: "<=",
}
Data = dict[str, Any]


def questionnaire(form: Form) -> Data:
    """The Questionnaire of a form."""
    data = data_of(form)
    bare = _bare(form)
    for _ in range(2):  # once for what differs, and once more for ids that the first look could not see
        found = take(bare)
        made = data_of(found.form) if found.form else {}
        _add(bare, "form", _difference({key: one for key, one in data.items() if key != "part"}, made))
        _parts(bare, data, made)
    return bare


def _bare(form: Form) -> Data:
    items = [_part(part.id, part.title, part.questions, form) for part in form.parts]
    return {
        "resourceType": "Questionnaire",
        "url": f"{OURS}{form.id}",
        "version": str(form.version),
        "status": "active",
        "language": form.language,
        "title": form.title,
        "item": [*items, *_score_items(form)],
    }


def _part(id: str, title: str, questions: tuple[Question, ...], form: Form) -> Data:
    item: Data = {"linkId": f"part:{id}", "type": "group", "text": title}
    return {**item, "item": [_item(one, form) for one in questions]}


def _item(question: Question, form: Form) -> Data:
    kind = question.kind
    item: Data = {"linkId": question.id, "text": question.ask, "type": _TYPES[kind]}
    if question.other and kind in (Kind.CHOICE, Kind.CHOICES):
        item["type"] = "open-choice"
    if kind in (Kind.CHOICES, Kind.GROUP, Kind.CHAIN):
        item["repeats"] = True
    if question.required:
        item["required"] = True
    item |= _bounds(question)
    if question.options:
        chosen = _several(question.begins)
        item["answerOption"] = [_option(one, one.id in chosen) for one in question.options]
    elif question.begins not in (None, TODAY) and (begins := _value(question, question.begins)):
        item["initial"] = [begins]
    item |= _when(question.when, form)
    if question.inside:
        item["item"] = [_item(one, form) for one in question.inside]
    return item


def _bounds(question: Question) -> Data:
    made: Data = {}
    if extension := [*_limits(question), *_begins_today(question)]:
        made["extension"] = extension
    if (
        question.kind in (Kind.SHORT, Kind.LONG)
        and question.most is not None
        and question.most == int(question.most)
    ):
        made["maxLength"] = int(question.most)
    return made


def _limits(question: Question) -> Iterator[Data]:
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        for name, bound in (("minValue", question.least), ("maxValue", question.most)):
            if bound is not None:
                yield {"url": CORE + name, "valueDecimal": bound}
    if question.kind is Kind.SCALE:
        coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "slider"}
        yield {"url": f"{CORE}questionnaire-itemControl", "valueCodeableConcept": {"coding": [coding]}}
        if question.step is not None and question.step == int(question.step):
            yield {"url": f"{CORE}questionnaire-sliderStepValue", "valueInteger": int(question.step)}
    if question.unit:
        yield {"url": f"{CORE}questionnaire-unit", "valueCoding": {"display": question.unit}}
    if question.pattern:
        yield {"url": f"{CORE}regex", "valueString": question.pattern}


def _begins_today(question: Question) -> Iterator[Data]:
    if question.kind is Kind.DATE and question.begins == TODAY:
        value = {"language": "text/fhirpath", "expression": "today()"}
        yield {"url": f"{SDC}initialExpression", "valueExpression": value}


def _option(option: Option, chosen: bool) -> Data:
    made: Data = {"valueCoding": {"code": option.id, "display": option.says}}
    if chosen:
        made["initialSelected"] = True
    extension: list[Data] = []
    if option.weight is not None:
        extension.append({"url": ORDINAL, "valueDecimal": option.weight})
    if option.alone:
        extension.append({"url": f"{CORE}questionnaire-optionExclusive", "valueBoolean": True})
    return {"extension": extension, **made} if extension else made


def _when(condition: Condition | None, form: Form) -> Data:
    """enableWhen, as far as FHIR can say it: one comparison, or several joined by all or by any."""
    match condition:
        case Comparison():
            tests, joined = [condition], ""
        case All(of) | AnyOf(of) if all(isinstance(one, Comparison) for one in of) and len(of) > 1:
            tests = [one for one in of if isinstance(one, Comparison)]
            joined = "all" if isinstance(condition, All) else "any"
        case _:
            return {}
    made = [_test(one, form) for one in tests]
    if any(one is None for one in made):
        return {}
    return {"enableWhen": made, **({"enableBehavior": joined} if joined else {})}


def _test(test: Comparison, form: Form) -> Data | None:
    made: Data = {"question": test.question, "operator": _SIGNS.get(test.operator, "exists")}
    asked = form.question(test.question)
    if test.operator is Operator.ANSWERED:
        return {**made, "answerBoolean": bool(test.value)}
    value = _compared(asked.kind, test.value) if asked else None
    return {**made, **value} if value else None


def _compared(kind: Kind, value: Any) -> Data | None:
    if isinstance(value, bool):
        return {"answerBoolean": value}
    if isinstance(value, int | float):
        return {"answerDecimal": value}
    if not isinstance(value, str):
        return None
    if kind in (Kind.CHOICE, Kind.CHOICES):
        return {"answerCoding": {"code": value}}
    if kind is Kind.TIME:
        return {"answerTime": _with_seconds(value)}
    return {"answerDate" if kind is Kind.DATE else "answerString": value}


def _with_seconds(time: str) -> str:
    """A time as FHIR writes it."""
    return f"{time}:00" if len(time) == len("21:30") else time


def _score_items(form: Form) -> Iterator[Data]:
    """A score as an item that adds up, for programs that reckon with FHIRPath: only when all are answered."""
    for score in form.scores:
        taken = any(one.id == score.id for one in form.questions())
        parts = [_adds(form, id, score.times) for id in score.of]
        if taken or score.reverse or score.missing or None in parts or len(parts) < 2:
            continue
        total = " + ".join(str(one) for one in parts)
        expression = f"({total}) / {len(parts)}" if score.mean else total
        value = {"language": "text/fhirpath", "expression": expression}
        extension = [{"url": f"{SDC}calculatedExpression", "valueExpression": value}]
        yield {
            "extension": extension,
            "linkId": score.id,
            "text": score.title,
            "type": "decimal",
            "readOnly": True,
        }


def _adds(form: Form, id: str, times_of: tuple[tuple[str, float], ...]) -> str | None:
    question = form.question(id)
    if question is None or "'" in id or "\\" in id or question.kind is Kind.YES_NO:
        return None
    value = "value" if question.kind in (Kind.SCALE, Kind.NUMBER) else "value.ordinal()"
    times = f" * {dict(times_of)[id]:g}" if id in dict(times_of) else ""
    return f"%resource.item.item.where(linkId = '{id}').answer.{value}{times}"


def _difference(wanted: Mapping[str, Any], made: Mapping[str, Any]) -> Data:
    """What must be said besides: keys that differ, and null for keys that should not be there."""
    more = {key: one for key, one in wanted.items() if made.get(key, ...) != one}
    return more | {key: None for key in made if key not in wanted and key != "part"}


def _add(item: Data, what: str, more: Data) -> None:
    if not more:
        return
    others = [one for one in item.get("extension", []) if one["url"] != OURS + what]
    before = [json.loads(one["valueString"]) for one in item.get("extension", []) if one["url"] == OURS + what]
    words = json.dumps({**(before[0] if before else {}), **more}, ensure_ascii=False, sort_keys=True)
    item["extension"] = [*others, {"url": OURS + what, "valueString": words}]


def _parts(bare: Data, data: Data, made: Data) -> None:
    """Say besides what each part and question needs; groups in the form's order are the parts."""
    groups = [item for item in bare["item"] if item["type"] == "group"]
    for item, part, other in zip(groups, data.get("part", []), _padded(made.get("part", [])), strict=False):
        heads = [{key: one for key, one in each.items() if key != "question"} for each in (part, other)]
        _add(item, "part", _difference(*heads))
        _questions(item, part, other)


def _questions(item: Data, part: Data, other: Data) -> None:
    found = {one["id"]: one for one in other.get("question", [])}
    for inside, question in zip(item.get("item", []), part.get("question", []), strict=False):
        made = found.get(question["id"], {})
        heads = [{key: one for key, one in each.items() if key != "question"} for each in (question, made)]
        _add(inside, "question", _difference(*heads))
        _questions(inside, question, made)


def _padded(parts: list[Data]) -> Iterator[Data]:
    yield from parts
    while True:
        yield {}


def response(form: Form, answers: Answers) -> Data:
    """The QuestionnaireResponse of a filled form; answers without a place in it are left out."""
    parts = ({"linkId": f"part:{part.id}", "item": [*_answered(part.questions, answers)]} for part in form.parts)
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{OURS}{form.id}|{form.version}",
        "status": "completed",
        "item": [part for part in parts if part["item"]],
    }


def _answered(questions: tuple[Question, ...], answers: Answers) -> Iterator[Data]:
    for question in questions:
        answer = answers.get(question.id)
        if question.kind is Kind.GROUP:
            for one in answer if isinstance(answer, list) else []:
                if isinstance(one, Mapping) and (inside := [*_answered(question.inside, one)]):
                    yield {"linkId": question.id, "item": inside}
        elif values := [one for each in _several(answer) if (one := _value(question, each))]:
            yield {"linkId": question.id, "text": question.ask, "answer": values}


def _several(answer: Any) -> list[Any]:
    return list(answer) if isinstance(answer, list | tuple) else [answer]


def _value(question: Question, answer: Any) -> Data | None:
    if isinstance(answer, bool):
        return {"valueBoolean": answer}
    if isinstance(answer, int | float):
        return {"valueDecimal": answer}
    if not isinstance(answer, str) or not answer:
        return None
    option = question.option(answer)
    if option is not None:
        return {"valueCoding": {"code": option.id, "display": option.says}}
    if question.kind is Kind.TIME:
        return {"valueTime": _with_seconds(answer)}
    return {"valueDate" if question.kind is Kind.DATE else "valueString": answer}
