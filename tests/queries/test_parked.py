"""Parked work: with its reason, without addresses, and nothing from behind the wall."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.queries.parked import parked_row, parked_rows, waiting
from tests.factories import NOW, Make


def park(session: Session, complaint: Complaint, reason: str = "550") -> OutboxRow:
    """Park the receipt of *complaint*."""
    row = session.scalars(
        select(OutboxRow).where(OutboxRow.complaint_id == complaint.id, OutboxRow.kind == "letter")
    ).one()
    row.parked_at, row.parked_reason = NOW, reason
    session.commit()
    return row


@pytest.fixture
def tied(make: Make) -> Staff:
    """A supervisor walled off from the housing bureau."""
    supervisor = make.staff(Role.SUPERVISOR)
    make.tie(supervisor, organ=make.organ())
    return supervisor


def test_a_parked_row_names_its_letter_complaint_and_reason(session: Session, make: Make) -> None:
    complaint = make.complaint()
    park(session, complaint, "mailbox unavailable")

    row = parked_rows(session)[0]

    assert (row.what.en, row.reference, row.reason) == (
        "Receipt", complaint.reference, "mailbox unavailable",
    )  # fmt: skip


def test_a_reason_gives_no_address_away(session: Session, make: Make) -> None:
    park(session, make.complaint(), "550 <wang@example.org>: unknown; to=wang@example.org")

    assert "example.org" not in parked_rows(session)[0].reason


def test_what_is_behind_the_wall_is_neither_listed_nor_counted_nor_revived(
    session: Session, make: Make, tied: Staff
) -> None:
    row_id = park(session, make.complaint()).id

    session.info["actor"] = tied.as_actor()

    assert parked_rows(session) == []
    assert parked_row(session, row_id) is None
    assert waiting(session, now=NOW) == []


def test_work_about_no_complaint_is_everybodys(session: Session, make: Make, tied: Staff) -> None:
    make.complaint()
    session.add(
        OutboxRow(
            kind="close", queue="upkeep", payload={}, created_at=NOW, due_at=NOW, parked_at=NOW,
            parked_reason="?", attempts=1,
        )
    )  # fmt: skip
    session.commit()

    session.info["actor"] = tied.as_actor()

    assert [row.reference for row in parked_rows(session)] == [None]
    assert [(line.queue.en, line.parked) for line in waiting(session, now=NOW)] == [("Upkeep", 1)]
