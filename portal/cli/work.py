"""Commands that keep the machine going: relay, workers, the beat, and a look into the outbox."""

import gc

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from portal.cli.starting import refuse_demo_accounts
from portal.domain.permissions import Actor
from portal.jobs.beat import beat
from portal.jobs.queues import QUEUES
from portal.jobs.relay import relay as run_relay
from portal.jobs.stopping import Stop
from portal.jobs.worker import work
from portal.queries.outbox import overview
from portal.transaction import reading


def lasting() -> Stop:
    """Settle down for long: what is loaded stays, and is not searched for garbage at the end.

    Raises DemoAccountsError.
    """
    refuse_demo_accounts(current_app)
    gc.freeze()
    return Stop()


@click.command("relay")
@with_appcontext
def relay() -> None:
    """Ring the queues that have outbox rows waiting."""
    stop = lasting()
    with stop.listening():
        run_relay(stop)


@click.command("worker")
@click.argument("queue", type=click.Choice(QUEUES))
@with_appcontext
def worker(queue: str) -> None:
    """Work off one QUEUE; start one such process for each queue."""
    work(queue, lasting())


@click.command("cron")
@with_appcontext
def cron() -> None:
    """Ask for the periodic sweeps; of several copies only one beats at a time."""
    stop = lasting()
    with stop.listening():
        beat(stop)


outbox_group = AppGroup("outbox", help="The work still owed.")


@outbox_group.command("status")
def outbox_status() -> None:
    """Print how much waits in each queue, since when, and what is parked and why."""
    with reading(Actor.system()) as session:
        lines = overview(session)
        if not lines:
            click.echo("Nothing waits, nothing is parked.")
        for line in lines:
            click.echo(
                f"{line.queue:<11} waiting {line.waiting:>6}  parked {line.parked:>4}"
                f"  oldest {line.oldest or '-'}"
            )
