"""The RQ queues, the same serializer everywhere, and the clients that reach them."""

from flask import current_app
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from portal.domain.routing import Band
from portal.settings import Settings

QUEUES = (Band.REFERRAL.value, Band.DISCIPLINE.value, Band.STANDARD.value, "mail", "upkeep")
RESULT_TTL_SECONDS = 60
FAILURE_TTL_SECONDS = 24 * 3600
JOB_TIMEOUT_SECONDS = 300


def settings() -> Settings:
    """Return the settings that this process started with."""
    found: Settings = current_app.extensions["settings"]
    return found


def redis() -> Redis:
    """Return a client for the workers and the relay."""
    return Redis.from_url(
        settings().redis_url.get_secret_value(), socket_connect_timeout=2, health_check_interval=30
    )


def queue(name: str, connection: Redis) -> Queue:
    """Return the queue called *name*."""
    return Queue(
        name, connection=connection, serializer=JSONSerializer, default_timeout=JOB_TIMEOUT_SECONDS
    )


def ring(name: str, connection: Redis) -> bool:
    """Ask for one drain of queue *name* unless one is already asked for; tell whether it was."""
    bell = queue(name, connection)
    if bell.count:
        return False
    bell.enqueue(
        "portal.jobs.drain.drain",
        name,
        result_ttl=RESULT_TTL_SECONDS,
        failure_ttl=FAILURE_TTL_SECONDS,
    )
    return True
