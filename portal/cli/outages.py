"""Outages at the command line: while the portal was down, nobody is held to account [4.6]."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from portal.cli.clock import BadValueError, OneLineCommand
from portal.domain.permissions import Actor
from portal.models.staff import Staff
from portal.queries.outages import OutageLine, outages
from portal.services.office import Office
from portal.services.outages import OutageError, record
from portal.transaction import reading, transaction

FORM = "%Y-%m-%d %H:%M"

outages_group = AppGroup("outages", help="When the portal itself was down.")


@outages_group.command("record", cls=OneLineCommand)
@click.option("--from", "begun", required=True, type=click.DateTime([FORM]))
@click.option("--until", required=True, type=click.DateTime([FORM]))
@click.option("--what", required=True, help="What was down, as letters and log will say it.")
@click.option("--by", required=True, metavar="USERNAME", help="Who vouches for it.")
def record_outage(begun: datetime, until: datetime, what: str, by: str) -> None:
    """Record an outage, in the office's time; breaches on whose last day it lay are excused."""
    office: Office = current_app.extensions["office"]
    with transaction(Actor.system()) as session:
        person = session.scalar(select(Staff).where(Staff.username == by))
        if person is None:
            raise BadValueError(f"--by: {by!r} is no account; allowed: a username")
        try:
            record(
                session,
                person.as_actor(),
                from_at=begun.replace(tzinfo=office.zone),
                until_at=until.replace(tzinfo=office.zone),
                what=what,
                office=office,
                now=datetime.now(UTC),
            )
        except OutageError as error:
            raise BadValueError(f"--from, --until, --what: {error}") from error
    click.echo("Recorded.")


@outages_group.command("list")
def list_outages() -> None:
    """Print the outages on record, newest first."""
    office: Office = current_app.extensions["office"]
    with reading(Actor.system()) as session:
        for line in outages(session):
            click.echo(_line(line, office))


def _line(line: OutageLine, office: Office) -> str:
    begun, until = (
        at.astimezone(office.zone).strftime(FORM) for at in (line.from_at, line.until_at)
    )
    return f"{begun}  {until}  {line.recorded_by or '-'}  {line.what}"
