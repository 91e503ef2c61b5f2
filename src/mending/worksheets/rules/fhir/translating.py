"""The other languages a Questionnaire carries in HL7's `translation` extension, and the Questionnaire in one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mending.worksheets.rules.fhir.addresses import extensions
from mending.worksheets.rules.fhir.lenient import Json, objects, text

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4})?")
DEEPEST = 60
"""So deep a file is looked through; what lies deeper is no form that we read."""


def languages(questionnaire: Json) -> dict[str, int]:
    """The languages it carries besides its own, with how many of its texts; the fullest first."""
    own = text(questionnaire, "language")
    found = Counter(tag for _, _, said in _texts(questionnaire) for tag in said)
    return {tag: count for tag, count in sorted(found.items(), key=lambda one: (-one[1], one[0])) if tag != own}


def translated(questionnaire: Json, language: str) -> Json:
    """The same Questionnaire with every text that it has in this language put in the place of its own."""
    return {**_in(questionnaire, language, 0), "language": language}


def missing(questionnaire: Json, language: str) -> int:
    """How many of the texts that are translated at all are not in this language, and stay as they are."""
    return sum(language not in said for _, _, said in _texts(questionnaire))


def _in(node: Any, language: str, deep: int) -> Any:
    if deep > DEEPEST:
        return node
    if isinstance(node, list):
        return [_in(one, language, deep + 1) for one in node]
    if not isinstance(node, Mapping):
        return node
    said = {key: words[language] for key, words in _beside(node) if language in words}
    return {key: said[key] if key in said else _in(one, language, deep + 1) for key, one in node.items()}


def _texts(node: Any, deep: int = 0) -> Iterator[tuple[Any, str, dict[str, str]]]:
    """Every text with translations beside it: where it stands, under which key, and its words by language."""
    if deep > DEEPEST:
        return
    if isinstance(node, Mapping):
        yield from ((node, key, said) for key, said in _beside(node) if said)
    for one in node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ():
        yield from _texts(one, deep + 1)


def _beside(node: Json) -> Iterator[tuple[str, dict[str, str]]]:
    """The texts of one object with what stands in their `_key` beside them."""
    for key, beside in node.items():
        if key.startswith("_") and isinstance(beside, Mapping) and isinstance(node.get(key[1:]), str):
            yield key[1:], dict(_said(beside))


def _said(beside: Json) -> Iterator[tuple[str, str]]:
    for one in extensions(beside, "translation"):
        parts = {text(part, "url"): part for part in objects(one, "extension")}
        lang, words = parts.get("lang", {}), parts.get("content", {})
        tag = text(lang, "valueCode") or text(lang, "valueString")
        content = text(words, "valueString") or text(words, "valueMarkdown")
        if TAG.fullmatch(tag) and content.strip():
            yield tag, content
