"""The calendar as a maintained parser reads it."""

from datetime import UTC, datetime, timedelta

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from mending.reminders.rules.calendar import Event, write

STAMP = datetime(2026, 11, 23, 16, tzinfo=UTC)
letters = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200)
starts = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


def read(events, title="Reminder"):
    return icalendar.Calendar.from_ical(write(events, title=title, stamp=STAMP))


@given(st.lists(starts, max_size=8, unique=True), letters)
def test_every_moment_and_title_comes_back_as_it_was(moments, title):
    found = read([Event(f"{number}@feed", at) for number, at in enumerate(moments)], title)
    events = found.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == moments
    assert all(event["SUMMARY"] == " ".join(title.splitlines()) for event in events)
    assert all(event.decoded("DURATION") == timedelta(minutes=15) for event in events)
    assert not any(event.errors for event in events)


@given(letters)
def test_no_line_is_longer_than_75_octets(title):
    written = write([Event("1@feed", STAMP)], title=title, stamp=STAMP)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert written.endswith("END:VCALENDAR\r\n")
    assert "\n" not in written.replace("\r\n", "")


def test_a_calendar_with_nothing_in_it_can_be_read():
    found = read([])
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert not found.walk("VEVENT")
