"""When two values are the same, for options and for conditions."""

from mending.worksheets.rules.fhir.items import Value
from mending.worksheets.rules.fhir.lenient import number, text
from mending.worksheets.rules.fhir.units import difference

_WORDS = ("String", "Uri", "Code", "Date", "DateTime", "Time", "Url", "Canonical", "Id")


def same_option(option: Value, answer: Value) -> bool:
    """Whether an answer is this option: by system and code, or by its words where it has no code.

    An answer without a system fits any; so do clients write that know only the code.
    """
    if option.type != answer.type:
        return False
    if option.type == "Reference":
        return text(option.is_, "reference") == text(answer.is_, "reference")
    if option.type != "Coding":
        return same(option, answer)
    if text(answer.is_, "system") not in ("", text(option.is_, "system")):
        return False
    if option.code or answer.code:
        return option.code == answer.code
    return text(option.is_, "display") == text(answer.is_, "display")


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal; numbers by worth, codings by system and code, amounts by worth in one unit."""
    if left.type == "Coding" and right.type == "Coding":
        return _same_coding(left, right)
    if left.type == "Quantity" and right.type == "Quantity":
        found = (
            difference(left.is_, right.is_) if isinstance(left.is_, dict) and isinstance(right.is_, dict) else None
        )
        return found == 0
    if left.type in _WORDS and right.type in _WORDS:
        return bool(left.is_ == right.is_)
    first, second = number(left.is_), number(right.is_)
    if first is not None and second is not None:
        return first == second
    return left.type == right.type and bool(left.is_ == right.is_)


def _same_coding(left: Value, right: Value) -> bool:
    if not left.code and not right.code:
        return text(left.is_, "display") == text(right.is_, "display")
    if left.code != right.code:
        return False
    systems = text(left.is_, "system"), text(right.is_, "system")
    return "" in systems or systems[0] == systems[1]
