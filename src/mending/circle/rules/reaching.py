"""Whether the words of a promise lead to somebody it may not reach, also through a third person (SAFETY A2).

Only what is plain is found: a word of contact and, close behind it, the name. "Drive past her house" cannot be
told from a good promise without knowing who "her" is, so for such words a warning stands on the page.
"""

import re

BETWEEN = 4
"""Words that may stand between the word of contact and the name: "send a long letter to Kay"."""
_CONTACT = re.compile(
    r"(call|ring|phone|text|write|mail|email|message|dm|post|send|visit|meet|see|bring|deliver|hand|knock|follow"
    r"|ask|tell|invite|contact|reach|surprise|apologi[sz]e|talk|speak|drop|pass|come|go|walk|drive|wait|look)"
    r"(s|es|ing)?"
)
_WAYS = frozenset(["drop", "pass", "come", "go", "walk", "drive", "wait", "look"])
_TOWARDS = frozenset(
    ["to", "by", "past", "round", "around", "over", "in", "up", "off", "for", "at", "outside", "after", "near"]
)
_NOT = frozenset(
    [
        "not",
        "no",
        "never",
        "nor",
        "without",
        "stop",
        "avoid",
        "don't",
        "dont",
        "cannot",
        "can't",
        "cant",
        "won't",
        "wont",
        "instead",
    ]
)
_UNSENT = re.compile(
    r"\b(?:not|never|nor|without|no need to|don['’]?t|won['’]?t)\s+(?:\w+\s+)?"
    r"(?:send|sending|sent|post|posting|posted)\b|\bunsent\b",
    re.IGNORECASE,
)
"""A letter that stays where it is: writing it is no contact."""
_ABOUT = frozenset(["about", "of", "without"])
_CLAUSES = re.compile(r"[,;:.!?\n]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def reaches(words: str, name: str) -> bool:
    """Whether a promise in these words is to get in touch with whoever goes by that name."""
    unsent = bool(_UNSENT.search(words))
    return any(_clause_reaches(_words(clause), _words(name), unsent) for clause in _CLAUSES.split(words))


def _clause_reaches(said: list[str], named: list[str], unsent: bool) -> bool:
    places = [at for at in range(len(said)) if named and _is_name(said[at : at + len(named)], named)]
    leads = (_leads_to(said, start, at) for at in places for start in range(max(0, at - BETWEEN - 1), at))
    return any(verb and not (unsent and verb == "write") for verb in leads)


def _words(text: str) -> list[str]:
    return [found[0].replace("’", "'") for found in _WORD.finditer(text)]


def _is_name(said: list[str], named: list[str]) -> bool:
    """A name of one letter is known by its capital alone: "i" and "a" are words."""
    bare = [*said[:-1], said[-1].removesuffix("'s")]
    if len("".join(named)) == 1:
        return bare == named
    return [one.casefold() for one in bare] == [one.casefold() for one in named]


def _leads_to(said: list[str], start: int, at: int) -> str:
    """The word of contact at `start` when it leads to the name at `at` and is not denied; else nothing."""
    small = [one.casefold() for one in said[:at]]
    found = _CONTACT.fullmatch(small[start])
    if found is None or _NOT & set(small[max(0, start - 3) : start]) or _ABOUT & set(small[start:at]):
        return ""
    return found[1] if found[1] not in _WAYS or _TOWARDS & set(small[start + 1 : start + 2]) else ""
