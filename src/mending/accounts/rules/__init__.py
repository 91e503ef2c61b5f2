"""Pure decisions about accounts: names, passwords, the lock, devices in words, the choices there are."""

from mending.accounts.rules.names import NAME_LONGEST, plain_name, too_like

__all__ = ["NAME_LONGEST", "plain_name", "too_like"]
