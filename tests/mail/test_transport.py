"""Encryption and sign-in: no certificate is taken on trust, no password goes out in clear."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.mail.delivery import MailUnreachableError
from portal.mail.transport import MailSettings
from tests.mail.samples import make_letter
from tests.mail.servers import Desk, post_to


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, vouched for by nobody, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def desk(certificate: Path) -> Iterator[Desk]:
    """A server that insists on STARTTLS."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    desk = Desk().listen(tls=tls)
    yield desk
    desk.close()


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the certificate one of those that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_a_letter_goes_out_encrypted_and_signed_in(desk: Desk) -> None:
    post = post_to(desk.port, use_tls=True, username="office", password="right", timeout=5)

    with post.open() as carrier:
        carrier.deliver(make_letter())

    assert len(desk.office.letters) == 1


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_a_matter_of_the_server_not_of_the_letter(desk: Desk) -> None:
    post = post_to(desk.port, use_tls=True, username="office", password="wrong", timeout=5)

    with pytest.raises(MailUnreachableError, match="535"), post.open():
        pass


def test_a_certificate_that_nobody_vouches_for_is_refused(desk: Desk) -> None:
    post = post_to(desk.port, use_tls=True, timeout=5)

    with pytest.raises(MailUnreachableError, match="CERTIFICATE_VERIFY_FAILED"), post.open():
        pass


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(desk: Desk) -> None:
    post = post_to(desk.port, server="localhost", use_tls=True, timeout=5)

    with pytest.raises(MailUnreachableError, match="CERTIFICATE_VERIFY_FAILED"), post.open():
        pass


def test_where_encryption_is_asked_for_and_not_offered_nothing_is_sent() -> None:
    desk = Desk().listen()
    post = post_to(desk.port, use_tls=True, username="office", password="right")

    with pytest.raises(MailUnreachableError, match="STARTTLS"), post.open():
        pass

    desk.close()
    assert desk.office.letters == []


def test_a_server_that_does_not_speak_tls_at_once_is_unreachable() -> None:
    desk = Desk().listen()

    with pytest.raises(MailUnreachableError), post_to(desk.port, use_ssl=True).open():
        pass

    desk.close()


def test_a_password_does_not_show_when_settings_are_logged() -> None:
    assert "right" not in repr(MailSettings("localhost", 25, "a@b.example", password="right"))
