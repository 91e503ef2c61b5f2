"""The keeping of the database: backup, restore, a change of key, and looking whether all is well."""
