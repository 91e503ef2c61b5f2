"""Words of strangers as plain words: no tag, no entity, no control character comes through."""

from html.parser import HTMLParser
from re import compile as pattern

_SPACES = pattern(r"\s+")
_SILENT = {"script", "style", "template", "head", "title"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def plain(words: str, most: int = 10_000) -> str:
    """The words without markup, runs of space made one, cut after `most` characters.

    A lone `<` as in "less than < 3" is kept: only what stands like a tag is taken out.
    """
    words = words[: most * 10]
    if "<" in words or "&" in words:
        reader = _Words()
        reader.feed(words)
        reader.close()
        words = "".join(reader.found)
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return _SPACES.sub(" ", printable).strip()[:most]
