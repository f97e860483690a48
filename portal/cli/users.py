"""Accounts of the staff at the command line: `flask --app wsgi users …`."""

import secrets
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from portal.cli.clock import BadValueError, OneLineCommand
from portal.domain.permissions import Actor, Role
from portal.domain.routing import Band
from portal.queries.roster import roster
from portal.services import accounts
from portal.services.accounts import ROLES, AccountError, NewAccount
from portal.services.passwords import LENGTH_MIN, WeakPasswordError, hash_password
from portal.transaction import reading, transaction

GENERATED_BYTES = 15

users_group = AppGroup("users", help="The accounts of the staff.")


@users_group.command("create", cls=OneLineCommand)
@click.option("--username", required=True, help="Two to 32 of a-z 0-9 . _ -")
@click.option("--name", required=True, help="The name that colleagues read.")
@click.option("--email", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in ROLES]))
@click.option("--tier", type=click.Choice([band.value for band in Band]), default="standard")
@click.option("--organ", default="", metavar="CODE", help="A liaison's organ.")
@click.option("--generate", is_flag=True, help="Make a password up and print it once.")
def create(generate: bool, organ: str, **given: str) -> None:  # noqa: FBT001 -- click calls it
    """Add an account; the password is asked for twice."""
    account = NewAccount(
        accounts.folded(given["username"]),
        given["name"],
        given["email"],
        Role(given["role"]),
        Band(given["tier"]),
        organ,
    )
    password = secrets.token_urlsafe(GENERATED_BYTES) if generate else asked()
    try:
        store(account, password)
    except WeakPasswordError as error:
        raise BadValueError(f"password: {error}") from error
    except AccountError as error:
        raise BadValueError(str(error)) from error
    click.echo(f"Created {account.username} ({account.role}).")
    if generate:
        click.echo(f"Password, shown only now: {password}")
    click.echo(
        "At the first sign-in a QR code is shown: scan it with an authenticator app. "
        "From then on each sign-in asks for its code."
    )


def asked() -> str:
    """Return the password that is typed twice, unseen."""
    return str(
        click.prompt(
            f"Password (at least {LENGTH_MIN} characters)", hide_input=True,
            confirmation_prompt=True,
        )
    )  # fmt: skip


def store(account: NewAccount, password: str) -> None:
    """Store *account*; raises AccountError, WeakPasswordError."""
    hashed = hash_password(password)
    with transaction(Actor.system()) as session:
        accounts.create(session, account, password_hash=hashed, now=datetime.now(UTC))


@users_group.command("disable", cls=OneLineCommand)
@click.argument("username")
def disable(username: str) -> None:
    """Switch an account off and end its sign-ins."""
    try:
        with transaction(Actor.system()) as session:
            accounts.disable(session, username, now=datetime.now(UTC))
    except AccountError as error:
        raise BadValueError(str(error)) from error
    click.echo(f"Disabled {username}.")


@users_group.command("list")
def list_accounts() -> None:
    """Print every account."""
    with reading(Actor.system()) as session:
        for who in roster(session):
            marks = [
                "" if who.active else "disabled",
                "demo" if who.demo else "",
                "" if not who.second_factor or who.totp_last_counter else "no phone enrolled yet",
            ]
            line = f"{who.username:<16} {who.role.value:<11} {who.tier.value:<11} {who.name}"
            click.echo("  ".join([line, *filter(None, marks)]))
