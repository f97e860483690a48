"""The relay: hears of new outbox rows and rings the queue that should do them.

It keeps no state and takes no decision: two copies, or none for a while, do no harm.
"""

import time
from collections.abc import Callable

import psycopg
import structlog
from psycopg.conninfo import make_conninfo
from redis import Redis
from redis.exceptions import RedisError

from portal.jobs import queues
from portal.jobs.stopping import rest

log = structlog.get_logger()

CHANNEL = "outbox"
BREATH_SECONDS = 0.02
RECOVERY_SECONDS = 1.0
NOTICING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}  # seconds, and milliseconds; over TCP only

WAITING = """
SELECT name FROM unnest(%s::text[]) AS name WHERE EXISTS (
    SELECT 1 FROM outbox WHERE queue = name AND done_at IS NULL AND parked_at IS NULL
    AND due_at <= now() AND (lease IS NULL OR leased_until < now())
)
"""


def relay(stop: Callable[[], bool]) -> None:
    """Ring for waiting rows until *stop* says so, through every outage of either server."""
    connection = queues.redis()
    while not stop():
        try:
            with listening() as heard:
                while not stop():
                    _ring_waiting(heard, connection)
                    await_news(heard)
        except (psycopg.Error, RedisError) as error:
            log.warning("relay interrupted", error=str(error))
            rest(stop, RECOVERY_SECONDS)


def listening() -> psycopg.Connection:
    """Return a connection that hears of every new outbox row."""
    connection = connect()
    connection.execute(f"LISTEN {CHANNEL}")
    return connection


def connect() -> psycopg.Connection:
    """Return a connection to the database that notices when the other end is gone."""
    address = queues.settings().database_url.get_secret_value()
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    return psycopg.connect(make_conninfo(plain, **NOTICING), autocommit=True)


def _ring_waiting(heard: psycopg.Connection, connection: Redis) -> None:
    for (name,) in heard.execute(WAITING, [list(queues.QUEUES)]).fetchall():
        if queues.ring(name, connection):
            log.debug("rang", queue=name)


def await_news(heard: psycopg.Connection) -> None:
    """Wait for news or for the next poll, then let further news gather for a breath."""
    if list(heard.notifies(timeout=queues.settings().relay_poll, stop_after=1)):
        time.sleep(BREATH_SECONDS)
