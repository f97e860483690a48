"""The flask commands."""

from flask import Flask

from portal.cli.clock import clock_group
from portal.cli.outages import outages_group
from portal.cli.policy import policy_group
from portal.cli.seal import seal_group
from portal.cli.search import search_group
from portal.cli.seed import seed
from portal.cli.users import users_group
from portal.cli.work import cron, outbox_group, relay, worker


def register(app: Flask) -> None:
    """Add the commands to *app*."""
    for command in (
        relay,
        worker,
        cron,
        outbox_group,
        seed,
        clock_group,
        outages_group,
        policy_group,
        search_group,
        seal_group,
        users_group,
    ):
        app.cli.add_command(command)
