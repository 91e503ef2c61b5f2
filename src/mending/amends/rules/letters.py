"""What a letter is, and how it is kept."""

from enum import StrEnum


class LetterKind(StrEnum):
    """What a text is for. A letter never to be sent is handed to nobody."""

    LETTER = "letter"
    REQUEST = "request"
    MESSAGE = "message"
    NEVER_SENT = "never_sent"
