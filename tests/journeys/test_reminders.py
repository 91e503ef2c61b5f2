"""Reminders: a calendar and quiet hours without a script; notes in the browser from the first tap to the last."""

import pytest

from tests.journeys.browsing import PHONE, too_wide, violations
from tests.rooms.reminding import subscription

# The browser's own push service lies outside: the page is given a place as such a service would give it.
GIVES = """
const given = %s;
Notification.requestPermission = async () => "granted";
const taken = { toJSON: () => given, unsubscribe: async () => true };
PushManager.prototype.subscribe = async () => taken;
PushManager.prototype.getSubscription = async () => taken;
"""


def test_quiet_hours_and_a_calendar_without_a_script(house, visit):
    window = visit(house, javascript=False, size=PHONE)
    window.sign_up("Reminded Ruth")
    window.go("/account/")
    window.follow("Reminders")
    window.follow("Quiet hours")
    window.page.get_by_label("Quiet from").fill("21:00")
    window.page.get_by_label("Quiet until").fill("07:30")
    window.press("Save")
    assert window.page.get_by_text("Nothing comes from 21:00 to 07:30").is_visible()
    window.promise("Water the beans")
    window.go("/reminders/")
    window.follow("Your own calendar")
    window.press("Make the address")
    address = window.page.locator("code.secret").inner_text()
    path = address[address.index("/reminders/") :]
    read = window.context.request.get(window.address + path)
    assert read.text().count("BEGIN:VEVENT") == 1
    assert "beans" not in read.text()
    assert not too_wide(window.page)
    window.follow("Done")
    window.follow("Your own calendar")
    window.press("Close the calendar")
    assert window.context.request.get(window.address + path).status == 404


@pytest.fixture
def phone(house, visit):
    window = visit(house, size=PHONE)
    place = subscription()
    keys = {"p256dh": place.p256dh, "auth": place.auth}
    window.context.grant_permissions(["notifications"])
    window.page.add_init_script(GIVES % str({"endpoint": place.endpoint, "keys": keys}))
    return window


def test_notes_are_turned_on_chosen_stopped_and_taken_back(phone):
    phone.sign_up("Noted Ruth")
    phone.go("/reminders/about/promise/")
    phone.follow("Turn on notes in a browser")
    phone.press("Turn on in this browser")
    phone.page.get_by_text("This browser takes notes now").wait_for()
    phone.follow("What I promised for today")
    assert violations(phone.page) == []
    phone.page.get_by_label("As a note in the browser").check()
    phone.page.get_by_label("At", exact=True).fill("07:15")
    phone.press("Save")
    assert "This lies in your quiet hours" in phone.page.locator("main").inner_text()
    phone.page.get_by_label("At", exact=True).fill("08:15")
    phone.press("Save")
    phone.page.get_by_text("At 08:15, as a note in the browser").wait_for()
    assert violations(phone.page) == []
    assert not too_wide(phone.page)
    phone.press("Stop all")
    phone.press("Undo")
    phone.page.get_by_text("At 08:15, as a note in the browser").wait_for()


def test_a_note_says_nothing_and_leads_to_its_stop(phone):
    page = phone.go("/help/")
    page.evaluate("navigator.serviceWorker.ready")
    devtools, registrations = phone.context.new_cdp_session(page), []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"])
    )
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": phone.address, "registrationId": registrations[0]["registrationId"], "data": "a-token"},
    )
    shown = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          for (let left = 50; left; left -= 1) {
            const notes = await registration.getNotifications();
            if (notes.length) return notes.map((note) => [
              note.title, note.body, note.data, ...note.actions.map((one) => `${one.action}: ${one.title}`),
            ]);
            await new Promise((later) => setTimeout(later, 100));
          }
        }"""
    )
    assert shown == [["You have a reminder", "", "a-token", "stop: Stop these"]]
