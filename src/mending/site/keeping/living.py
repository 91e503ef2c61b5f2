"""Checks that need the product itself: does what was restored live under this key and this ledger."""

from mending.site.keeping.manifest import Manifest
from mending.site.keeping.steps import Steps
from mending.site.trouble import Stop


def look(file: str | None, kept: Manifest, steps: Steps) -> None:
    """Check the restored database through Django; `file` is where an embedded one lies for now."""
    from django.core.management import call_command  # noqa: PLC0415  Django must be set up first
    from django.db import connection  # noqa: PLC0415

    if file is not None:
        connection.close()
        connection.settings_dict["NAME"] = file
    try:
        with steps.check("its tables are brought to this version"):
            call_command("migrate", verbosity=0, interactive=False)
        with steps.check("everyone's key opens with the installation key"):
            _keys_open()
        with steps.check("the ledger is unbroken and ends where it ended"):
            _ledger_holds(kept)
        with steps.check("everyone is signed out"):
            _sign_out()
    finally:
        let_go()


def let_go() -> None:
    """Close Django's connection, so that files can change places and schemas can be dropped."""
    from django.db import connection  # noqa: PLC0415

    connection.close()


def ledger_trouble() -> str | None:
    """Where the ledger is not what was written, in words; None when all of it is, or there is none yet."""
    from mending.consent.queries import ledger_fault  # noqa: PLC0415

    fault = ledger_fault()
    return None if fault is None else f"The ledger is not what was written, at row {fault.number}: {fault.what}"


def _keys_open() -> None:
    from mending.vault.actions import try_keys  # noqa: PLC0415

    tried, shut = try_keys()
    if shut:
        raise Stop(
            f"{shut} of {tried} keys in the backup do not open with this installation key. "
            "Put the key file in place that was there when the backup was made, then run this again."
        )


def _ledger_holds(kept: Manifest) -> None:
    from django.db import connection  # noqa: PLC0415

    if not kept.counts.get("consent_ledgerhead"):
        return
    trouble = ledger_trouble()
    if trouble:
        raise Stop(f"{trouble}. Take an older backup, and keep this one: it shows what was changed.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count, last FROM consent_ledgerhead")
        if cursor.fetchone() != (kept.ledger, kept.ledger_last):
            raise Stop("The ledger does not end where it ended when the backup was made. Take another backup.")


def _sign_out() -> None:
    """Sessions that were ended after the backup was made must not come back to life."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415

    Session.objects.all().delete()
