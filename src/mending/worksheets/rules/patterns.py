"""Patterns that can take for ever on a hostile text, told by how they are built.

Python's own matching goes back and tries again. That is quick while there are few ways to split a text. A group
that repeats, with a repeat or a choice inside (`(a+)+`, `(a|aa)+`), has more ways with each letter than can ever
be tried; each open repeat in a row multiplies them by the length of the text.
"""

import re

SHORT, FAR = 300, 4
_REPEAT = re.compile(r"[*+]|\{(\d*)(,?)(\d*)\}")
_HEAD = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?")


def risky(pattern: str, longest: float) -> bool:
    """Whether it may take long on a text of up to `longest` letters; going back to a group counts as well."""
    return _Reader(pattern).risky() or _open(pattern) > (3 if longest <= SHORT else 1)


def _open(pattern: str) -> float:
    """How many repeats have no end, or a far one; what is only there or not counts a quarter."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern, flags=re.DOTALL)
    bare = re.sub(r"\(\?", "(", bare)
    return sum(_share(one) for one in re.finditer(r"[*+?]|\{(\d*)(,?)(\d*)\}", bare))


def _share(repeat: re.Match[str]) -> float:
    if repeat.group(0) in "*+" or (repeat[2] and not repeat[3]):
        return 1
    if repeat.group(0) == "?":
        return 0.25
    apart = int(repeat[3]) - int(repeat[1] or 0) if repeat[3] else 0
    return 1 if apart > FAR else 0.25 if apart else 0


class _Reader:
    """Goes through a pattern once; `groups` are the open ones, each with whether it can match in several ways."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.groups = [False]

    def risky(self) -> bool:
        while self.at < len(self.pattern):
            if self.step(self.pattern[self.at]):
                return True
        return False

    def step(self, sign: str) -> bool:
        match sign:
            case "\\":
                self.at += 2
                return self.pattern[self.at - 1 : self.at] in tuple("123456789")
            case "[":
                self.at = _after_class(self.pattern, self.at)
            case "(":
                return self.opened()
            case ")":
                return self.closed()
            case "|":
                self.several()
            case "*" | "+" | "?":
                self.several()
            case "{" if self.repeats() != (1, 1):
                self.several()
        self.at += sign not in {"[", "\\"}
        return False

    def several(self) -> None:
        """From here on every open group can match in several ways."""
        self.groups = [True] * len(self.groups)

    def opened(self) -> bool:
        head = _HEAD.match(self.pattern, self.at)
        self.at = head.end() if head else self.at + 1
        self.groups.append(False)
        return self.pattern.startswith("(?P=", self.at - 1)

    def closed(self) -> bool:
        self.at += 1
        inside = self.groups.pop() if len(self.groups) > 1 else False
        least, most = self.repeats()
        if inside or least != most:
            self.several()
        return inside and most > 1

    def repeats(self) -> tuple[int, float]:
        """How often what stands before this place comes; a fixed number of times is one way."""
        found = _REPEAT.match(self.pattern, self.at)
        if found is None:
            return 1, 1
        if found.group(0) in "*+":
            return 0, float("inf")
        least = int(found[1] or 0)
        most = float("inf") if found[2] and not found[3] else float(found[3] or least)
        return (1, 1) if least == most and self.pattern[self.at - 1 : self.at] != ")" else (least, most)


def _after_class(pattern: str, at: int) -> int:
    """The place after a set of letters such as `[a-z)]`."""
    at += 2 if pattern.startswith("[^", at) else 1
    at += pattern.startswith("]", at)
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1
