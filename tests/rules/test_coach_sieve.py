"""What lets most of a text pass must never let pass what is there: held against the plain way of looking."""

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from mending.coach import crisis
from mending.coach.needs import Needs
from mending.coach.nets import Weaver
from mending.coach.reading import language
from mending.coach.sieve import Sieve, Step
from mending.coach.words import CLAUSE, NONE, SENTENCE

WORDS = "abcd"
words = st.text(WORDS, max_size=30)
symbols = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple)
must = st.builds(Step, symbols, st.booleans(), st.just(False))
steps = must | st.builds(Step, symbols, st.booleans(), st.just(True)) | st.just(Step((), True, True))
rows = st.tuples(st.lists(steps, max_size=5), must).map(lambda both: [*both[0], both[1]])


def pattern(row):
    ways = {(): "."}
    return "".join(
        ways.get(one.symbols, f"[{'^' * one.is_any_but}{''.join(one.symbols)}]") + "?" * one.may_be_missing
        for one in row
    )


@given(st.lists(st.tuples(rows, st.booleans()), min_size=1, max_size=6), words, st.data())
def test_a_row_ends_where_a_pattern_does(several, text, data):
    breaks = [SENTENCE, *data.draw(st.lists(st.sampled_from([NONE, NONE, CLAUSE, SENTENCE]), min_size=len(text)))]
    sieve = Sieve()
    for row, begins_a_clause in several:
        sieve.add(row, begins_a_clause)
    expected = set()
    for number, (row, begins_a_clause) in enumerate(several):
        for first, last in product(range(len(text)), repeat=2):
            if SENTENCE in breaks[first + 1 : last + 1] or (begins_a_clause and breaks[first] == NONE):
                continue
            if re.fullmatch(pattern(row), text[first : last + 1]) and first <= last:
                expected.add((last, number))
    assert set(sieve.ends([(word,) for word in text], breaks)) == expected


@given(st.lists(st.lists(st.sets(st.sampled_from(WORDS)), min_size=1, max_size=4), max_size=8), words)
def test_a_row_is_met_when_every_need_is(several, text):
    needs = Needs(lambda word: [word], WORDS)
    for row in several:
        needs.add(row)
    for _ in range(2):  # what was looked up before is the same again
        met = needs.met(text)
        expected = [at for at, row in enumerate(several) if all(not need.isdisjoint(text) for need in row)]
        assert list(needs.rows(met)) == expected
        assert [at for at in range(len(several)) if needs.has(met, at)] == expected


LISTS = {
    "{one}": [(("a", False), ("b", False)), (("b", False),)],
    "{two}": [(("{one}", False),), (("ab*", False),)],
}
said = st.sampled_from(["a", "b", "a*", *LISTS])
group = st.lists(st.lists(st.tuples(said, st.just(False)), min_size=1, max_size=2), min_size=1, max_size=2)
items = st.tuples(said | group, st.booleans())
ways = st.tuples(st.lists(items, max_size=3), said).map(lambda both: [*both[0], (both[1], False)])


def ends(row, said, at):
    """Where a row ends, the plain way."""
    if not row:
        return {at}
    (first, may_be_missing), *others = row
    after = {at} if may_be_missing else set()
    for way in LISTS.get(first, ()) if isinstance(first, str) else first:
        after |= ends(way, said, at)
    if isinstance(first, str) and said[at] != ".":
        alike = said[at].startswith(first[:-1]) if first[-1] == "*" else said[at] == first
        after |= {at + 1} if alike else set()
    return {end for place in after for end in ends(others, said, place)}


@given(st.lists(ways, min_size=1, max_size=4), st.lists(st.sampled_from(["a", "b", "abc"]), max_size=8))
def test_a_net_ends_where_one_of_its_rows_does(several, text):
    weaver = Weaver(lambda name: weaver.net(LISTS[name]))
    net, found = weaver.net(several), set()
    net.ends([*text, "."], 0, found)
    assert found == {end for row in several for end in ends(row, [*text, "."], 0)}


def test_no_word_of_a_text_is_kept_but_those_of_the_lists():
    text = "Zebulon said I am sorry, Zebulon. Zebulonized and suicidalishly I want to die, Zebulon!"
    assert crisis.dangers(text)
    known = language("en")
    assert list(known.shapes.find(known.lexicon.read(text)))
    kept = [*crisis._language("en").dangers._near._known, *known.shapes._sieve._met]
    assert kept
    assert "zebulon" not in repr(kept) and "suicidalishly" not in repr(kept)
