"""One scenario: a database of its own, complaints filed into it, processes that work on it."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redis import Redis as Client
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from deploy.local.faulty_smtp import FaultySmtp
from deploy.local.postgres import Postgres
from deploy.local.redis import Redis
from portal.domain.category import Category
from portal.domain.filing import Filing, Loss
from portal.domain.permissions import Actor
from portal.factory import office_of
from portal.jobs.queues import QUEUES
from portal.services import intake
from tests.factories import Make
from tests.faults.processes import Crew, Process, until
from tests.faults.variables import settings_of

COMPLAINTS = 200
OFFICERS = 3
STANDARD: dict[str, Any] = {"categories": (Category.C03,), "loss": Loss.NONE}
KINDS: Sequence[dict[str, Any]] = (
    STANDARD,
    {"categories": (Category.C12,)},  # standard
    {"categories": (Category.C13,)},  # discipline
    {"categories": (Category.C05,), "loss": Loss.MAJOR},  # referral
)
WAITING = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND parked_at IS NULL"
LEASED = f"{WAITING} AND lease IS NOT NULL AND queue = :queue"
ASSIGNED = "SELECT count(*) FROM complaint WHERE status = 'assigned'"


@dataclass(frozen=True)
class Servers:
    """What all scenarios share, *template* being a migrated database to copy."""

    postgres: Postgres
    redis: Redis
    smtp: FaultySmtp
    template: str
    variables: dict[str, str]

    def client(self) -> Client:
        """Return a client of Redis."""
        return Client.from_url(self.redis.url)


class Scene:
    """What one scenario works with; *prefix* begins its references, and so tells its letters."""

    def __init__(self, servers: Servers, folder: Path, prefix: str, **changes: str) -> None:
        self.servers, self.prefix = servers, prefix
        url = servers.postgres.create_database(prefix.lower(), servers.template)
        variables = {
            **servers.variables, "DATABASE_URL": url, "REFERENCE_PREFIX": prefix, **changes
        }  # fmt: skip
        self.crew = Crew(folder, variables)
        self.office = office_of(settings_of(variables))
        self.engine = create_engine(url, pool_pre_ping=True)
        self.filed = 0
        self._earlier = set(servers.smtp.letters())
        self._prepare()

    def _prepare(self) -> None:
        with self.session() as session:
            make = Make(session, self.office)
            make.organ()
            for _ in range(OFFICERS):
                make.staff()
            session.commit()

    def session(self) -> Session:
        """Return a session that sees everything."""
        return Session(self.engine, info={"actor": Actor.system()})

    def start(self, *queues: str, app: str = "wsgi") -> dict[str, Process]:
        """Start the relay, and a worker for each of *queues* or for all."""
        workers = {name: self.worker(name, app=app) for name in queues or QUEUES}
        return {"relay": self.crew.flask("relay"), **workers}

    def worker(self, queue: str, *, app: str = "wsgi") -> Process:
        """Start a worker."""
        return self.crew.flask("worker", queue, app=app)

    def file(self, count: int = COMPLAINTS, **changes: Any) -> None:
        """File *count* complaints, each in a transaction of its own, over all bands."""
        for _ in range(count):
            kind = {**KINDS[self.filed % len(KINDS)], **changes}
            with self.session() as session:
                filing = Make(session, self.office).filing(filing_key=f"key {self.filed}", **kind)
            self._file_one(filing)

    def _file_one(self, filing: Filing) -> None:
        """File a complaint, trying again like a person does when the database is away."""
        until(lambda: self._filed(filing), what="a complaint to be filed")
        self.filed += 1

    def _filed(self, filing: Filing) -> bool:
        with contextlib.suppress(OperationalError), self.session() as session:
            intake.file_complaint(session, filing, office=self.office, now=datetime.now(UTC))
            session.commit()
            return True
        return False

    def count(self, statement: str, **values: object) -> int:
        """Return the number that *statement* asks for."""
        with self.engine.connect() as connection:
            return int(connection.execute(text(statement), values).scalar_one())

    def letters(self) -> list[Path]:
        """Return the files of the letters that arrived since the scene was set, oldest first."""
        return [file for file in self.servers.smtp.letters() if file not in self._earlier]

    def wait(self, true: Callable[[], object], what: str) -> None:
        """Wait until *what* is *true*; a failure shows what is owed and what was said."""
        try:
            until(true, what=what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.owed()}\n{self.crew.lines()}") from None

    def await_workers(self, count: int) -> None:
        """Wait until *count* workers listen."""
        with self.servers.client() as client:
            self.wait(lambda: client.scard("rq:workers") == count, "the workers to listen")

    def await_batch(self, queue: str) -> None:
        """Wait until a worker holds rows of *queue*, or has done them all."""
        self.wait(
            lambda: self.count(LEASED, queue=queue) or not self.count(WAITING),
            f"a batch of {queue}",
        )

    def await_assignment(self) -> None:
        """Wait until every complaint is assigned, whatever became of the letters."""
        self.wait(lambda: self.count(ASSIGNED) == self.filed, "all to be assigned")

    def settle(self) -> None:
        """Wait until nothing is owed any more."""
        self.wait(lambda: self.count(WAITING) == 0, "the outbox to be worked off")

    def owed(self) -> Sequence[object]:
        """Return a few of the rows still owed, for the message of a failure."""
        with self.engine.connect() as connection:
            few = WAITING.replace("count(*)", "*") + " LIMIT 5"
            return connection.execute(text(few)).all()

    def end(self) -> None:
        """End what runs, and drop what was filed."""
        try:
            self.crew.end()
        finally:
            self.engine.dispose()
            self.servers.postgres.drop_database(self.prefix.lower())
