"""Opening and changing accounts. Each action is one transaction with one line in the ledger."""

from mending.accounts.actions.choices import change_face, change_own_words, change_place
from mending.accounts.actions.devices import end_device, end_other_devices, follow_session, sweep_sessions
from mending.accounts.actions.leaving import erase_account
from mending.accounts.actions.lock import clear_tries, remove_lock, set_lock, try_code
from mending.accounts.actions.opening import NotTheFirst, open_account
from mending.accounts.actions.ways import (
    LastSecondStep,
    OnlyWayIn,
    add_app,
    add_passkey,
    change_name,
    change_password,
    keep_codes,
    make_codes,
    remove_app,
    remove_passkey,
    rename_passkey,
    use_recovery_code,
)

__all__ = [
    "LastSecondStep",
    "NotTheFirst",
    "OnlyWayIn",
    "add_app",
    "add_passkey",
    "change_face",
    "change_name",
    "change_own_words",
    "change_password",
    "change_place",
    "clear_tries",
    "end_device",
    "end_other_devices",
    "erase_account",
    "follow_session",
    "keep_codes",
    "make_codes",
    "open_account",
    "remove_app",
    "remove_lock",
    "remove_passkey",
    "rename_passkey",
    "set_lock",
    "sweep_sessions",
    "try_code",
    "use_recovery_code",
]
