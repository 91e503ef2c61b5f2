"""Each start refusal of SAFETY C2, as a decision: which facts are refused, and what the sentence says."""

import pytest

from mending.site.refusals import Facts, is_loopback, loses_commits, refusals

SOUND_POSTGRES = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def codes(**facts):
    return [refusal.code for refusal in refusals(Facts(**facts))]


def test_a_sound_embedded_installation_starts():
    assert codes(sqlite=(3, 53, 4)) == []


def test_a_sound_organisation_starts():
    facts = {"postgres": 15, "postgres_settings": SOUND_POSTGRES}
    assert codes(address="0.0.0.0", url="https://mending.example.org", **facts) == []


@pytest.mark.parametrize(
    ("version", "defective"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((3, 53, 4), False),
        ((4, 0, 0), False),
    ],
)
def test_the_defective_range_is_the_one_that_sqlite_names(version, defective):
    assert loses_commits(version) is defective


def test_the_defect_matters_only_with_a_write_ahead_log():
    assert codes(sqlite=(3, 40, 1), journal_mode="wal") == ["wal-defect"]
    assert codes(sqlite=(3, 40, 1), journal_mode="delete") == []


@pytest.mark.parametrize(("level", "expected"), [(0, ["synchronous"]), (1, ["synchronous"]), (2, []), (3, [])])
def test_the_embedded_database_waits_for_the_disk(level, expected):
    assert codes(sqlite=(3, 53, 4), synchronous=level) == expected


@pytest.mark.parametrize("name", sorted(SOUND_POSTGRES))
def test_postgres_waits_for_the_disk(name):
    [refusal] = refusals(Facts(postgres=16, postgres_settings={**SOUND_POSTGRES, name: "off"}))
    assert refusal.code == f"postgres-{name}"
    assert f"Set {name} = on" in refusal.sentence


@pytest.mark.parametrize(("major", "expected"), [(14, ["postgres-old"]), (15, []), (18, [])])
def test_postgres_is_new_enough(major, expected):
    assert codes(postgres=major, postgres_settings=SOUND_POSTGRES) == expected


@pytest.mark.parametrize(
    ("address", "url", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000", []),
        ("::1", "http://[::1]:8000", []),
        ("localhost", "http://localhost:8000", []),
        ("127.0.0.1", "https://mending.example.org", []),
        ("0.0.0.0", "https://mending.example.org", []),
        ("127.0.0.1", "http://mending.example.org", ["plain-http"]),
        ("0.0.0.0", "http://127.0.0.1:8000", ["plain-http"]),
        ("::", "http://127.0.0.1:8000", ["plain-http"]),
        ("192.168.1.5", "http://192.168.1.5:8000", ["plain-http"]),
        ("", "http://127.0.0.1", ["plain-http"]),
    ],
)
def test_plain_http_stays_on_this_machine(address, url, expected):
    assert codes(address=address, url=url) == expected


@pytest.mark.parametrize(
    ("address", "url", "refused"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000", False),
        ("127.0.0.1", "https://mending.example.org", True),
        ("0.0.0.0", "https://127.0.0.1", True),
    ],
)
def test_debug_mode_stays_on_this_machine(address, url, refused):
    assert ("debug-in-public" in codes(address=address, url=url, debug=True)) is refused


def test_a_database_of_a_newer_mending_is_left_alone():
    [refusal] = refusals(Facts(unknown_migrations=("promises.0007_x", "circle.0004_y")))
    assert "promises.0007_x and 1 more" in refusal.sentence


def test_trouble_while_looking_is_told_as_it_is():
    [refusal] = refusals(Facts(trouble="There is no key file. Put your copy there."))
    assert refusal.sentence == "There is no key file. Put your copy there."


def test_all_reasons_are_told_at_once():
    found = codes(debug=True, url="http://example.org", sqlite=(3, 40, 1), synchronous=1)
    assert found == ["debug-in-public", "plain-http", "wal-defect", "synchronous"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "127.0.0.1.nip.io"])
def test_not_loopback(host):
    assert not is_loopback(host)
