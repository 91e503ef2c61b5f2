"""The database itself refuses to change or remove a row of the ledger."""

from typing import Any

from django.db import migrations

_SQLITE = (
    "CREATE TRIGGER ledger_keeps_{verb} BEFORE {verb} ON consent_ledgerrow "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
)
_POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
)
_POSTGRESQL = (
    "CREATE TRIGGER ledger_keeps_rows BEFORE UPDATE OR DELETE ON consent_ledgerrow "
    "FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()",
    "CREATE TRIGGER ledger_keeps_all BEFORE TRUNCATE ON consent_ledgerrow "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
)


def put_up(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(_SQLITE.format(verb=verb))
    else:
        for statement in (_POSTGRESQL_FUNCTION, *_POSTGRESQL):
            schema_editor.execute(statement)


def take_down(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER ledger_keeps_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER ledger_keeps_rows ON consent_ledgerrow")
        schema_editor.execute("DROP TRIGGER ledger_keeps_all ON consent_ledgerrow")
        schema_editor.execute("DROP FUNCTION ledger_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
