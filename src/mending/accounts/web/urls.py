"""Addresses of this room. Names that allauth itself looks up begin with `account_` or `mfa_`."""

from django.urls import path

from mending.accounts.web.views import app, choosing, entering, opening, proving, ways

urlpatterns = [
    path("sign-in/", entering.sign_in, name="account_login"),
    path("sign-in/passkey/", entering.sign_in_with_passkey, name="sign_in_with_passkey"),
    path("sign-in/passkey/options/", entering.passkey_options, name="passkey_options"),
    path("sign-in/second-step/", entering.second_step_of_sign_in, name="mfa_authenticate"),
    path("sign-out/", entering.sign_out, name="account_logout"),
    path("back-in/", entering.recover, name="recover"),
    path("sign-up/", opening.sign_up, name="account_signup"),
    path("sign-up/passkey/", opening.new_passkey_options, name="new_passkey_options"),
    path("welcome/", choosing.welcome, name="welcome"),
    path("prove/", proving.prove, name="prove"),
    path("second-step/", proving.second_step, name="second_step"),
    path("locked/", proving.locked, name="locked"),
    path("lock-now/", proving.lock_now, name="lock_now"),
    path("", choosing.settings, name="settings"),
    path("settings/place/", choosing.place, name="place"),
    path("settings/look/", choosing.face, name="face"),
    path("settings/words/", choosing.own_words, name="own_words"),
    path("settings/lock/", choosing.lock, name="lock"),
    path("settings/devices/", choosing.devices, name="devices"),
    path("settings/devices/end/", choosing.drop_device, name="drop_device"),
    path("settings/signing-in/", ways.ways, name="ways"),
    path("settings/signing-in/name/", ways.name, name="name"),
    path("settings/signing-in/password/", ways.password, name="password"),
    path("settings/signing-in/codes/", ways.codes, name="codes"),
    path("settings/signing-in/codes/new/", ways.new_codes, name="new_codes"),
    path("settings/signing-in/app/", app.new_app, name="new_app"),
    path("settings/signing-in/app/remove/", app.drop_app, name="drop_app"),
    path("settings/signing-in/passkeys/new/", ways.new_passkey, name="new_passkey"),
    path("settings/signing-in/passkeys/<uuid:passkey>/", ways.passkey, name="passkey"),
    path("settings/signing-in/passkeys/<uuid:passkey>/remove/", ways.drop_passkey, name="drop_passkey"),
]
