"""Words of danger that are told and not meant: other people's stories, and the past told as past.

Only what `crisis.words.en.toml` lists is left alone. Whenever a text is also about now, or the verb beside the
words of danger is not plainly past, it is danger.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mending.coach.phrases import Phrases, Place
from mending.coach.typed import STOP, Reading, plain

_QUOTED = re.compile(r"""\"[^"]{1,400}\"|(?<!\w)'[^"\n]{1,400}?[^\s"]'(?!\w)""")
_SELF = frozenset(("i", "me", "my", "myself"))
_SOMEBODY = frozenset(("i", "we", "he", "she", "they", "you"))
_ABOUT = frozenset(("about", "where", "whose", "called", "how"))
_IN_IT = ("in", "the")
_ALIKE = frozenset(("same", "also", "well", "likewise", "next"))
"""Beside an "I", these say that a story is the writer's own: "and now I want to, too"."""
_REAL = frozenset(
    {
        *(
            "want",
            "wants",
            "myself",
            "life",
            "live",
            "home",
            "house",
            "husband",
            "wife",
            "ex",
            "partner",
            "mum",
            "dad",
        ),
        *("boyfriend", "girlfriend", "pills", "says", "said", "face", "neck", "police", "bruise", "bruises"),
    }
)
"""Beside these, a word of games may be a way to speak of what is no game."""
_NAMES = frozenset(("it", "that", "this", "there", "here", "what", "who", "where")) | _SOMEBODY
_ONWARD = frozenset(("since", "from"))
"""A year after one of these may go on until now; another dates what is before: "her death in 1988"."""
_BEFORE = 5
"""So many words before the words of danger may hold their verb, and as many after a film what it is about."""


@dataclass(frozen=True, slots=True)
class Tense:
    """Verbs by which a language shows that a thing is past, or is now; "ed" ends other past ones."""

    past: frozenset[str]
    present: frozenset[str]
    present_after_somebody: frozenset[str]
    not_present: frozenset[str]
    """After those of the present: "I think how I was", "he has been dead ten years"."""


def stories(telling: Phrases[str], text: str, told: Reading) -> Iterator[Place]:
    """What stands in quotation marks beside a film, a song or a book, or is told of one without an "I".

    "A song about wanting to die" is told as far as the next "I", whoever sings it.
    """
    found = list(telling.find(told))
    other = {after for name, (_, after) in found if name == "no_stories"}
    named = [place for name, place in found if name == "stories" and place[1] not in other]
    played = {told.sentences[first] for name, (first, _) in found if name == "games"}
    played -= {told.sentences[at] for at, word in enumerate(told.words) if word in _REAL}
    yield from ((at, at + 1) for at, sentence in enumerate(told.sentences) if sentence in played)
    if not named:
        return
    about = {told.sentences[first] for first, _ in named}
    quoted = [found.span() for found in _QUOTED.finditer(plain(text))]
    spoken = {at for span in quoted for at in _within(told, span) if told.sentences[at] in about}
    own = {told.sentences[at] for at, word in enumerate(told.words) if word in _SELF and at not in spoken}
    alike = own & {told.sentences[at] for at in range(len(told.words)) if _says_alike(told.words, at)}
    for at, sentence in enumerate(told.sentences):
        if at in spoken or (sentence in about and sentence not in own):
            yield at, at + 1
    for place in named:
        if told.sentences[place[0]] not in alike:
            yield from _plot(told, place)


def _says_alike(words: Sequence[str], at: int) -> bool:
    """Whether a word says "so do I". "Too" is read as "to": it is one where a sentence ends with it."""
    return words[at] in _ALIKE or (words[at] == "to" and (*words[at + 1 : at + 2], STOP)[0] == STOP)


def _plot(told: Reading, place: Place) -> Iterator[Place]:
    """What a story named here is about: from "about" or "where", or after "In the film", to the next "I"."""
    first, after = place
    end = after
    while end < len(told.words) and told.words[end] != STOP and told.words[end] not in _SELF:
        end += 1
    is_in_it = (STOP, *told.words[max(0, first - len(_IN_IT) - 1) : first])[-len(_IN_IT) - 1 :] == (STOP, *_IN_IT)
    begins = (at for at in range(after, min(end, after + _BEFORE)) if is_in_it or told.words[at] in _ABOUT)
    if (begin := next(begins, None)) is not None:
        yield begin, end


def _within(told: Reading, span: tuple[int, int]) -> range:
    """The words between these characters."""
    return range(bisect_left(told.starts, span[0]), bisect_left(told.starts, span[1]))


class Past:
    """What a text tells as past: "twelve years ago I wanted to die", "I wanted to die. That was in 1991"."""

    def __init__(self, telling: Phrases[str], tense: Tense, told: Reading) -> None:
        self._told, self._tense = told, tense
        found: defaultdict[str, set[int]] = defaultdict(set)
        places = list(telling.find(told))
        spared = {at for name, place in places if name == "not_now" for at in range(*place)}
        for name, (first, after) in places:
            if name != "now" or not spared.issuperset(range(first, after)):
                found[name].add(told.sentences[first])
        self._dated = {at for name, (at, _) in places if name == "long_ago" and told.words[at] not in _ONWARD}
        self._is_now = bool(found["now"] or (found["still"] and not found["healed"]))
        self._long_ago = found["long_ago"] | {sentence - 1 for sentence in found["looking_back"]}

    def has(self, place: Place) -> bool:
        """Whether these words are told as past."""
        first, after = place
        if self._is_now or not self._long_ago.issuperset(self._told.sentences[first:after]):
            return False
        is_past = after in self._dated or any(map(self._is_past, self._around(place)))
        return is_past and not self._is_present(place)

    def places(self) -> Iterator[Place]:
        """The sentences that are told as past from end to end."""
        for sentence in self._long_ago if not self._is_now else ():
            place = bisect_left(self._told.sentences, sentence), bisect_left(self._told.sentences, sentence + 1)
            said = self._told.words[slice(*place)]
            if any(map(self._is_past, said)) and not self._is_said_now(said):
                yield place

    def _around(self, place: Place) -> list[str]:
        """The words of danger, and those before them in their sentence."""
        first, after = place
        told, sentence = self._told, self._told.sentences[first]
        begin = max(0, first - _BEFORE)
        return [told.words[at] for at in range(begin, after) if told.sentences[at] == sentence]

    def _is_past(self, word: str) -> bool:
        return word in self._tense.past or (word.endswith("ed") and len(word) > len("need"))

    def _is_present(self, place: Place) -> bool:
        if any(self._told.words[at] in self._tense.present and not self._is_whose(at) for at in range(*place)):
            return True
        return self._is_said_now(self._around(place))

    def _is_said_now(self, said: list[str]) -> bool:
        """Whether somebody wants, is or does something in the present."""
        return any(
            who in _SOMEBODY and verb in self._tense.present_after_somebody and then not in self._tense.not_present
            for who, verb, then in zip(said, said[1:], [*said[2:], ""], strict=False)
        )

    def _is_whose(self, at: int) -> bool:
        """Whether this word is the 's of "my brother's suicide"."""
        told = self._told
        return at > 0 and told.starts[at] == told.starts[at - 1] and told.words[at - 1] not in _NAMES
