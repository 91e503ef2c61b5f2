"""How fast worksheets of our own are read, checked and added up: `python -m bench.worksheets`.

The files that come with Mending are read from their text; a form of twenty questions with a condition in five, a
score and its bands is made again from its stored JSON, and its answers are settled, validated and scored. Medians.
"""

import argparse
from collections.abc import Mapping
from json import loads
from typing import Any

from bench.forms import timed
from mending.foundation import content
from mending.worksheets.rules.form import Band, Comparison, Form, Kind, Operator, Option, Part, Question, Score
from mending.worksheets.rules.reading import read, trusted
from mending.worksheets.rules.scoring import score
from mending.worksheets.rules.validating import validate
from mending.worksheets.rules.writing import body_of

QUESTIONS = 20


def main() -> None:
    """Measure and print, beside what was aimed at."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=500)
    rounds = parser.parse_args().rounds
    texts = {file.name: file.read_text("utf-8") for file in (content.folder() / "worksheets").glob("*.*.toml")}
    made, given = form(QUESTIONS), answers(QUESTIONS)
    body = body_of(made)
    figures = {
        f"all {len(texts)} worksheets, from their text": (
            timed(max(5, rounds // 50), lambda: [read(text, name) for name, text in texts.items()]),
            100,
        ),
        f"a form of {QUESTIONS}, from its stored JSON": (timed(rounds, lambda: trusted(loads(body))), 0.5),
        "its answers validated and scored": (timed(rounds, lambda: work(made, given)), 0.2),
    }
    for name, (took, most) in figures.items():
        print(f"{name:45} {took:8.3f} ms (at most {most})")


def work(made: Form, given: Mapping[str, Any]) -> None:
    """What is done when a form is finished."""
    assert not validate(made, given)
    assert score(made, given)[0].value is not None


def form(questions: int) -> Form:
    """Choices with weights, every fifth asked when the one before is answered; their sum in three bands."""
    options = tuple(Option(f"c{weight}", f"Choice {weight}", weight) for weight in range(4))
    asked = tuple(
        Question(
            f"q{number}",
            Kind.CHOICE,
            f"Question {number}?",
            options=options,
            when=Comparison(f"q{number - 1}", Operator.ANSWERED) if number % 5 == 4 else None,
        )
        for number in range(questions)
    )
    bands = (Band(0, 19, "low"), Band(20, 39, "middle"), Band(40, 60, "high"))
    total = Score("total", "Total", tuple(one.id for one in asked), bands=bands)
    return Form("bench", 1, "en", "Bench", (Part("one", "", asked),), (total,))


def answers(questions: int) -> dict[str, Any]:
    """Every question answered."""
    return {f"q{number}": f"c{number % 4}" for number in range(questions)}


if __name__ == "__main__":
    main()
