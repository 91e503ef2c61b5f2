"""A gentle nudge when an expectation reads like a test of someone, or when nobody could see it come true.

Never experiment on someone, never to test their loyalty (EVIDENCE §4); a prediction that helps is one that can be
seen or heard. These are a few signs in English, by word; a language not known here gets none. It never stands in
the way.
"""

import re
from collections.abc import Mapping

_THEM = r"(?:he|she|they|him|her|them|mum|mom|dad|my \w+)"
_TEST: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"\bto (?:see|check|find out|know|learn) (?:if|whether) {_THEM}\b",
        rf"\b(?:test|testing|put to the test) (?:if|whether|how|{_THEM})\b",
        rf"\bproves? (?:to me )?(?:that |if |whether )?{_THEM}\b",
        r"\b(?:has|have|need|needs|must) to prove\b",
        rf"\bhow (?:far|much) {_THEM} (?:will|would|can) (?:go|take|put up)\b",
        r"\bmake (?:him|her|them) (?:jealous|worry|choose|beg)\b",
    )
}
# Nobody could say afterwards whether it came true.
_VAGUE: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"^(?:i think |i expect |i guess )?(?:it|this|things?|all|everything)(?:'ll| will| is going to| would)"
        r" (?:just )?(?:be|go|feel|turn out) (?:so |very |really |all )?"
        r"(?:bad|badly|awful|horrible|terrible|a disaster|weird|awkward|fine|okay|ok|good|great|well|wrong)\W*$",
    )
}


def _compiled(signs: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {language: re.compile("|".join(patterns), re.I) for language, patterns in signs.items()}


_TEST_SEEN, _VAGUE_SEEN = _compiled(_TEST), _compiled(_VAGUE)
_READ = ("prediction", "belief", "doing", "next_step")
"""The texts in which somebody might plan a test."""


def nudges(texts: Mapping[str, str], language: str = "en") -> list[str]:
    """Which signs the texts of a part show, as codes, at most one of each: test, vague."""
    if language not in _TEST:
        return []
    plain = {name: text.replace("\u2019", "'").strip() for name, text in texts.items()}
    found = ["test"] if any(_TEST_SEEN[language].search(plain.get(name, "")) for name in _READ) else []
    return [*found, "vague"] if _VAGUE_SEEN[language].search(plain.get("prediction", "")) else found
