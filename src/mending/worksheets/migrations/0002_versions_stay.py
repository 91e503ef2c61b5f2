"""The database itself refuses to change or remove a published version; only its shelf may be left."""

from typing import Any

from django.db import migrations

TABLE = "worksheets_version"
FIXED = "form, number, language, body, hash, published_at, is_installed"
SAYS = "a published version stays as it is"
SQLITE = (
    f"CREATE TRIGGER version_keeps_words BEFORE UPDATE OF {FIXED} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    f"CREATE TRIGGER version_keeps_row BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION version_stays() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$",
    f"CREATE TRIGGER version_keeps_words BEFORE UPDATE OF {FIXED} ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION version_stays()",
    f"CREATE TRIGGER version_keeps_row BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION version_stays()",
)


def put_up(apps: Any, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def take_down(apps: Any, schema_editor: Any) -> None:
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for name in ("version_keeps_words", "version_keeps_row"):
        schema_editor.execute(f"DROP TRIGGER {name}{on}")
    if on:
        schema_editor.execute("DROP FUNCTION version_stays()")


class Migration(migrations.Migration):
    dependencies = [("worksheets", "0001_initial")]

    operations = [migrations.RunPython(put_up, take_down)]
