"""Many ways of words, word by word, so that what they begin with alike is looked at once."""

from collections.abc import Iterable, Iterator

from mending.coach.typed import BLANK, STOP


class Trie:
    """What may come next in one of several ways; a word that ends in a star stands for all that begin so."""

    __slots__ = ("begins", "is_end", "next")

    def __init__(self) -> None:
        # Most lead nowhere: what is empty is shared.
        self.next = self.begins = _NOWHERE
        self.is_end = False

    def grow(self, way: Iterable[str]) -> None:
        """Know one more way, in words."""
        node = self
        for word in way:
            node = node._begin(word[:-1]) if word.endswith("*") else node._follow(word)
        node.is_end = True

    def _follow(self, word: str) -> "Trie":
        if self.next is _NOWHERE:
            self.next = {}
        return self.next.setdefault(word, Trie())

    def _begin(self, beginning: str) -> "Trie":
        if self.begins is _NOWHERE:
            self.begins = {}
        return self.begins.setdefault(beginning, Trie())

    def ends(self, words: list[str], at: int) -> Iterator[int]:
        """Where in these words one of the ways ends that begins here."""
        node: Trie | None = self
        while node is not None:
            if node.is_end:
                yield at
            word = words[at]
            if node.begins and word not in (STOP, BLANK):
                for beginning, other in node.begins.items():
                    if word.startswith(beginning):
                        yield from other.ends(words, at + 1)
            node = node.next.get(word)
            at += 1


_NOWHERE: dict[str, Trie] = {}
