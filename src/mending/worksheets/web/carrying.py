"""A file on its way through the findings page: in the page itself, signed, and nowhere else.

Nothing is kept on the server until it is confirmed. What comes back is what was shown, to the same person, within
an hour; it is read and checked again from the start all the same.
"""

from uuid import UUID

from django.core import signing

from mending.foundation import clock

LASTS = 3600
_SALT = "a form on its way"


def carried(owner: UUID, text: str, language: str) -> str:
    """The file and the language it was looked at in, signed."""
    told = [str(owner), clock.now().timestamp(), text, language]
    return signing.dumps(told, salt=_SALT, compress=True)


def opened(owner: UUID, carried: str) -> tuple[str, str] | None:
    """The file and its language again; None when it is another's, too old, or was changed."""
    try:
        whose, at, text, language = signing.loads(carried, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    if whose != str(owner) or not 0 <= clock.now().timestamp() - at < LASTS:
        return None
    return text, language
