"""Ways of speaking, as they are written in ways.en.toml, opened out into plain phrases.

you (?:always|never)          two phrases
you(?: \\w+)? {not}           with one word between or none: `you {not}` and `you _ {not}`
criticiz\\w+                  a word that begins so: `criticiz*`
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

FILE = Path(__file__).with_name("ways.en.toml")
LIMIT = 4_000
"""A way that opens into more phrases than this is written too widely."""

Classes = dict[str, list[str]]
Ways = dict[str, list[str]]


def opened() -> tuple[Classes, Ways]:
    """The lists (single words only) and the phrases of each way. ValueError for one written too widely."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    lists: dict[str, str] = data["lists"]
    classes = {name: sorted(one for one in _phrases(source) if " " not in one) for name, source in lists.items()}
    ways = {}
    for name, source in data["count"].items():
        alone = re.fullmatch(r"\{(\w+)\}", source)
        ways[name] = sorted(set(_phrases(lists[alone[1]] if alone else source)))
        if len(ways[name]) > LIMIT:
            raise ValueError(f"{name}: opens into {len(ways[name])} phrases")
    return classes, ways


def _phrases(source: str) -> Iterator[str]:
    """What a source says, phrase by phrase, with punctuation gone."""
    kept = re.sub(r"\{([a-z]+)\}", r"@\1@", source).replace("\\w+", "\x01").replace("\\w*", "\x02")
    for text in _texts(re._parser.parse(kept)):  # type: ignore[attr-defined]
        yield _plain(text)


def _plain(text: str) -> str:
    text = re.sub(r"(?<=[\w'])[\x01\x02]", "*", text)
    text = re.sub(r"[\x01\x02]", "_", text).replace(",", " ")
    text = re.sub(r"@(\w+)@", r"{\1}", text.replace("-", " "))
    return " ".join(text.split())


def _texts(parsed: Iterable[tuple[object, object]]) -> list[str]:
    """Every string that a parsed expression can be."""
    parts = [_part(str(kind), value) for kind, value in parsed]
    return ["".join(one) for one in product(*parts)]


def _part(kind: str, value: object) -> list[str]:
    match kind, value:
        case "LITERAL", int(code):
            return [chr(code)]
        case "SUBPATTERN", (_, _, _, inner):
            return _texts(inner)
        case "BRANCH", (_, branches):
            return [text for branch in branches for text in _texts(branch)]
        case "MAX_REPEAT", (least, most, inner):
            once = _texts(inner)
            return ["".join(one) for times in range(least, most + 1) for one in product(once, repeat=times)]
        case "IN", letters:
            return [chr(code) for _, code in letters]  # type: ignore[attr-defined]
    raise ValueError(f"{kind}: this language has no such thing")
