"""Warning signs: what may be kept."""

SIGN_MOST = 300
SIGNS_MOST = 20


def sign_faults(words: str) -> list[tuple[str, str]]:
    """What is in the way of keeping a sign, as (field, code)."""
    if not words:
        return [("words", "empty")]
    return [("words", "long")] if len(words) > SIGN_MOST else []
