"""Whether the mail server for alerts answers, as part of `schakel check`: says hello, with TLS and name, and sends nothing."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping

OFF = "off: alerts stand in Werk only (SCHAKEL_MAIL_URL is not set)"


def tried(values: Mapping[str, str] | None = None) -> tuple[str, str]:
    """One line for who reads it and "", or "" and what is wrong; never a password or an address of a person."""
    from schakel.site.environment import Environment, SettingsTrouble

    env = Environment(values)
    try:
        mail = env.mail("SCHAKEL_MAIL_URL")
        env.mailbox("SCHAKEL_MAIL_FROM", needed=bool(mail))
    except SettingsTrouble as trouble:
        return "", str(trouble)
    if not mail:
        return OFF, ""
    if not env.text("SCHAKEL_ORIGIN", default="") and len(env.items("SCHAKEL_HOSTS", default=[])) != 1:
        return "", "SCHAKEL_ORIGIN is missing; mail holds a link, so write the address people type."
    place = f"{mail['EMAIL_HOST']}:{mail['EMAIL_PORT']}"
    try:
        _hello(mail)
    except (OSError, smtplib.SMTPException) as trouble:
        return "", f"{place} does not take mail from here ({type(trouble).__name__}): check SCHAKEL_MAIL_URL."
    return (
        f"{place} answers{'' if mail.keys() & {'EMAIL_USE_SSL', 'EMAIL_USE_TLS'} else ', without TLS on this machine'}",
        "",
    )


def _hello(mail: Mapping[str, object]) -> None:
    host, port = str(mail["EMAIL_HOST"]), int(str(mail["EMAIL_PORT"]))
    context = ssl.create_default_context()
    if mail.get("EMAIL_USE_SSL"):
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=10, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=10)
    with server:
        if mail.get("EMAIL_USE_TLS"):
            server.starttls(context=context)
        if mail["EMAIL_HOST_USER"]:
            server.login(str(mail["EMAIL_HOST_USER"]), str(mail["EMAIL_HOST_PASSWORD"]))
        server.noop()
