"""Reading a Django template: what it says, what of that cannot be translated, what tags it has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_TOKEN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_LITERAL = re.compile(r"""_\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
_FIRST = re.compile(r"""\{%\s*\w+\s+(?:"([^"]*)"|'([^']*)')""")
_HANDED_ON = re.compile(r"""\b\w+=(?:"([^"]*)"|'([^']*)')""")
_READ_OUT = ("alt", "aria-label", "aria-description", "placeholder", "title", "content")
_CLASSES = re.compile(r"\{%\s*block\s+\w*class\b.*?%\}.*?\{%\s*endblock\b.*?%\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of ours in a template, and the line they stand on."""

    line: int
    text: str
    translatable: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag with its attributes; `inside` is what stands between it and its end, for script and style."""

    line: int
    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A template, read."""

    said: tuple[Said, ...]
    tags: tuple[Tag, ...]


def read(text: str) -> Page:
    """Read a template's source."""
    # A block that is filled with the name of a style says nothing.
    translatable, html = _without_template_tags(_CLASSES.sub(lambda found: _blank(found[0]), text))
    reader = _Reader()
    reader.feed(html)
    reader.close()
    plain = [Said(line, words, False) for line, words in reader.words if _WORD.search(words)]
    return Page((*translatable, *plain), tuple(reader.tags))


def _without_template_tags(text: str) -> tuple[list[Said], str]:
    """Words in translation tags, and the HTML around all template tags with its lines where they were."""
    said: list[Said] = []
    html: list[str] = []
    end, skip, block = 0, "", 0
    for token in _TOKEN.finditer(text):
        between, end = text[end : token.start()], token.end()
        line = text.count("\n", 0, token.start()) + 1
        name = _name(token[0])
        if skip and name == skip:
            if skip.startswith("endb"):
                said.append(Said(line, " ".join(_plain(text[block : token.start()]).split()), True))
            skip = ""
        elif not skip:
            html.append(between)
            said += [Said(line, words, kind) for words, kind in _words_in(token[0], name)]
            if name in ("blocktranslate", "blocktrans", "comment"):
                skip, block = f"end{name}", end
        html.append(_blank(between + token[0] if skip else token[0]))
    return said, "".join([*html, text[end:]])


def _name(token: str) -> str:
    found = re.match(r"\{%\s*(\w+)", token)
    return found[1] if found else ""


def _words_in(token: str, name: str) -> Iterator[tuple[str, bool]]:
    """What a tag itself says, and whether it can be translated."""
    if token.startswith("{#"):
        return
    for found in _LITERAL.finditer(token):
        yield found[1] or found[2] or "", True
    if name in ("translate", "trans") and (first := _FIRST.match(token)):
        yield first[1] or first[2] or "", True
    if name in ("include", "with"):
        for found in _HANDED_ON.finditer(token):
            words = found[1] or found[2] or ""
            # A word with a capital, or more than one: shown to someone. Others are names of kinds and styles.
            if _WORD.search(words) and (words[0].isupper() or " " in words.strip()):
                yield words, False


def _plain(body: str) -> str:
    """The inside of a blocktranslate as it reads, with a short word where a value stands."""
    return re.sub(r"<[^>]*>", " ", re.sub(r"\{%.*?%\}", ". ", re.sub(r"\{\{.*?\}\}", "it", body)))


def _blank(text: str) -> str:
    """As many lines, and nothing on them."""
    return "\n" * text.count("\n")


class _Reader(HTMLParser):
    """Collects words and tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[tuple[int, str]] = []
        self.tags: list[Tag] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        attributes = tuple((name, value or "") for name, value in attrs)
        self.tags.append(Tag(line, tag, attributes))
        self._in = tag
        if tag != "meta":
            self.words += [(line, value) for name, value in attributes if name in _READ_OUT]

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        if self._in in ("script", "style"):
            if data.strip():
                self.tags.append(Tag(line, f"inline {self._in}", ()))
            return
        for number, words in enumerate(data.split("\n")):
            if words.strip():
                self.words.append((line + number, words.strip()))
