"""A gentle nudge for a promise that is too big, too vague or not one's own. It never stands in the way.

A promise that helps is small, dated, checkable and mine (EVIDENCE §5.3; §1.4 H: positive, specific, not
"always"). These are a few signs of the contrary in English, by word; a language not known here gets none.
"""

import re
from collections.abc import Mapping

_SIGNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        # Nobody can keep it for ever, so the first miss would break it.
        "absolute": (
            r"\b(always|never|forever|for ever|every time|ever again|at all times|from now on|no matter what)\b",
        ),
        # Nobody can see whether it was done.
        "vague": (
            r"\bbe (a )?(better|nicer|kinder|good|more|less)\b",
            r"\bbe there for\b(?!.{0,80}\b(at|on|by|from|until|when|today|tonight|tomorrow)\b)",
            r"\btry(ing)? (to|harder|my best)\b",
            r"\bdo (my best|better)\b",
            r"\bwork on (myself|us|it|things)\b",
            r"\bchange my (life|ways)\b",
            r"\bmake it up\b",
            r"\bget (better( at| with|$)|my (act|life) together)",
            r"\bshow (more )?(love|respect|effort)\b",
            r"\b(spend more time|help (out )?more|more often)\b",
            r"\bsort (myself|things) out\b",
        ),
        # It is somebody else's to do.
        "not-mine": (
            r"^(you|he|she|they|we|mum|mom|dad)('ll|'re)? *(will|must|should|ha(s|ve) to|needs? to|stops?)\b",
        ),
        # It says only what will not happen, so no day of it can be seen done.
        "negative": (
            r"^(i (will not|won't|will stop)|not|don't|quit)\b",
            r"^(stop(?! (at|by|in|off|over|for)\b)|no more(?! than))\b",  # not "stop at the pharmacy"
        ),
    }
}
_SEEN = {
    language: {code: re.compile("|".join(patterns), re.I) for code, patterns in signs.items()}
    for language, signs in _SIGNS.items()
}


def nudges(words: str, language: str = "en") -> list[str]:
    """Which signs a promise shows, as codes, at most one of each: absolute, vague, not-mine, negative."""
    plain = words.replace("\u2019", "'").strip()
    return [code for code, sign in _SEEN.get(language, {}).items() if sign.search(plain)]
