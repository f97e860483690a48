"""Commands that keep the machine going: relay, workers, the beat, and a look into the outbox."""

import signal
from types import FrameType

import click
from flask.cli import AppGroup, with_appcontext

from portal.domain.permissions import Actor
from portal.jobs.beat import beat
from portal.jobs.queues import QUEUES
from portal.jobs.relay import relay as run_relay
from portal.jobs.worker import work
from portal.queries.outbox import overview
from portal.transaction import reading


class Stop:
    """Turns SIGTERM and SIGINT into a question that loops can ask."""

    def __init__(self) -> None:
        self.asked = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._hear)

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True

    def __call__(self) -> bool:
        """Tell whether it is time to end."""
        return self.asked


@click.command("relay")
@with_appcontext
def relay() -> None:
    """Ring the queues that have outbox rows waiting."""
    run_relay(Stop())


@click.command("worker")
@click.argument("queue", type=click.Choice(QUEUES))
@with_appcontext
def worker(queue: str) -> None:
    """Work off one QUEUE; start one such process for each queue."""
    work(queue)


@click.command("cron")
@with_appcontext
def cron() -> None:
    """Ask for the periodic sweeps; of several copies only one beats at a time."""
    beat(Stop())


outbox_group = AppGroup("outbox", help="The work still owed.")


@outbox_group.command("status")
def outbox_status() -> None:
    """Print how much waits in each queue, since when, and what is parked and why."""
    with reading(Actor.system()) as session:
        for line in overview(session):
            click.echo(
                f"{line.queue:<11} waiting {line.waiting:>6}  parked {line.parked:>4}"
                f"  oldest {line.oldest or '-'}"
            )
