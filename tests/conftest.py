"""Real servers for the whole run, one database per worker process, a clean slate per test."""

import base64
import tempfile
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from deploy.local.postgres import Postgres
from deploy.local.redis import Redis
from deploy.local.smtp_catcher import SmtpCatcher
from portal import create_app
from portal.domain.permissions import Actor
from portal.extensions import db
from portal.services.office import Office
from portal.settings import Settings
from portal.transaction import acting
from tests.emptying import empty_tables
from tests.factories import Make

# A busy machine is slow, not wrong. Where CI is set, hypothesis itself loads its profile "ci".
hypothesis_settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

SEAL_KEY = base64.urlsafe_b64encode(b"k" * 32).decode()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Postgres(Path(folder) / "pg", durable=False) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory() as folder, Redis(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmtpCatcher]:
    with SmtpCatcher(tmp_path_factory.mktemp("mail")) as server:
        yield server


@pytest.fixture(scope="session")
def settings(
    postgres: Postgres,
    redis_server: Redis,
    mail_server: SmtpCatcher,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    return Settings(
        _env_file=None,
        portal_env="test",
        secret_key="a secret for tests only",
        database_url=postgres.url,
        redis_url=redis_server.url,
        seal_keys=f"k1:{SEAL_KEY}",
        receipt_key="another secret for tests only",
        attachments_dir=tmp_path_factory.mktemp("attachments"),
        mail_server=mail_server.host,
        mail_port=mail_server.port,
        mail_timeout=2,
        mail_catcher_dir=mail_server.maildir,
        drain_linger=0,
        outbox_backoff="30,120",
    )


@pytest.fixture(scope="session")
def portal_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        upgrade(directory=str(Path(__file__).parent.parent / "migrations"))
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(portal_app: Flask) -> Iterator[Flask]:
    """The application over an empty database."""
    with portal_app.app_context():
        empty_tables()
        yield portal_app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session that sees everything; a test commits what others are to see."""
    with acting(Actor.system()) as session:
        yield session


@pytest.fixture
def letters(app: Flask, mail_server: SmtpCatcher) -> Callable[[], list[EmailMessage]]:
    """Read the letters that arrived since the test began, the oldest first."""
    before = set(mail_server.letters())

    def arrived() -> list[EmailMessage]:
        files = [file for file in mail_server.letters() if file not in before]
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]

    return arrived


@pytest.fixture
def office(app: Flask) -> Office:
    found: Office = app.extensions["office"]
    return found


@pytest.fixture
def make(session: Session, office: Office) -> Make:
    return Make(session, office)
