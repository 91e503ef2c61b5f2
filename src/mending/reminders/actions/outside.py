"""What the front door tells this room about the world outside: once, when settings are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed over. `safety` is "tls", "starttls", or "none" on this machine alone."""

    host: str
    port: int
    safety: str
    user: str
    password: str
    sender: str

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Outside:
    """The address people type, and the mail server; None where no e-mail is sent."""

    url: str = "http://127.0.0.1:8000"
    mail: MailServer | None = None


_told: list[Outside] = [Outside()]


def tell(told: Outside) -> None:
    """Say what there is. Settings call this; a test may."""
    _told[:] = [told]


def outside() -> Outside:
    """What was told last."""
    return _told[0]
