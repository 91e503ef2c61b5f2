"""Handing an e-mail over. Its words say nothing of what it is about (SAFETY A4)."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from uuid import UUID

from mending.foundation import clock
from mending.reminders.actions.outside import MailServer
from mending.reminders.rules.outcomes import Outcome

SECONDS = 15


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail. `id` is the sending's own; `stop` is the whole address of the page that stops these."""

    id: UUID
    to: str
    name: str
    subject: str
    text: str
    stop: str


def post(server: MailServer, letter: Letter) -> Outcome:
    """Hand a letter over once. Only what the server said no to, or was never told, may be tried again."""
    try:
        with _line(server) as line:
            return _hand_over(line, server, letter)
    except (OSError, smtplib.SMTPException):
        return Outcome.AGAIN


def trouble(server: MailServer) -> str:
    """Why nothing could be handed over just now, in words; empty when all is well. Sends nothing."""
    try:
        with _line(server):
            return ""
    except (OSError, smtplib.SMTPException) as found:
        return f"{type(found).__name__}: {found}"


@contextmanager
def _line(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A line on which the server knows us. Raises OSError or SMTPException when there is none."""
    context = ssl.create_default_context()
    if server.safety == "tls":
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.safety == "starttls":
            line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
        yield line
    finally:
        line.close()


def _hand_over(line: smtplib.SMTP, server: MailServer, letter: Letter) -> Outcome:
    try:
        line.send_message(_message(server, letter), server.sender, [letter.to])
    except smtplib.SMTPRecipientsRefused as refused:
        return _refused(max(code for code, _ in refused.recipients.values()))
    except smtplib.SMTPResponseException as refused:
        return _refused(refused.smtp_code)
    except smtplib.SMTPNotSupportedError:
        return Outcome.REFUSED
    except (OSError, smtplib.SMTPException):
        # The line broke with the letter on it: the server may have taken it.
        return Outcome.UNSURE
    return Outcome.SENT


def _refused(code: int) -> Outcome:
    return Outcome.AGAIN if code < 500 else Outcome.REFUSED


def _message(server: MailServer, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr((letter.name, server.sender))
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{letter.id}@{server.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    return message
