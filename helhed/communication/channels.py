"""The ways out of the house. A channel knows nothing of the outbox; e-mail is the first."""

import re
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any, Protocol

from django.core.mail import EmailMessage, get_connection

from helhed.communication.words import LANGUAGE

ENHANCED_CODE = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
TOO_LARGE = 552
FOR_GOOD = 500


@dataclass(frozen=True)
class Letter:
    """A message as it leaves; sent again, it has the same `message_id`, by which the receiver knows it again."""

    message_id: str
    to: str
    subject: str
    body: str


class Unreachable(Exception):
    """Nothing leaves by this channel now; `answer` is the code of the server, where it gave one."""

    def __init__(self, answer: str = "") -> None:
        super().__init__(answer)
        self.answer = answer


class Refused(Exception):
    """This message did not leave; another attempt is of use unless it is final.

    `answer` is the code of the server only: what it says in words often holds the recipient's address.
    """

    def __init__(self, answer: str = "", *, is_final: bool = False) -> None:
        super().__init__(answer)
        self.answer = answer
        self.is_final = is_final


class Port(Protocol):
    """What each channel does. `open` comes before each message, so that what is closed costs no message an attempt."""

    def open(self) -> None:
        """Raises `Unreachable`."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; raises `Refused` where it was not taken, or may not have been."""

    def close(self) -> None: ...


class Email:
    """E-mail through the server of the settings. One connection carries many letters, until one is refused."""

    def __init__(self) -> None:
        self._server: Any = None

    def open(self) -> None:
        if self._server is not None:
            return
        self._server = get_connection()
        try:
            self._server.open()
        except (OSError, ValueError) as problem:
            self.close()
            raise Unreachable(code_of(problem)) from problem

    def send(self, letter: Letter) -> None:
        try:
            self._server.send_messages([_mail(letter)])
        except (OSError, ValueError) as problem:
            self.close()
            raise Refused(code_of(problem), is_final=_is_final(problem)) from problem

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError):
                server.close()


def _mail(letter: Letter) -> EmailMessage:
    """Plain text; the headers say that no person wrote it, so that nobody's absence is answered to it."""
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": LANGUAGE,
        },
    )


def _answer(problem: Exception) -> tuple[int, bytes]:
    """The code and the words of the server; 0 where it did not answer."""
    if isinstance(problem, SMTPRecipientsRefused):
        return next(iter(problem.recipients.values()))
    if isinstance(problem, SMTPResponseException):
        said = problem.smtp_error
        return problem.smtp_code, said if isinstance(said, bytes) else said.encode()
    return 0, b""


def code_of(problem: Exception) -> str:
    """The code of an answer, with its finer code where there is one: `550 5.1.1`."""
    code, said = _answer(problem)
    finer = ENHANCED_CODE.match(said)
    return " ".join(filter(None, [str(code) if code > 0 else "", finer[1].decode() if finer else ""]))


def _is_final(problem: Exception) -> bool:
    """Whether the message itself is refused for good. That we may not send at all is put right by somebody in time."""
    code, _said = _answer(problem)
    if isinstance(problem, SMTPSenderRefused):
        return code == TOO_LARGE
    return code >= FOR_GOOD or (isinstance(problem, ValueError) and not isinstance(problem, OSError))
