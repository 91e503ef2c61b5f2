"""Django over SQLCipher: the whole database file is encrypted. `ENGINE = "mending.vault.sqlcipher"`."""
