"""A worker that lives through the days it is told: the sweep of the minute, then its queue."""

import time
from datetime import datetime
from pathlib import Path

import click
import time_machine
from flask import Flask

import portal
from portal.jobs import drain, sweeps
from portal.services import escalation

LOOK_SECONDS = 0.005


def create_app() -> Flask:
    """Return the application for the flask command, with the command that lives the days."""
    app = portal.create_app()
    app.cli.add_command(live)
    return app


@click.command("live")
@click.argument("name")
def live(name: str) -> None:
    """Do each day that the file of this *name* tells, and say so in another."""
    escalation.BATCH = 60  # so that a day has more than one
    told, done = Path(f"{name}.day"), Path(f"{name}.done")
    done.write_text("")
    with click.get_current_context().obj.load_app().app_context():
        while True:
            if told.exists() and (day := told.read_text()) != done.read_text():
                work(datetime.fromisoformat(day))
                done.write_text(day)
            time.sleep(LOOK_SECONDS)


def work(now: datetime) -> None:
    """Do what the beat asks for at that hour, and all that follows."""
    with time_machine.travel(now, tick=True):
        sweeps.sweep()
        drain.drain("upkeep")
