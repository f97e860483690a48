"""Figures for Prometheus: the work owed, the complaints, the requests answered.

The first two are read from the database when asked for. Requests are counted in each process; for
figures over all of them PROMETHEUS_MULTIPROC_DIR names a folder, empty at start, that they share.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from flask import Response, request
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.values import MutexValue, ValueClass
from sqlalchemy.orm import Session

from portal.domain.routing import Band
from portal.queries.figures import complaints_by_status, stranded
from portal.queries.outbox import overview
from portal.services.outbox import MAIL, UPKEEP

SHARED = ValueClass is not MutexValue
QUEUES = (*(band.value for band in Band), MAIL, UPKEEP)
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
REQUESTS = Counter(
    "portal_requests", "Requests answered.", ("endpoint", "method", "status"), registry=None
)


def count(response: Response) -> Response:
    """Count the request that *response* answers; whatever a client makes up counts as one word."""
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(request.endpoint or "none", method, response.status_code).inc()
    return response


def exposition(session: Session, *, now: datetime) -> bytes:
    """Return every figure as Prometheus reads it."""
    registry = CollectorRegistry()
    if SHARED:
        MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
    registry.register(Stored((*outbox(session, now), *complaints(session))))
    return generate_latest(registry)


class Stored(Collector):
    """The figures that were read from the database."""

    def __init__(self, figures: Iterable[Metric]) -> None:
        self.figures = figures

    def collect(self) -> Iterable[Metric]:
        """Return the figures."""
        return self.figures


def outbox(session: Session, now: datetime) -> Iterator[Metric]:
    """Yield how much each queue owes: rows waiting, rows parked, seconds the oldest is due."""
    queues = {each.queue: each for each in overview(session)}
    waiting = {name: each.waiting for name, each in queues.items()}
    parked = {name: each.parked for name, each in queues.items()}
    due = {
        name: max(0.0, (now - each.oldest).total_seconds())
        for name, each in queues.items()
        if each.oldest
    }
    yield by_queue("portal_outbox_waiting", "Rows neither done nor parked.", waiting)
    yield by_queue("portal_outbox_parked", "Rows given up, for a person to look at.", parked)
    yield by_queue("portal_outbox_oldest_seconds", "How long the oldest row has been due.", due)


def by_queue(name: str, words: str, values: Mapping[str, float]) -> Metric:
    """Return one figure for each queue, zero where there is none."""
    figure = GaugeMetricFamily(name, words, labels=("queue",))
    for queue in QUEUES:
        figure.add_metric((queue,), values.get(queue, 0))
    return figure


def complaints(session: Session) -> Iterator[Metric]:
    """Yield how many complaints are in each status."""
    figure = GaugeMetricFamily("portal_complaints", "Complaints by status.", labels=("status",))
    for status, number in complaints_by_status(session).items():
        figure.add_metric((status.value,), number)
    yield figure
    words = "Received complaints that nobody at all could take."
    yield GaugeMetricFamily("portal_complaints_stranded", words, value=stranded(session))
