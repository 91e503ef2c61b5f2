"""One job after another, on the command line: a questionnaire and a response in, an outcome or a response out."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from mending.worksheets.rules.fhir.expressions import Evaluator
from mending.worksheets.rules.fhir.items import Instrument
from mending.worksheets.rules.fhir.lenient import Json, Unreadable, dump, objects, parse, text
from mending.worksheets.rules.fhir.outcomes import outcome
from mending.worksheets.rules.fhir.reading import read
from mending.worksheets.rules.fhir.settling import settle
from mending.worksheets.rules.fhir.validating import validate

REMEMBERED = 64


class Desk:
    """Does the jobs, remembering the questionnaires it has read and keeping one worker for expressions."""

    def __init__(self) -> None:
        self._evaluator = Evaluator()
        self._read: dict[str, Instrument] = {}

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self._evaluator.close()

    def outcome(self, questionnaire: Json | None, response: Json) -> dict[str, Any]:
        """The OperationOutcome of a response. Raises Unreadable when the questionnaire is none."""
        found = self._instrument(questionnaire, response)
        return outcome(validate(found, response, self._evaluator))

    def settled(self, questionnaire: Json | None, response: Json) -> dict[str, Any]:
        """The response after conditions and calculations. Raises Unreadable."""
        found = self._instrument(questionnaire, response)
        if found is None:
            raise Unreadable("There is no questionnaire to settle it by.")
        return settle(found, response, self._evaluator)

    def line(self, line: str, what: str) -> str:
        """The answer to one line of a batch, as one line. Never raises: what fails is an `error` in words."""
        id: Any = None
        try:
            job = parse(line, 4)
            id = job.get("id")
            work = partial(self.outcome if what == "outcome" else self.settled)
            return dump({"id": id, what: work(_object(job, "questionnaire"), _response(job))})
        except Unreadable as error:
            return _failed(id, str(error))
        except RecursionError:
            return _failed(id, "It is nested too deeply.")
        except Exception as error:  # a run of thousands goes on whatever one job holds
            return _failed(id, f"This job cannot be done ({type(error).__name__}).")

    def _instrument(self, questionnaire: Json | None, response: Json) -> Instrument | None:
        if questionnaire is None:
            inside = text(response, "questionnaire")
            questionnaire = next(
                (
                    one
                    for one in objects(response, "contained")
                    if inside.startswith("#") and text(one, "id") == inside[1:]
                ),
                None,
            )
        if questionnaire is None:
            return None
        key = dump(questionnaire)
        if key not in self._read:
            if len(self._read) >= REMEMBERED:
                self._read.pop(next(iter(self._read)))
            self._read[key] = read(questionnaire)
        return self._read[key]


def _object(job: Json, key: str) -> Json | None:
    found = job.get(key)
    if found is not None and not isinstance(found, dict):
        raise Unreadable(f"“{key}” is no object.")
    return found


def _response(job: Json) -> Json:
    found = _object(job, "response")
    if found is None:
        raise Unreadable("There is no response.")
    return found


def _failed(id: Any, words: str) -> str:
    try:
        return dump({"id": id, "error": words})
    except (TypeError, ValueError, RecursionError):
        return json.dumps({"id": None, "error": words})
