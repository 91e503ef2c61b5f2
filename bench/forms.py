"""How fast other people's questionnaires are worked with: `python -m bench.forms`.

A form of 500 questions is imported; a form of twenty questions with conditions and a score is checked and settled;
and the same score is reckoned by ourselves and by the FHIRPath library in its worker, on the same answers in the
same run. Times are medians; the ratios are what is to be compared between machines.
"""

import argparse
import json
import time
from collections.abc import Callable
from statistics import median

from mending.worksheets.rules.fhir.expressions import Evaluator
from mending.worksheets.rules.fhir.importing import take
from mending.worksheets.rules.fhir.items import Expression
from mending.worksheets.rules.fhir.jobs import Desk
from mending.worksheets.rules.fhir.lenient import Json, parse
from mending.worksheets.rules.fhir.reading import read
from mending.worksheets.rules.fhir.settling import settle
from mending.worksheets.rules.fhir.tree import Tree
from mending.worksheets.rules.fhir.validating import validate

CORE = "http://hl7.org/fhir/StructureDefinition/"
SUM = "%resource.item.where(linkId.startsWith('q')).answer.value.ordinal().sum()"
BATCH = 1_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    large, small, filled = json.dumps(form(500)), form(20), answers(20)
    instrument = read(small)
    own, library = Evaluator(), Evaluator(own=False)
    try:
        checked = timed(rounds, lambda: validate(instrument, filled, own))
        settled = timed(rounds, lambda: settle(instrument, filled, own))
        ours, theirs = (timed(rounds, summing(instrument_sum(one, small, filled))) for one in (own, library))
    finally:
        own.close()
        library.close()
    imported = timed(max(3, rounds // 20), lambda: take(parse(large)))
    print(f"import of 500 questions ({len(large):,} bytes)  {imported:8.2f} ms")
    print(f"read of JSON alone                    {timed(rounds, lambda: json.loads(large)):8.2f} ms")
    print(f"validate 20 questions                 {checked:8.3f} ms")
    print(f"settle 20 questions                   {settled:8.3f} ms")
    print(f"sum of 20 weights, our own            {ours:8.3f} ms")
    print(f"the same with fhirpathpy, in worker   {theirs:8.3f} ms   {theirs / ours:6.1f} times ours")
    print(f"a batch of {BATCH:,} to validate         {batch('outcome', small, filled):8.2f} s")
    print(f"a batch of {BATCH:,} to settle           {batch('response', small, filled):8.2f} s")


def form(questions: int) -> Json:
    """A form of choices with weights, every fifth asked only when the one before is answered, and their sum."""
    items = [_question(number) for number in range(questions)]
    value = {"language": "text/fhirpath", "expression": SUM}
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
    total = {"linkId": "total", "type": "decimal", "extension": [{"url": url, "valueExpression": value}]}
    items = [*items[: questions - 1], total]
    return {"resourceType": "Questionnaire", "url": "urn:bench", "status": "active", "item": items}


def _question(number: int) -> Json:
    options = [
        {
            "valueCoding": {"system": "urn:bench", "code": f"c{weight}", "display": f"Choice {weight}"},
            "extension": [{"url": f"{CORE}ordinalValue", "valueDecimal": weight}],
        }
        for weight in range(4)
    ]
    made = {"linkId": f"q{number}", "type": "choice", "text": f"Question {number}?", "answerOption": options}
    if number % 5 == 4:
        when = {"question": f"q{number - 1}", "operator": "exists", "answerBoolean": True}
        return {**made, "enableWhen": [when]}
    return made


def answers(questions: int) -> Json:
    """Every question answered."""
    items = [
        {
            "linkId": f"q{number}",
            "answer": [{"valueCoding": {"system": "urn:bench", "code": f"c{number % 4}"}}],
        }
        for number in range(questions - 1)
    ]
    head = {"resourceType": "QuestionnaireResponse", "questionnaire": "urn:bench", "status": "completed"}
    return {**head, "item": items}


def instrument_sum(evaluator: Evaluator, questionnaire: Json, filled: Json) -> Evaluator:
    """An evaluator that has begun with the answers."""
    evaluator.begin(Tree(read(questionnaire), filled))
    return evaluator


def summing(evaluator: Evaluator) -> Callable[[], object]:
    return lambda: evaluator.run([(None, Expression(SUM))])


def batch(what: str, questionnaire: Json, filled: Json) -> float:
    """Seconds for a batch, the start of the worker included."""
    line = json.dumps({"id": 1, "questionnaire": questionnaire, "response": filled})
    started = time.perf_counter()
    with Desk() as desk:
        for _ in range(BATCH):
            assert "error" not in desk.line(line, what)[:20]
    return time.perf_counter() - started


def timed(rounds: int, work: Callable[[], object]) -> float:
    """The median of so many rounds, in milliseconds."""
    work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return median(spent)


if __name__ == "__main__":
    main()
