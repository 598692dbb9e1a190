"""A mail server on this machine that speaks real SMTP, keeps what it accepts, and refuses or stalls when told to."""

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

HUNG_UP = "hang up"
Answer = Callable[[str, str], str]


def willing(_stage: str, _said: str) -> str:
    return ""


@dataclass
class Mail:
    """One acceptance: from here on the message is the server's."""

    sender: str
    recipient: str
    raw: bytes

    @property
    def parsed(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        return str(self.parsed.get_content()).replace("\r\n", "\n")

    @property
    def message_id(self) -> str:
        return str(self.parsed["Message-ID"])


@dataclass
class MailServer:
    """`answer` is asked at each stage (connect, ehlo, mail, rcpt, data, accepted, told) with what was said.

    It returns what to answer instead of the usual (nothing: the usual; HUNG_UP: the line is cut). `accepted` comes
    after the message is kept and before the sender is told, and `told` after that.
    """

    port: int = 0
    answer: Answer = willing
    kept: list[Mail] = field(default_factory=list)
    connections: int = 0
    certificate: Path | None = None
    encrypted: list[bool] = field(default_factory=list)

    def subjects(self) -> list[str]:
        return [str(mail.parsed["Subject"]) for mail in self.kept]


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            self.talk()
        except (ConnectionError, HungUpError):
            return

    def talk(self) -> None:
        self.server.mail.connections += 1
        self.say("connect", "", "220 loopback")
        sender = recipient = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split()[0].upper()
            if verb in {"EHLO", "HELO"}:
                offered = "\r\n250-STARTTLS" if self.server.mail.certificate else ""
                self.say("ehlo", line, f"250-loopback{offered}\r\n250 8BITMIME")
            elif verb == "STARTTLS":
                self.reply("220 go on")
                self.encrypt()
            elif verb == "MAIL":
                sender = _address(line)
                self.say("mail", sender, "250 2.1.0 ok")
            elif verb == "RCPT":
                recipient = _address(line)
                self.say("rcpt", recipient, "250 2.1.5 ok")
            elif verb == "DATA":
                self.take(sender, recipient)
            elif verb == "QUIT":
                self.reply("221 bye")
                return
            else:
                self.reply("250 ok" if verb in {"RSET", "NOOP"} else "502 5.5.1 unknown")

    def take(self, sender: str, recipient: str) -> None:
        if not self.say("data", recipient, "354 go on").startswith("354"):
            return
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise HungUpError
            lines.append(line.removeprefix(b"."))
        mail: MailServer = self.server.mail
        refusal = mail.answer("body", recipient)
        if not refusal:
            mail.encrypted.append(isinstance(self.connection, ssl.SSLSocket))
            mail.kept.append(Mail(sender, recipient, b"".join(lines)))
        self.reply(refusal or mail.answer("accepted", recipient) or "250 2.0.0 taken")
        mail.answer("told", recipient)

    def encrypt(self) -> None:
        self.connection = in_tls(self.connection, self.server.mail.certificate)
        self.setup_files()

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def setup(self) -> None:
        super().setup()
        if self.server.at_once:
            self.encrypt()

    def setup_files(self) -> None:
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = socketserver._SocketWriter(self.connection)

    def say(self, stage: str, said: str, usual: str) -> str:
        answer = self.server.mail.answer(stage, said) or usual
        self.reply(answer)
        return str(answer)

    def reply(self, answer: str) -> None:
        if answer == HUNG_UP:
            raise HungUpError
        self.wfile.write(f"{answer}\r\n".encode())


class HungUpError(Exception):
    """The line was cut, by this side or the other."""


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mail: MailServer
    at_once = False

    def handle_error(self, *_request: Any) -> None:
        """A sender that does not trust our certificate hangs up; that is for the test to judge."""


def in_tls(line: Any, certificate: Path) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context.wrap_socket(line, server_side=True)


@contextmanager
def mail_server(
    answer: Answer = willing, *, certificate: Path | None = None, at_once: bool = False
) -> Iterator[MailServer]:
    """With a certificate it offers STARTTLS, or speaks TLS from the first byte where it is `at_once`."""
    with Listener(("127.0.0.1", 0), Talk) as listener:
        listener.mail, listener.at_once = (
            MailServer(listener.server_address[1], answer, certificate=certificate),
            at_once,
        )
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield listener.mail
        finally:
            listener.shutdown()
            thread.join(5)


def through(server: MailServer) -> dict[str, Any]:
    """The settings that make messages leave through this server."""
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": server.port,
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": "helhed@lindevig.dk",
        "SITE_ADDRESS": "https://helhed.lindevig.dk",
    }


def stalling(stage: str, seconds: float = 3) -> Answer:
    """A server that is silent at one stage for longer than anybody waits."""

    def answer(now: str, _said: str) -> str:
        if now == stage:
            time.sleep(seconds)
        return ""

    return answer
