"""Production does not start while demo accounts could sign in, and never lets one in."""

import base64
import subprocess
import sys
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import create_app
from portal.cli.starting import DemoAccountsError
from portal.extensions import db
from portal.services import passwords
from portal.settings import Settings
from tests.desk import PASSWORD, Browser
from tests.factories import Make
from tests.web.browsing import Visitor

ROOT = Path(__file__).parents[1]
HASH = passwords.hash_password(PASSWORD)
FINE_KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()


@pytest.fixture
def production(settings: Settings, app: Flask) -> Settings:
    """The settings of a real deployment, over the test's database."""
    return Settings(
        _env_file=None,
        portal_env="production",
        secret_key="vQ2mXz81LpRt07KdWcYbNs54HgJfEuTa",
        receipt_key="Zk93PqLmWx72RtYvBn60CsDfGhJe18Ua",
        database_url=settings.database_url,
        redis_url=settings.redis_url,
        seal_keys=f"k1:{FINE_KEY}",
        public_address="https://complaints.example",
        attachments_dir=settings.attachments_dir,
    )


def test_production_names_the_demo_accounts_that_keep_it_from_starting(
    production: Settings, make: Make, session: Session
) -> None:
    make.staff(username="officer1", demo=True)
    make.staff(username="intake1", demo=True)
    session.commit()

    with pytest.raises(DemoAccountsError, match="intake1, officer1"):
        create_app(production)


def test_production_starts_once_they_are_closed(
    production: Settings, make: Make, session: Session
) -> None:
    make.staff(username="officer1", demo=True, active=False)
    make.staff(username="zhou")
    session.commit()

    assert create_app(production)


def test_a_command_can_still_be_run_to_close_them(
    production: Settings, make: Make, session: Session
) -> None:
    make.staff(username="officer1", demo=True)
    session.commit()

    with click.Context(click.Command("users")):
        assert create_app(production)


@pytest.mark.timeout(60)  # a process that is not refused stays
@pytest.mark.parametrize("command", [["relay"], ["worker", "mail"], ["cron"]])
def test_no_process_of_production_starts_beside_demo_accounts(
    production: Settings, make: Make, session: Session, command: list[str]
) -> None:
    make.staff(username="officer1", demo=True)
    session.commit()
    with click.Context(click.Command("flask")):
        app = create_app(production)

    with app.app_context():
        result = app.test_cli_runner().invoke(args=command)

    assert result.exit_code == 1
    assert result.output.startswith("Error: production does not start")
    assert "officer1" in result.output


def test_a_command_says_what_keeps_it_from_starting_in_one_line() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "relay"],
        env={"PORTAL_ENV": "production"}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: SECRET_KEY: Field required; ")
    assert refused.stderr.count("\n") == 1


def test_production_starts_while_the_database_does_not_answer(production: Settings) -> None:
    unreachable = production.model_copy(
        update={"database_url": type(production.database_url)("postgresql+psycopg://127.0.0.1:1/x")}
    )

    assert create_app(unreachable)


def test_a_demo_account_made_later_does_not_sign_in(
    production: Settings, make: Make, session: Session
) -> None:
    app = create_app(production)
    make.staff(username="officer1", demo=True, password_hash=HASH)
    session.commit()
    browser = Browser(Visitor(app, use_cookies=True))
    browser.get("/office/login", base_url="https://complaints.example")

    response = browser.client.post(
        "/office/login",
        base_url="https://complaints.example",
        data={"csrf_token": browser.csrf, "username": "officer1", "password": PASSWORD},
    )

    assert response.status_code == 422
    with app.app_context():
        db.engine.dispose()
