"""What every process that stays is refused for at its start."""

from contextlib import suppress

import click
from flask import Flask
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.domain.permissions import Actor
from portal.extensions import db
from portal.services import accounts
from portal.transaction import reading


class DemoAccountsError(click.ClickException):
    """Raised at the start of a production process while demo accounts could sign in."""


def refuse_demo_accounts(app: Flask) -> None:
    """Raise DemoAccountsError, naming them, while demo accounts are active in production.

    A database that does not answer, or has no tables yet, has none that could sign in now; each
    sign-in refuses them too.
    """
    if not app.extensions["settings"].production:
        return
    with app.app_context(), suppress(OperationalError, ProgrammingError):
        try:
            with reading(Actor.system()) as session:
                names = accounts.demo_accounts(session)
        finally:
            db.session.remove()
            db.engine.dispose()  # a server may fork after this, and connections must not be shared
        if names:
            listed = ", ".join(names)
            raise DemoAccountsError(
                f"production does not start while demo accounts exist: {listed}. "
                f"Disable each with: flask --app wsgi users disable NAME"
            )
