"""Reading the medical words of this room. The files are read once; nobody is asked who is looking."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from mending.foundation import content
from mending.recovery.rules.papers import ReturnPaper, TolerancePaper, parse_return, parse_tolerance


@cache
def return_paper(language: str = "en") -> ReturnPaper:
    """The first screens after a return to use; in English when there are none in this language."""
    return parse_return(*_read("return", language))


@cache
def tolerance_paper(language: str = "en") -> TolerancePaper:
    """The words of the weeks when tolerance is lost; in English when there are none in this language."""
    return parse_tolerance(*_read("tolerance", language))


def _read(name: str, language: str) -> tuple[dict[str, Any], str]:
    wanted: Path = content.folder() / "recovery" / f"{name}.{language}.toml"
    file = wanted if wanted.is_file() else wanted.with_name(f"{name}.en.toml")
    return tomllib.loads(file.read_text("utf-8")), file.name
