"""Whether the words of a promise to oneself lead to the very person it may not reach (SAFETY A2).

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
_ABOUT = frozenset(["about", "of", "without"])
_CLAUSES = re.compile(r"[,;:.!?\n]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def reaches(words: str, name: str) -> bool:
    """Whether a promise in these words is to get in touch with whoever goes by that name."""
    return any(_clause_reaches(_words(clause), _words(name)) for clause in _CLAUSES.split(words))


def _clause_reaches(said: list[str], named: list[str]) -> bool:
    places = [at for at in range(len(said)) if named and _is_name(said[at : at + len(named)], named)]
    return any(_leads_to(said, start, at) for at in places for start in range(max(0, at - BETWEEN - 1), at))


def _words(text: str) -> list[str]:
    return [found[0].replace("’", "'") for found in _WORD.finditer(text)]


def _is_name(said: list[str], named: list[str]) -> bool:
    """A name of one letter is known by its capital alone: "i" and "a" are words."""
    bare = [*said[:-1], said[-1].removesuffix("'s")]
    if len("".join(named)) == 1:
        return bare == named
    return [one.casefold() for one in bare] == [one.casefold() for one in named]


def _leads_to(said: list[str], start: int, at: int) -> bool:
    """Whether the word at `start` is one of contact that leads to the name at `at`, and is not denied."""
    small = [one.casefold() for one in said[:at]]
    found = _CONTACT.fullmatch(small[start])
    if found is None or _NOT & set(small[max(0, start - 3) : start]) or _ABOUT & set(small[start:at]):
        return False
    return found[1] not in _WAYS or bool(_TOWARDS & set(small[start + 1 : start + 2]))
