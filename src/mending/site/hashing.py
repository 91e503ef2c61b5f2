"""How passwords and short codes are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """argon2id with 19 MiB, two passes, one lane (SAFETY C3; OWASP's password storage sheet)."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
