"""The worker: RQ's, told to look after itself sooner, and to outlive an outage of Redis."""

import time

import structlog
from redis.exceptions import RedisError
from rq import Worker
from rq.serializers import JSONSerializer

from portal.jobs import queues

log = structlog.get_logger()

WORKER_TTL_SECONDS = 60
MAINTENANCE_SECONDS = 30
MONITORING_SECONDS = 10
RECOVERY_SECONDS = 1.0


def work(name: str) -> None:
    """Work off queue *name*, and only that one: with several RQ can lose a job without trace."""
    while True:
        try:
            _worker(name).work(logging_level="WARNING")
        except RedisError as error:
            log.warning("worker interrupted", queue=name, error=str(error))
            time.sleep(RECOVERY_SECONDS)
        else:
            return


def _worker(name: str) -> Worker:
    connection = queues.redis()
    return Worker(
        [queues.queue(name, connection)],
        connection=connection,
        serializer=JSONSerializer,
        default_worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
    )
