"""Commands about the keys under which personal data are sealed."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from portal.domain.permissions import Actor
from portal.services.office import Office
from portal.services.resealing import SEALED, Columns, reseal
from portal.services.sealing import Sealer, SealError
from portal.transaction import transaction

seal_group = AppGroup("seal", help="The keys under which personal data are sealed.")


@seal_group.command("renew")
@with_appcontext
def renew() -> None:
    """Seal anew, under the first of SEAL_KEYS, what stands under another; nobody has to stop."""
    office: Office = current_app.extensions["office"]
    try:
        rows = sum(_renewed(columns, office.sealer) for columns in SEALED)
    except SealError as error:
        raise click.ClickException(f"SEAL_KEYS: {error}") from error
    click.echo(f"Sealed {rows} rows anew; all of them now stand under {office.sealer.newest}.")


def _renewed(columns: Columns, sealer: Sealer) -> int:
    """Renew one table, a transaction for each batch; return how many rows it were."""
    total = 0
    while True:
        with transaction(Actor.system()) as session:
            rows = reseal(session, columns, sealer)
        if rows == 0:
            return total
        total += rows
