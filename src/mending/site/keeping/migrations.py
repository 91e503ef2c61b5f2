"""Which changes of the tables this program knows, and which the database has."""

from collections.abc import Iterable


def unknown(applied: Iterable[str]) -> tuple[str, ...]:
    """Those of `applied` (`app.name`) that this program does not know: it is older than the database."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415  Django must be set up first

    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= set(migration.replaces)
    names = {f"{app}.{name}" for app, name in known}
    return tuple(sorted(name for name in applied if name not in names))


def applied() -> list[str]:
    """What the installation's database says was done to it, as `app.name`."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]


def pending() -> list[str]:
    """What this program would still do to the installation's database, as `app.name`."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
