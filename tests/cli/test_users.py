"""Accounts at the command line."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from portal.models.staff import Staff
from portal.services import passwords
from tests.desk import PASSWORD
from tests.factories import Make

ZHOU = ["--username", "Zhou", "--name", "周某", "--email", "zhou@office.example"]


def run(app: Flask, *args: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["users", *args], input=typed)


def stored(session: Session) -> Staff:
    session.rollback()
    return session.query(Staff).one()


def test_an_account_is_made_with_a_password_typed_twice(app: Flask, session: Session) -> None:
    result = run(
        app, "create", *ZHOU, "--role", "officer", "--tier", "discipline",
        typed=f"{PASSWORD}\n{PASSWORD}\n",
    )  # fmt: skip

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert "QR code" in result.output
    staff = stored(session)
    assert (staff.username, staff.role, staff.tier) == ("zhou", "officer", "discipline")
    assert passwords.verify_password(staff.password_hash, PASSWORD)


def test_a_password_can_be_made_up(app: Flask, session: Session) -> None:
    result = run(app, "create", *ZHOU, "--role", "auditor", "--generate")

    shown = result.output.split("shown only now: ")[1].split()[0]
    assert passwords.verify_password(stored(session).password_hash, shown)


@pytest.mark.parametrize(
    ("args", "typed", "says"),
    [
        (["--role", "liaison", "--generate"], "", "organ"),
        (["--role", "king", "--generate"], "", "--role"),
        (["--role", "officer"], "short\nshort\n", "12 to 200 characters"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    app: Flask, args: list[str], typed: str, says: str
) -> None:
    result = run(app, "create", *ZHOU, *args, typed=typed)

    assert result.exit_code == 2
    assert says in result.stderr.splitlines()[-1]


def test_an_account_is_closed_and_listed_as_such(app: Flask, make: Make, session: Session) -> None:
    make.staff(username="zhou", demo=True)
    session.commit()

    result = run(app, "disable", "zhou")

    assert result.exit_code == 0
    assert not stored(session).active
    listed = run(app, "list").output
    assert listed.split()[:3] == ["zhou", "officer", "referral"]
    assert "disabled  demo" in listed


def test_an_account_that_is_none_cannot_be_closed(app: Flask) -> None:
    assert run(app, "disable", "nobody").exit_code == 2
