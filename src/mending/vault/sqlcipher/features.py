"""What the library can do, asked of the library in use and not of the standard one."""

from django.db.backends.sqlite3 import features as stock


class DatabaseFeatures(stock.DatabaseFeatures):
    # Django reads these three from the version of the standard library's SQLite, which is another one.
    minimum_database_version = (3, 51, 3)
    can_alter_table_drop_column = True
    can_return_columns_from_insert = True
    can_return_rows_from_bulk_insert = True
