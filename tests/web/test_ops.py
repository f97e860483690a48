"""What operations ask."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.models.outbox import OutboxRow
from portal.web import ops
from tests.factories import NOW, Make
from tests.web.browsing import Visitor


def test_the_process_is_alive_and_can_serve(client: Visitor) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").get_data(as_text=True) == "ready\n"


def test_without_a_database_it_cannot_serve(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(_actor: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(ops, "reading", unreachable)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/metrics").status_code == 503


def test_prometheus_reads_how_much_is_owed_and_how_complaints_stand(
    client: Visitor, make: Make, session: Session
) -> None:
    make.complaint(now=datetime.now(UTC) - timedelta(minutes=10))
    session.commit()

    found = figures(client)

    assert found['portal_outbox_waiting{queue="standard"}'] == 1
    assert found['portal_outbox_waiting{queue="mail"}'] == 1
    assert found['portal_outbox_parked{queue="mail"}'] == 0
    assert 600 <= found['portal_outbox_oldest_seconds{queue="mail"}'] < 660
    assert found['portal_complaints{status="received"}'] == 1
    assert found['portal_complaints{status="closed"}'] == 0


def test_an_alarm_can_be_set_on_what_nobody_at_all_could_take(
    client: Visitor, make: Make, session: Session
) -> None:
    make.complaint()
    before = figures(client)
    row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "assign")).one()
    row.parked_at, row.parked_reason = NOW, "NobodyLeftError"
    session.commit()

    assert before["portal_complaints_stranded"] == 0
    assert figures(client)["portal_complaints_stranded"] == 1


def test_requests_are_counted_by_what_answered_them(client: Visitor) -> None:
    alive = 'portal_requests_total{endpoint="ops.alive",method="GET",status="200"}'
    made_up = 'portal_requests_total{endpoint="none",method="other",status="404"}'
    before = figures(client)

    client.get("/healthz")
    client.open("/nowhere", method="BREW")

    after = figures(client)
    assert after[alive] - before.get(alive, 0) == 1
    assert after[made_up] - before.get(made_up, 0) == 1


def test_the_figures_are_not_for_whoever_comes_through_the_proxy(client: Visitor) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


def figures(client: Visitor) -> dict[str, float]:
    """Return every figure by its name and labels."""
    lines = client.get("/metrics").get_data(as_text=True).splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}
