"""Draining a queue: claim a batch, do each row in a transaction of its own, until nothing is due.

Database effects happen exactly once, because a row is marked done in the transaction that does
it. A letter may go out twice only if the worker dies between the mail server's OK and the commit.
"""

import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.jobs import claims
from portal.jobs.claims import Claimed
from portal.jobs.letters import (
    PermanentError,
    Sheets,
    Tools,
    UnreachableError,
    read_ahead,
    tools,
)
from portal.jobs.queues import settings
from portal.jobs.reactions import REACTIONS
from portal.jobs.stopping import Stop, rest
from portal.transaction import transaction

log = structlog.get_logger()

PAUSE_SECONDS = 0.05


class WorkerDiedError(Exception):
    """Raised instead of trying once more a row at which the worker dies each time."""


def drain(queue: str) -> int:
    """Do what is due in *queue* until nothing is, or the time budget is spent; return how many.

    Asked to end, the worker finishes the row at hand, begins no other and gives back the rest.
    """
    stop = Stop()
    with stop.listening(), tools() as at_hand:
        return Drain(queue, at_hand, stop).run()


class Drain:
    """One run over one queue."""

    def __init__(self, queue: str, at_hand: Tools, stop: Stop) -> None:
        self.queue = queue
        self.at_hand = at_hand
        self.stop = stop
        self.settings = settings()
        self.end = time.monotonic() + self.settings.drain_budget
        self.done = 0

    def run(self) -> int:
        """Work off batch after batch, waiting a little for more before leaving."""
        idle_since = time.monotonic()
        while not self._over():
            if self._batch():
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since > self.settings.drain_linger:
                break
            else:
                time.sleep(PAUSE_SECONDS)
        return self.done

    def _over(self) -> bool:
        """Tell whether to begin no further row: so a drain never outlives the lease of its rows."""
        return self.stop() or time.monotonic() >= self.end

    def _batch(self) -> int:
        rows = self.claim()
        self.at_hand.sheets = self._look_ahead(rows)
        for place, row in enumerate(rows):
            if self._over():
                self._release(rows)
                break
            try:
                self.do(row)
            except UnreachableError as error:
                self._wait_for_server(rows[place:], error)
                break
            except Exception as error:  # noqa: BLE001 -- one failing row must harm no other
                self._count_failure(row, error)
        return len(rows)

    def claim(self) -> list[Claimed]:
        """Lease the next batch."""
        with self._transaction() as session:
            return claims.claim(
                session,
                self.queue,
                now=datetime.now(UTC),
                most=self.settings.outbox_batch,
                seconds=self.settings.outbox_lease,
            )

    def _look_ahead(self, rows: list[Claimed]) -> Sheets:
        """Read what the letters among *rows* tell, in one question instead of one for each."""
        with self._transaction() as session:
            return read_ahead(session, rows)

    def do(self, row: Claimed) -> None:
        """Do one row and mark it done, in one transaction; a row no longer ours is left alone."""
        self._refuse_deadly(row)
        now = datetime.now(UTC)
        with self._transaction() as session:
            if held := claims.hold(session, row, now=now):
                REACTIONS[row.kind](session, held, self.at_hand, now)
                self.done += 1

    def _refuse_deadly(self, row: Claimed) -> None:
        """Raise WorkerDiedError for a row whose last attempt ended without a word.

        A row that fails is parked by the worker that fails; one that kills cannot be.
        """
        tried = row.attempts - 1
        if tried > len(self.settings.backoff_seconds):
            raise WorkerDiedError(f"given up after {tried} attempts; the last one ended its worker")

    def _release(self, rows: list[Claimed]) -> None:
        with self._transaction() as session:
            claims.release(session, rows[0].lease)

    def _wait_for_server(self, rows: list[Claimed], error: Exception) -> None:
        """Put the rest of the batch back, uncounted: nothing is wrong with these rows."""
        pause = self.settings.backoff_seconds[0]
        log.warning("server unreachable", queue=self.queue, error=str(error))
        with self._transaction() as session:
            due_at = datetime.now(UTC) + timedelta(seconds=pause)
            claims.put_back(session, rows, due_at=due_at, error=str(error), counted=False)
        rest(self.stop, min(pause, 1))
        self.stop.asked = True

    def _count_failure(self, row: Claimed, error: Exception) -> None:
        """Let the row wait longer after each failure; after the last, park it with its reason."""
        steps = self.settings.backoff_seconds
        reason = f"{type(error).__name__}: {error}"[:1000].replace("\0", "")
        log.warning("reaction failed", row=row.id, kind=row.kind, error=reason)
        now = datetime.now(UTC)
        with self._transaction() as session:
            if isinstance(error, PermanentError) or row.attempts > len(steps):
                claims.park(session, row, now=now, error=reason)
            else:
                due_at = now + timedelta(seconds=steps[row.attempts - 1])
                claims.put_back(session, [row], due_at=due_at, error=reason, counted=True)

    def _transaction(self) -> AbstractContextManager[Session]:
        return transaction(Actor.system())
