"""Commands about what complaints are found by."""

import click
from flask.cli import AppGroup, with_appcontext

from portal.domain.permissions import Actor
from portal.services import indexing
from portal.transaction import transaction

search_group = AppGroup("search", help="What complaints are found by.")


@search_group.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Index every complaint anew, batch by batch; nobody has to stop working meanwhile."""
    after: int | None = 0
    while after is not None:
        reached = after
        with transaction(Actor.system()) as session:
            after = indexing.rebuild(session, reached)
    click.echo(f"Indexed every complaint up to number {reached}.")
