"""Conditions as a form's file writes them, joined, turned round, and told in words."""

from typing import Any

Given = bool | dict[str, Any]  # yes and no where nothing is to be asked
WORDS = {"=": "is", "!=": "is_not", ">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most"}
OTHERWISE = {"=": "!=", "!=": "=", ">": "<=", "<": ">=", ">=": "<", "<=": ">"}
_SAYS = {
    "is": "is", "is_not": "is not", "more_than": "is more than", "less_than": "is less than",
    "at_least": "is at least", "at_most": "is at most",
}  # fmt: skip


def every(*parts: Given) -> Given:
    """When all hold."""
    return _joined("all", True, parts)


def some(*parts: Given) -> Given:
    """When one of them holds."""
    return _joined("any", False, parts)


def _joined(word: str, nothing: bool, parts: tuple[Given, ...]) -> Given:
    made: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, bool):
            if part is not nothing:
                return part
            continue
        made += [one for one in part.get(word, [part]) if one not in made]
    return {word: made} if len(made) > 1 else made[0] if made else nothing


def turned(given: Given) -> Given:
    """When it does not hold."""
    if isinstance(given, bool):
        return not given
    if "all" in given:
        return some(*map(turned, given["all"]))
    if "any" in given:
        return every(*map(turned, given["any"]))
    asked = given["question"]
    if "answered" in given:
        return {"question": asked, "answered": not given["answered"]}
    sign, value = next((sign, given[word]) for sign, word in WORDS.items() if word in given)
    other = {"question": asked, WORDS[OTHERWISE[sign]]: value}
    return other if sign in ("=", "!=") else some({"question": asked, "answered": False}, other)


def told(given: Given) -> str:
    """A condition in words."""
    if isinstance(given, bool):
        return "always" if given else "never"
    for word, joined in (("all", " and "), ("any", " or ")):
        if word in given:
            return joined.join(
                f"({told(one)})" if one.keys() & {"all", "any"} else told(one) for one in given[word]
            )
    asked = f"“{given['question']}”"
    if "answered" in given:
        return f"{asked} is answered" if given["answered"] else f"{asked} is not answered"
    word = next(one for one in _SAYS if one in given)
    value = {True: "yes", False: "no"}[given[word]] if isinstance(given[word], bool) else f"“{given[word]}”"
    return f"{asked} {_SAYS[word]} {value}"
