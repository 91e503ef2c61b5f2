"""Small questionnaires and answers, made in a line, for the tests of FHIR."""

from typing import Any

from mending.worksheets.rules.fhir.jobs import Desk

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"


def ext(name: str, **value: Any) -> dict[str, Any]:
    """An extension, by its short name or address."""
    return {"url": name if ":" in name else CORE + name, **value}


def fhirpath(kind: str, expression: str, **more: Any) -> dict[str, Any]:
    value = {"language": "text/fhirpath", "expression": expression, **more}
    return {"url": (CORE if kind == "variable" else SDC) + kind, "valueExpression": value}


def item(link_id: str, type: str, *extensions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, "type": type, **({"extension": [*extensions]} if extensions else {}), **more}


def coding(code: str, system: str = "urn:x", **more: Any) -> dict[str, Any]:
    return {"valueCoding": {"system": system, "code": code, **more}}


def form(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "status": "active", "url": "urn:form", **more, "item": [*items]}


def answered(link_id: str, *answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, **({"answer": [*answers]} if answers else {}), **more}


def response(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"resourceType": "QuestionnaireResponse", "questionnaire": "urn:form", "status": "completed"}
    return {**head, **more, **({"item": [*items]} if items else {})}


def issues(desk: Desk, questionnaire: Any, filled: Any) -> list[str]:
    """What is found, each as `severity code kind linkId`."""
    found = desk.outcome(questionnaire, filled).get("issue", [])
    return [_line(one) for one in found]


def _line(one: dict[str, Any]) -> str:
    where = one.get("location", ["linkId=''"])[0].removeprefix("linkId='").removesuffix("'")
    return f"{one['severity']} {one['code']} {one['details']['coding'][0]['code']} {where}".strip()


def values(settled: dict[str, Any]) -> dict[str, list[Any]]:
    """The answers of a response by linkId, at any depth."""
    made: dict[str, list[Any]] = {}
    for one in settled.get("item", []):
        for answer in one.get("answer", []):
            made.setdefault(one["linkId"], []).extend(v for k, v in answer.items() if k.startswith("value"))
            made |= values(answer)
        made |= values(one)
    return made
