"""What is shipped in content/, and an installation's own file."""

import pytest

from mending.help import queries
from mending.help.rules import Kind

# Written by hand from the evidence notes, apart from the content files: every number that may be shown.
NUMBERS = {
    "US": {
        "911", "988", "1-800-662-4357", "435748", "800-484-3731", "877-696-1996",
        "1-800-799-7233", "741741", "1-800-222-1222",
    },
    "GB": {"999", "111", "0300 123 6600", "116 123", "0808 2000 247"},
    "IE": {"112", "999", "116 123", "1800 459 459"},
    "CA": {"911", "988", "1-888-688-6677", "1-866-531-2600"},
    "AU": {"000", "1800 250 015", "1800 737 732", "13 11 14"},
    "EU": {"112", "116 123"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def shipped(tmp_path):
    before = queries._own_file
    queries.keep_at(tmp_path / "helplines.toml")
    yield tmp_path / "helplines.toml"
    queries.keep_at(before)


def test_only_known_numbers_are_shown():
    shown = {
        here.code: {n for line in here.lines for n in (*line.call, *(text.to for text in line.text))}
        for here in queries.countries()
    }
    assert shown == NUMBERS


def test_every_country_has_its_emergency_number_among_its_lines():
    for here in queries.countries():
        assert here.emergency in here.of(Kind.EMERGENCY)[0].call


def test_no_check_is_claimed_that_nobody_made():
    checked = {line.id: line.verified_by for here in queries.countries() for line in here.lines if line.verified}
    assert checked == {"ca.988": "the author of the public list it comes from"}


def test_what_is_disputed_says_so():
    doubtful = {line.id for here in queries.countries() for line in here.lines if line.doubt}
    assert doubtful == {"us.never-use-alone", "ca.nors", "eu.emotional-support"}


def test_a_country_of_the_union_without_a_file_has_the_unions_lines():
    assert [queries.nearest(code).code for code in ("DE", "ie", "US")] == ["EU", "IE", "US"]
    assert queries.nearest("BR") is None


def test_the_card_says_what_counts_and_claims_no_review():
    card = queries.card("overdose", "de")
    assert len(card.steps) == 6
    assert card.reviewed_by == card.reviewed_on == ""
    assert "not breathing" in repr(card.steps)


def test_an_installations_own_line_is_read(shipped):
    shipped.write_text(
        'hide = ["us.poison"]\n[verified]\n"us.988" = 2026-11-20\n[[line]]\nid = "own.line"\nkind = "own"\n'
        'name = "Riverside"\nwhat = "Our line."\nhours = "Always"\ncall = ["555-0100"]\nsource = "Us"\n'
        'who_answers = "a nurse"\n'
    )
    queries.keep_at(shipped)
    here = queries.country("us")
    assert here.of(Kind.OWN)[0].who_answers == "a nurse"
    assert not here.of(Kind.HEALTH)
    assert here.of(Kind.CRISIS)[0].verified == "2026-11-20"


@pytest.mark.parametrize("text", ["[[line", '[[line]]\nid = "own.line"\n', 'hide = "all"'])
def test_a_mistake_in_it_is_told_and_takes_no_help_away(shipped, text, caplog):
    shipped.write_text(text)
    queries.keep_at(shipped)
    assert len(queries.countries()) == len(NUMBERS)
    assert "helplines.toml" in caplog.text
    assert queries.trouble().startswith("helplines.toml")


def test_the_fingerprint_changes_with_any_word_of_help(shipped):
    before = queries.fingerprint()
    shipped.write_text('[verified]\n"us.988" = 2026-11-20\n')
    queries.keep_at(shipped)
    assert queries.fingerprint() != before
