"""Ninety days over two thousand complaints, the worker killed at random: as many of everything."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from portal.domain.permissions import Actor
from portal.services import outages
from tests.faults import district
from tests.faults.processes import Process, kill_family
from tests.faults.scene import Scene

pytestmark = pytest.mark.faults

ZONE = ZoneInfo(district.ZONE)
DOWN = {date(2026, 9, 16): 0, date(2026, 10, 20): 3}
"""On which day an outage lay, and how many days later it was recorded."""
MOMENT_SECONDS = 0.25
AGAIN = timedelta(minutes=1)  # by then the lease of whoever was killed has lapsed


def at(day: date, hour: int) -> datetime:
    """Return an hour of the office's day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


@dataclass
class Sweeper:
    """A worker in a process of its own, told its days through files."""

    folder: Path
    name: str
    process: Process

    def tell(self, now: datetime) -> None:
        """Let the worker live through a day."""
        fresh = self.folder / f"{self.name}.new"
        fresh.write_text(now.isoformat())
        fresh.replace(self.folder / f"{self.name}.day")

    def done(self, now: datetime) -> bool:
        """Tell whether it has."""
        file = self.folder / f"{self.name}.done"
        return file.exists() and file.read_text() == now.isoformat()


class Life:
    """One life of the district, with a worker that *dies* on such a share of its days."""

    def __init__(self, scene: Scene, random: Random, dies: float) -> None:
        self.scene, self.random, self.dies = scene, random, dies
        self.killed, self.names = 0, count()
        self.worker, self.spare = self.hire(), self.hire()

    def hire(self) -> Sweeper:
        """Start a worker."""
        name = f"{self.scene.prefix}{next(self.names)}"
        folder = self.scene.crew.folder
        process = self.scene.crew.flask("live", name, app="tests.faults.days")
        return Sweeper(folder, name, process)

    def run(self) -> None:
        """Live through the days."""
        with self.scene.engine.begin() as connection:
            for statement in (district.PLAN, district.DAYS, district.FUNCTIONS, district.OFFICE):
                connection.exec_driver_sql(statement)
        for number in range((district.LAST - district.FIRST).days + 1):
            day = district.FIRST + timedelta(days=number)
            self.sweep(at(day, 1))
            with self.scene.engine.begin() as connection:
                for statement in district.ACTS:
                    connection.exec_driver_sql(statement, {"day": day})
            self.record(day)

    def sweep(self, now: datetime) -> None:
        """Have a day swept, by another worker where one is killed at it."""
        while True:
            self.worker.tell(now)
            if self.random.random() >= self.dies:
                self.scene.wait(partial(self.worker.done, now), "a day to be swept")
                return
            time.sleep(self.random.uniform(0, MOMENT_SECONDS))
            kill_family(self.worker.process)
            self.killed += 1
            self.worker, self.spare = self.spare, self.hire()
            now += AGAIN

    def record(self, day: date) -> None:
        """Record the outage that is recorded on *day*, if there is one."""
        for down, later in DOWN.items():
            if down + timedelta(days=later) == day:
                with self.scene.session() as session:
                    outages.record(
                        session, Actor.system(), from_at=at(down, 10), until_at=at(down, 15),
                        what="断电", office=self.scene.office, now=at(day, 16),
                    )  # fmt: skip
                    session.commit()


def rows(connection: Connection, statement: str) -> Sequence[Any]:
    """Return what a question comes to."""
    return [tuple(row) for row in connection.exec_driver_sql(statement)]


def test_ninety_days_come_to_what_sql_counts_and_to_the_same_when_workers_are_killed(
    stage: Callable[..., Scene], record_property: Callable[[str, object], None]
) -> None:
    random = Random()  # noqa: S311 -- any moments will do
    left = []
    for dies in (0.0, 0.1):
        scene = stage(DRAIN_LINGER="0")
        life = Life(scene, random, dies)

        life.run()

        scene.crew.end()
        with scene.engine.begin() as connection:
            connection.exec_driver_sql(district.EXPECT, {"down": list(DOWN)})
            connection.exec_driver_sql(district.DONE)
            assert rows(connection, district.DIFFERENT) == []
            assert rows(connection, district.WRONGLY_HELD) == []
            ((escalations, overdue, progress),) = rows(connection, district.LETTERS)
            assert escalations == overdue == progress > district.COMPLAINTS
            left.append(rows(connection, district.LEFT))
        assert bool(life.killed) is bool(dies)

    assert left[0] == left[1]
    record_property("workers killed", life.killed)
    record_property("escalations", escalations)
