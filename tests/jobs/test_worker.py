"""What our worker takes for granted of RQ: an upgrade that changes it fails here, aloud."""

import inspect
from collections.abc import Iterator

import pytest
from flask import Flask
from rq import Worker
from rq.job import Job
from rq.serializers import JSONSerializer

from portal.jobs import queues, worker
from portal.jobs.drain import drain
from portal.jobs.stopping import Stop
from portal.jobs.worker import QueueWorker

CHANGED = {name: value for name, value in vars(QueueWorker).items() if inspect.isfunction(value)}


def source(name: str) -> str:
    return inspect.getsource(getattr(Worker, name))


@pytest.fixture
def ours(app: Flask) -> Iterator[QueueWorker]:
    """A worker as the command makes it; a deprecated argument of RQ's fails the test."""
    made = worker.queue_worker("mail", Stop())
    yield made
    made.connection.close()


@pytest.mark.parametrize("name", CHANGED)
def test_each_method_that_we_change_is_one_of_rqs_with_the_same_parameters(name: str) -> None:
    theirs = inspect.signature(getattr(Worker, name)).parameters
    changed = inspect.signature(CHANGED[name]).parameters

    assert list(changed) == [name for name in theirs if theirs[name].default is theirs[name].empty]


@pytest.mark.parametrize(
    ("caller", "called"),
    [
        ("work", "self._install_signal_handlers()"),
        ("work", "self.teardown()"),
        ("work", "if self._stop_requested"),
        ("bootstrap", "self.subscribe()"),
        ("unsubscribe", "if self.pubsub_thread:"),
        ("execute_job", "self.fork_work_horse(job, queue)"),
        ("main_work_horse", "self.setup_work_horse_signals()"),
        ("monitor_work_horse", "self.maintain_heartbeats(job, execution)"),
        ("request_stop", "self.handle_warm_shutdown_request()"),
        ("_install_signal_handlers", "self.request_stop"),
        ("_shutdown", "self.set_shutdown_requested_date()"),
        ("dequeue_job_and_maintain_ttl", "self.max_connection_wait_time"),
    ],
)
def test_rq_still_calls_what_we_change_where_we_count_on_it(caller: str, called: str) -> None:
    assert called in source(caller)


def test_the_worker_listens_to_one_queue_and_looks_after_itself_soon(ours: QueueWorker) -> None:
    assert ours.queue_names() == ["mail"]
    assert (ours.worker_ttl, ours.maintenance_interval, ours.job_monitoring_interval) == (
        60,
        30,
        10,
    )
    assert ours.serializer is JSONSerializer
    assert ours.horse_pid == 0
    assert ours.pubsub_thread is None


def test_one_queue_means_that_a_taken_job_is_kept_until_it_has_begun(ours: QueueWorker) -> None:
    queue = ours.queues[0]
    queues.ring("mail", ours.connection)

    taken = queue.dequeue_any(ours.queues, None, ours.connection, serializer=JSONSerializer)

    assert taken is not None
    assert queue.intermediate_queue.get_job_ids() == [taken[0].id]


def test_a_ring_is_a_drain_with_one_plain_word_and_limits(ours: QueueWorker) -> None:
    ours.connection.flushdb()
    queues.ring("mail", ours.connection)

    (job,) = ours.queues[0].jobs

    assert isinstance(job, Job)
    assert (job.func, job.args, job.kwargs) == (drain, ["mail"], {})
    assert job.func in worker.JOBS
    assert (job.timeout, job.result_ttl, job.failure_ttl) == (300, 60, 24 * 3600)
