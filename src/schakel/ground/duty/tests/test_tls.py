"""Mail goes over TLS to a server whose name is proven, or it does not go; `schakel check` says which."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schakel.cli.mail import OFF, tried
from schakel.ground.duty.tests.smtp import Mailbox
from schakel.site.environment import Environment, SettingsTrouble

AROUND = {"SCHAKEL_MAIL_FROM": "schakel@waterrijk.example", "SCHAKEL_ORIGIN": "https://schakel.waterrijk.example"}


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A file with a certificate for localhost that signed itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "mail.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


@pytest.fixture
def server(certificate: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    box = Mailbox(tls=context)
    box.open()
    yield box
    box.close()


def address(server: Mailbox) -> dict[str, str]:
    return {"SCHAKEL_MAIL_URL": f"smtp+starttls://localhost:{server.port}", **AROUND}


def test_a_server_that_nobody_vouches_for_gets_nothing(server: Mailbox) -> None:
    said, wrong = tried(address(server))
    assert said == "" and "SSLCertVerificationError" in wrong


def test_a_server_that_is_vouched_for_answers(
    server: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    said, wrong = tried(address(server))
    assert wrong == "" and said.endswith(" answers")


def test_a_mail_goes_over_tls(server: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.mail import EmailMessage, get_connection

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mail = Environment(address(server)).mail("SCHAKEL_MAIL_URL")
    over = get_connection(
        "django.core.mail.backends.smtp.EmailBackend", host=mail["EMAIL_HOST"], port=mail["EMAIL_PORT"],
        use_tls=mail["EMAIL_USE_TLS"], timeout=5,
    )  # fmt: skip
    EmailMessage("x", "y", "a@example.org", ["b@example.org"], connection=over).send()
    assert len(server.letters) == 1


@pytest.mark.parametrize("url", ["smtp://mail.example", "http://mail.example", "smtps://", "mail.example"])
def test_no_tls_is_refused_but_on_this_machine(url: str) -> None:
    with pytest.raises(SettingsTrouble, match="SCHAKEL_MAIL_URL"):
        Environment({"SCHAKEL_MAIL_URL": url}).mail("SCHAKEL_MAIL_URL")


def test_the_port_name_and_password_are_read() -> None:
    read = Environment({"SCHAKEL_MAIL_URL": "smtps://a%40b:p%3Aw@mail.example"}).mail("SCHAKEL_MAIL_URL")
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"], read["EMAIL_PORT"]) == ("a@b", "p:w", 465)
    assert read["EMAIL_USE_SSL"]


def test_mail_that_is_off_and_half_set_is_said_plainly() -> None:
    assert tried({}) == (OFF, "")
    assert "SCHAKEL_MAIL_FROM" in tried({"SCHAKEL_MAIL_URL": "smtps://mail.example"})[1]
    sender = {"SCHAKEL_MAIL_URL": "smtps://mail.example", "SCHAKEL_MAIL_FROM": "schakel@waterrijk.example"}
    assert "SCHAKEL_ORIGIN" in tried(sender)[1]


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    said, wrong = tried({"SCHAKEL_MAIL_URL": "smtp://me:hidden@127.0.0.1:1", **AROUND})
    assert said == "" and "ConnectionRefusedError" in wrong and "hidden" not in wrong
