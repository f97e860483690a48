"""The beat: asks for the periodic sweeps.

A PostgreSQL lock lets only one copy beat; a missed beat does no harm, because every sweep asks
the database what is due.
"""

from collections.abc import Callable

import psycopg
import structlog
from redis import Redis
from redis.exceptions import RedisError

from portal.jobs import queues
from portal.jobs.relay import connect
from portal.jobs.stopping import rest

log = structlog.get_logger()

LOCK = 0x0BEA7
INTERVAL_SECONDS = 60.0
RECOVERY_SECONDS = 2.0


def beat(stop: Callable[[], bool]) -> None:
    """Ask for the sweeps every minute until *stop* says so, through every outage."""
    connection = queues.redis()
    while not stop():
        try:
            with connect() as held:
                while not stop() and _leads(held):
                    _ask(connection)
                    rest(stop, INTERVAL_SECONDS)
        except (psycopg.Error, RedisError) as error:
            log.warning("beat interrupted", error=str(error))
        rest(stop, RECOVERY_SECONDS)


def _leads(held: psycopg.Connection) -> bool:
    """Take or keep the lock; asking again each time notices a lost connection."""
    row = held.execute(
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
        " AND pid = pg_backend_pid() AND granted) OR pg_try_advisory_lock(%s)",
        [LOCK, LOCK],
    ).fetchone()
    return bool(row and row[0])


def _ask(connection: Redis) -> None:
    bell = queues.queue("upkeep", connection)
    if not bell.count:
        bell.enqueue(
            "portal.jobs.sweeps.sweep",
            result_ttl=queues.RESULT_TTL_SECONDS,
            failure_ttl=queues.FAILURE_TTL_SECONDS,
        )
