"""What checking an answer can find: severity, code of the issue, and words.

The names of the kinds are those that the recorded outcomes of HL7's questionnaire cases use in `details.coding`
(code system http://fhir.forms-lab.com/CodeSystem/errors), so that other programs can compare. Three kinds that
they do not have follow HL7's Java validator: an answer to a question that is not asked, an order that is not the
form's, and a text that is not the form's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

SYSTEM = "http://fhir.forms-lab.com/CodeSystem/errors"


class Kind(Enum):
    """Name in the outcome, severity, issue code, short words."""

    NOT_FOUND = ("questionnaireNotFound", "error", "not-found", "No such questionnaire")
    MISMATCH = ("questionnaireMismatch", "warning", "business-rule", "Another questionnaire")
    DRAFT = ("questionnaireDraft", "warning", "business-rule", "Still a draft")
    RETIRED = ("questionnaireRetired", "warning", "business-rule", "Retired")
    INACTIVE = ("questionnaireInactive", "warning", "business-rule", "Outside its period")
    NO_SUCH_ITEM = ("invalidLinkId", "fatal", "structure", "No such question")
    GROUP_ANSWER = ("groupShouldNotHaveAnswers", "fatal", "structure", "A group has answers")
    DISPLAY_ANSWER = ("displayAnswer", "fatal", "structure", "Shown text has an answer")
    WRONG_ITEM = ("invalidType", "fatal", "structure", "Not an item to answer like this")
    WRONG_TYPE = ("invalidAnswerType", "fatal", "structure", "Wrong type of answer")
    NO_OPTION = ("invalidAnswerOption", "error", "business-rule", "Not one of the options")
    NOT_ALONE = ("exclusiveAnswerOption", "error", "business-rule", "Must stand alone")
    URL = ("invalidUrlValue", "error", "value", "Not an address")
    REQUIRED = ("required", "error", "required", "An answer is missing")
    INVARIANT = ("invariant", "error", "invariant", "A rule of the form does not hold")
    INVARIANT_FAILED = ("invariantExecution", "warning", "invariant", "A rule of the form cannot be run")
    REPEATS = ("repeats", "error", "business-rule", "Only one answer")
    TOO_FEW = ("minCount", "error", "business-rule", "Too few answers")
    TOO_MANY = ("maxCount", "error", "business-rule", "Too many answers")
    TOO_SMALL = ("minValue", "error", "business-rule", "Too small")
    TOO_LARGE = ("maxValue", "error", "business-rule", "Too large")
    TOO_PRECISE = ("maxDecimalPlaces", "error", "business-rule", "Too many decimals")
    TOO_SHORT = ("minLength", "error", "business-rule", "Too short")
    TOO_LONG = ("maxLength", "error", "business-rule", "Too long")
    NEW_LINE = ("invalidNewLine", "fatal", "business-rule", "Has more than one line")
    NOT_IN_SET = ("invalidCoding", "error", "code-invalid", "Not in the list")
    NO_SET = ("tsError", "error", "exception", "The list is not at hand")
    FILE_SIZE = ("maxAttachmentSize", "error", "business-rule", "The file is too large")
    FILE_WRONG_SIZE = ("attachmentSizeInconsistent", "fatal", "invalid", "The file has another size")
    FILE_TYPE = ("invalidAttachmentType", "error", "business-rule", "Not a kind of file asked for")
    PATTERN = ("regex", "error", "invalid", "Not in the form asked for")
    PATTERN_FAILED = ("regexTimeout", "warning", "exception", "The form cannot be checked")
    REFERENCE = ("invalidRefValue", "error", "invalid", "Not a reference")
    RESOURCE = ("invalidRefResourceType", "error", "invalid", "No such kind of resource")
    RESOURCE_TYPE = ("invalidRefResourceTypeRestriction", "error", "value", "Not the kind of resource asked for")
    LEAST_UNIT = ("minValueIncompatUnits", "error", "value", "Cannot be compared with the least")
    MOST_UNIT = ("maxValueIncompatUnits", "error", "value", "Cannot be compared with the most")
    UNIT = ("invalidUnit", "error", "value", "Not a unit asked for")
    UNIT_SET = ("invalidUnitValueSet", "error", "code-invalid", "Not in the list of units")
    NOT_ASKED = ("notEnabled", "error", "business-rule", "Answered though it is not asked")
    ORDER = ("outOfOrder", "error", "structure", "Not in the order of the form")
    TEXT = ("textMismatch", "error", "invalid", "Not the words of the form")
    NO_RESPONSE = ("notResponse", "fatal", "structure", "Not a QuestionnaireResponse")

    @property
    def name_in_outcome(self) -> str:
        return self.value[0]

    @property
    def severity(self) -> str:
        return self.value[1]

    @property
    def code(self) -> str:
        return self.value[2]

    @property
    def short(self) -> str:
        return self.value[3]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing found; `at` is the path in the response, `words` the long sentence."""

    kind: Kind
    link_id: str
    at: str
    words: str
    severity: str = ""
    more: str = ""
    author: tuple[str, str, str] | None = None  # system, key and words of an author's own rule

    def as_fhir(self) -> dict[str, Any]:
        """The issue as an OperationOutcome has it."""
        coding = [{"system": SYSTEM, "code": self.kind.name_in_outcome, "display": self.kind.short}]
        if self.author:
            system, key, human = self.author
            coding[0]["display"] = human or self.kind.short
            coding.append({"system": system, "code": key, "display": human})
        made: dict[str, Any] = {
            "severity": self.severity or self.kind.severity,
            "code": self.kind.code,
            "details": {"coding": coding, "text": self.words},
        }
        if self.more:
            made["diagnostics"] = self.more
        if self.link_id:
            made["location"] = [f"linkId='{self.link_id}'"]
        return {**made, "expression": [self.at]}


def outcome(issues: Iterable[Issue]) -> dict[str, Any]:
    """An OperationOutcome; without issues it has no list, as HL7's recorded ones."""
    made = [issue.as_fhir() for issue in issues]
    return {"resourceType": "OperationOutcome", **({"issue": made} if made else {})}
