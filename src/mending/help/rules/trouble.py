"""What is said when a content file is wrong."""


class ContentTrouble(Exception):
    """A content file does not say what it must; the message names the file, the place and what to write."""
