"""A mail server that really listens, on this machine; it keeps what it was given."""

from __future__ import annotations

import logging
import socket
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mailbox:
    """`letters`: what was delivered, with the envelope's addresses. `refuses`: answers everything with a refusal."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False
        self._more: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
        self.port = free_port()

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuses:
            return f"550 no such person {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((list(envelope.rcpt_tos), letter))  # type: ignore[arg-type]
        return "250 OK"

    def open(self) -> None:
        logging.getLogger("mail.log").setLevel(
            logging.CRITICAL
        )  # its thread outlives what catches the output of a test
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._more)
        self._controller.start()

    def close(self) -> None:
        self._controller.stop(no_assert=True)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
