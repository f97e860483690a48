"""Outages at the command line."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from portal.models.outage import Outage
from tests.factories import Make

SPAN = ["--from", "2026-01-05 09:00", "--until", "2026-01-05 12:30"]


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["outages", *args])


@pytest.fixture(autouse=True)
def _head(make: Make) -> None:
    """Somebody who can vouch."""
    make.staff(username="head")
    make.session.commit()


def test_an_outage_is_recorded_in_the_offices_time_and_listed(app: Flask, session: Session) -> None:
    result = run(app, "record", *SPAN, "--what", "机房断电", "--by", "head")

    assert (result.exit_code, result.output) == (0, "Recorded.\n")
    session.rollback()
    assert session.query(Outage).one().from_at.isoformat() == "2026-01-05T01:00:00+00:00"
    assert run(app, "list").output == "2026-01-05 09:00  2026-01-05 12:30  head  机房断电\n"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ([*SPAN, "--what", "x", "--by", "nobody"], "--by"),
        ([*SPAN, "--what", " ", "--by", "head"], "--what"),
        (["--from", "yesterday", *SPAN[2:], "--what", "x", "--by", "head"], "--from"),
        ([*SPAN[:2], "--until", "2026-01-05 08:00", "--what", "x", "--by", "head"], "--until"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(app: Flask, given: list[str], named: str) -> None:
    result = run(app, "record", *given)

    assert result.exit_code == 2
    assert named in result.stderr
    assert result.stderr.count("\n") == 1
