"""The worker: RQ's, told to end within the time of one row, and to outlive an outage of Redis."""

import gc
import os
import signal
from contextlib import suppress
from types import FrameType

import structlog
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer
from sqlalchemy.orm import configure_mappers

from portal.jobs import drain, queues, sweeps
from portal.jobs.stopping import SIGNALS, Stop, rest
from portal.mail import rendering
from portal.services.outbox import MAIL

log = structlog.get_logger()

WORKER_TTL_SECONDS = 60
MAINTENANCE_SECONDS = 30
MONITORING_SECONDS = 10
RECOVERY_SECONDS = 1.0
GARBAGE = 100_000
JOBS = (drain.drain, sweeps.sweep)
"""What RQ will call by name: imported here, once, so that no child has to do it again."""


def work(name: str, stop: Stop) -> None:
    """Work off queue *name* until *stop* says so; only that one: with several, RQ can lose a job.

    RQ gives up at many an error of Redis, sometimes without a word; then we begin anew.
    """
    prepare(name)
    with stop.listening():
        while not stop():
            try:
                queue_worker(name, stop).work(logging_level="WARNING")
            except RedisError as error:
                log.warning("worker interrupted", queue=name, error=str(error))
            rest(stop, RECOVERY_SECONDS)


def prepare(name: str) -> None:
    """Do once what each child would otherwise do again; nothing that opens a connection.

    A batch makes a hundred thousand objects that die with it: the collector need not look so often.
    """
    configure_mappers()
    if name == MAIL:
        rendering.warm()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def queue_worker(name: str, stop: Stop) -> "QueueWorker":
    """Return a worker for queue *name*; it finds a dead Redis at once, and raises RedisError."""
    connection = queues.redis()
    worker = QueueWorker(
        [queues.queue(name, connection)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
    )
    worker.stop = stop
    return worker


class QueueWorker(Worker):
    """RQ's worker for one queue; each method changes one thing that RQ does."""

    max_connection_wait_time = RECOVERY_SECONDS  # RQ's own is a minute: so late after an outage
    stop: Stop

    def subscribe(self) -> None:
        """Take no commands over Redis: signals and the outbox are enough, and need no thread."""

    def _install_signal_handlers(self) -> None:
        """Leave the signals to RQ; a request that came while it got ready counts."""
        super()._install_signal_handlers()
        self._stop_requested = self.stop()

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Remember the request beyond this worker's life."""
        self.stop.hear(signum, frame)
        super().request_stop(signum, frame)

    def handle_warm_shutdown_request(self) -> None:
        """Ask the child, too, or we would wait until it has spent its time budget."""
        if self.horse_pid:
            os.kill(self.horse_pid, signal.SIGTERM)

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        """Fork, holding signals back so that none falls between the parent and the child."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        super().fork_work_horse(job, queue)
        if self.stop():
            self.handle_warm_shutdown_request()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def setup_work_horse_signals(self) -> None:
        """End the child at once if it was asked to before it has begun."""
        super().setup_work_horse_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def maintain_heartbeats(self, job: Job, execution: Execution) -> None:
        """Wait on for the child when Redis is away: it would be left alone otherwise."""
        with suppress(RedisError):
            super().maintain_heartbeats(job, execution)

    def set_shutdown_requested_date(self) -> None:
        """Wait for the child when Redis is away."""
        with suppress(RedisError):
            super().set_shutdown_requested_date()

    def teardown(self) -> None:
        """Hear the signals ourselves again before taking leave of Redis, which may fail."""
        self.stop.listen()
        super().teardown()
