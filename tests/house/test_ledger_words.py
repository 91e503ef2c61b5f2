"""Every deed has words for its person."""

import re
from pathlib import Path

import mending
from mending.site.web.log import WORDS

SOURCE = Path(mending.__file__).parent


def verbs_in_the_code():
    return {verb for file in SOURCE.rglob("*.py") for verb in re.findall(r'verb="([a-z_.]+)"', file.read_text())}


def test_every_verb_has_words_and_every_word_a_verb():
    assert verbs_in_the_code() == set(WORDS)
