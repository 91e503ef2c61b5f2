"""From the first page of an empty installation to being signed in, with a passkey and with a password."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

PASSWORD = "a long quiet walk by the river"
NEW = "seven slow swans over the water"


@pytest.fixture
def phone(page):
    """The page on a device that keeps passkeys, and asks for a finger it always knows."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def press(page, words):
    """Press a button. The page it leads to is there to the last line after."""
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state("domcontentloaded")


def begin(page, name, side="A person in recovery"):
    page.goto("/")
    if "sign-up" not in page.url:
        page.goto("/account/sign-up/")
    page.get_by_label("A name to sign in with").fill(name)
    page.get_by_label(side, exact=True).check()
    page.get_by_label("I am 18 or older.").check()


def keep_codes(page):
    expect(page.locator("code")).to_have_count(10)
    codes = page.locator("code").all_inner_texts()
    press(page, "I have kept them")
    return codes


def sign_out(page):
    page.goto("/account/")
    press(page, "Sign out")


def test_the_first_account_with_a_passkey_alone(phone):
    begin(phone, "Ruth")
    assert "The first account" in phone.locator("h1").inner_text()
    press(phone, "Use a passkey, not a password")
    phone.wait_for_url("**/codes/")
    keep_codes(phone)
    phone.get_by_role("link", name="Begin").click()
    phone.wait_for_url("**/today/")
    sign_out(phone)

    phone.goto("/account/sign-in/")
    press(phone, "Sign in with a passkey")
    phone.wait_for_url("**/today/")

    phone.goto("/account/settings/signing-in/")
    assert "None. You sign in with a passkey." in phone.locator("main").inner_text()
    phone.get_by_role("link", name=re.compile("Chrome on")).click()
    phone.get_by_label("Name of this passkey").fill("My blue phone")
    press(phone, "Save")
    assert "My blue phone" in phone.locator("main").inner_text()


def test_a_passkey_needs_the_rest_of_the_form_too(phone):
    begin(phone, "")
    press(phone, "Use a passkey, not a password")
    phone.get_by_text("Please look at this again").wait_for()
    assert phone.get_by_label("I am 18 or older.").is_checked()


def test_a_password_then_everything_that_keeps_it_safe(phone):
    page = phone
    begin(page, "Ruth")
    page.get_by_label("A password").fill(PASSWORD)
    press(page, "Open my account")
    codes = keep_codes(page)

    page.get_by_role("link", name="An authenticator app").click()
    secret = page.locator("main code").inner_text().replace(" ", "")
    assert page.locator("main img").evaluate("picture => picture.naturalWidth") > 0
    page.get_by_label("The code your app shows now").fill(app_code(secret))
    press(page, "Turn it on")
    assert "asks for a code of your app" in page.locator("main").inner_text()

    page.get_by_role("link", name="Add a passkey").click()
    press(page, "Add a passkey")
    page.wait_for_url("**/signing-in/")
    assert "Chrome on" in page.locator("main").inner_text()
    sign_out(page)

    page.goto("/account/sign-in/")
    page.get_by_label("Name").fill("ruth")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    press(page, "Use a passkey")
    page.wait_for_url("**/today/")
    sign_out(page)

    page.goto("/account/sign-in/")
    page.get_by_role("link", name="I cannot sign in").click()
    page.get_by_label("Name").fill("Ruth")
    page.get_by_label("One of your recovery codes").fill(codes[4])
    page.get_by_label("New password").fill(NEW)
    press(page, "Set this password and sign in")
    assert "Welcome back" in page.locator("main").inner_text()


def test_the_lock_closes_the_pages_and_a_code_opens_them(page):
    begin(page, "Ruth")
    page.get_by_label("A password").fill(PASSWORD)
    press(page, "Open my account")
    keep_codes(page)
    page.get_by_role("link", name="A lock with a short code").click()
    page.get_by_label("Code").fill("2580")
    press(page, "Turn the lock on")
    page.locator("footer").get_by_role("button", name="Lock now").click()
    assert page.locator("h1").inner_text() == "Locked"
    page.goto("/today/")
    assert page.locator("h1").inner_text() == "Locked"
    page.go_back()
    assert page.locator("h1").inner_text() == "Locked"
    page.goto("/today/")
    page.get_by_label("Code").fill("2580")
    press(page, "Open")
    page.wait_for_url("**/today/")
    page.goto("/account/settings/lock/")
    press(page, "Take the lock off")
    expect(page.locator("footer").get_by_role("button", name="Lock now")).to_have_count(0)


def test_the_time_zone_is_filled_in(chromium, address):
    context = chromium.new_context(base_url=address, timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto("/account/sign-up/")
    page.get_by_text("Time zone").first.click()
    assert page.get_by_label("Time zone").input_value() == "Asia/Tokyo"
    context.close()


def test_a_password_opens_an_account_without_javascript(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    begin(page, "Marta", "Someone who loves a person in recovery")
    assert not page.get_by_role("button", name="Use a passkey").is_visible()
    page.get_by_label("A password").fill(PASSWORD)
    press(page, "Open my account")
    keep_codes(page)
    page.goto("/today/")
    assert page.url.endswith("/today/")
    context.close()


def app_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
