"""Draining: each row once, a failing one harms no other, nothing is ever dropped."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.jobs import claims, drain, reactions
from portal.jobs.claims import Claimed
from portal.jobs.letters import Tools, send_letter
from portal.models.case_log import CaseLog
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.services import outbox
from tests.factories import NOW, Make

Letters = Callable[[], list[EmailMessage]]


def row_of(session: Session, kind: str) -> OutboxRow:
    session.expire_all()
    return session.scalars(select(OutboxRow).where(OutboxRow.kind == kind)).one()


def test_a_filed_complaint_is_assigned_and_both_letters_arrive(
    session: Session, make: Make, letters: Letters
) -> None:
    officer = make.staff()
    complaint = make.complaint()
    session.commit()

    assert drain.drain("standard") == 1
    assert drain.drain("mail") == 2

    session.refresh(complaint)
    assert (complaint.status, complaint.assignee_id) == (Status.ASSIGNED, officer.id)
    names = {letter["X-Portal-Letter"]: letter["To"] for letter in letters()}
    assert names == {"receipt": "wang@example.org", "assigned": officer.email}
    assert session.scalar(select(func.count()).select_from(LetterLog)) == 2


def test_draining_again_finds_nothing(session: Session, make: Make, letters: Letters) -> None:
    make.complaint()
    session.commit()
    drain.drain("mail")

    assert drain.drain("mail") == 0
    assert len(letters()) == 1


def test_a_failing_row_waits_longer_each_time_and_is_parked_with_its_reason(
    session: Session, make: Make
) -> None:
    make.complaint()  # nobody is there to take it
    session.commit()

    for attempt, wait in ((1, 30), (2, 120)):
        session.execute(update(OutboxRow).values(due_at=NOW))
        session.commit()
        drain.drain("standard")
        row = row_of(session, "assign")
        assert (row.attempts, row.parked_at) == (attempt, None)
        assert row.due_at > datetime.now(UTC) + timedelta(seconds=wait - 5)
        session.commit()
    session.execute(update(OutboxRow).values(due_at=NOW))
    session.commit()
    drain.drain("standard")

    row = row_of(session, "assign")
    assert row.parked_at is not None
    assert row.parked_reason is not None
    assert row.parked_reason.startswith("NobodyLeftError")


def test_a_revived_row_is_done(session: Session, make: Make) -> None:
    complaint = make.complaint()
    row = row_of(session, "assign")
    row.parked_at, row.parked_reason = NOW, "nobody there"
    make.staff()
    outbox.revive(row, now=NOW)
    session.commit()

    drain.drain("standard")

    session.refresh(complaint)
    assert complaint.status is Status.ASSIGNED


def test_one_failing_row_does_not_hold_up_the_others(
    session: Session, make: Make, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make.complaint(), make.complaint()
    session.commit()

    def fail_on_first(work: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
        if row.complaint_id == first.id:
            raise RuntimeError("this one fails")
        send_letter(work, row, at_hand, now)

    kinds: Mapping[str, reactions.Reaction] = {**reactions.REACTIONS, "letter": fail_on_first}
    monkeypatch.setattr(drain, "REACTIONS", kinds)

    drain.drain("mail")

    assert [letter["X-Portal-Reference"] for letter in letters()] == [second.reference]


def test_a_row_leased_by_another_worker_is_left_alone(session: Session, make: Make) -> None:
    make.complaint()
    later = datetime.now(UTC) + timedelta(minutes=1)
    session.execute(update(OutboxRow).values(lease=uuid4(), leased_until=later))
    session.commit()

    assert drain.drain("mail") == 0


def test_a_lapsed_lease_makes_rows_due_again_one_at_a_time(session: Session, make: Make) -> None:
    make.complaint()
    make.complaint()
    session.execute(update(OutboxRow).values(lease=uuid4(), leased_until=NOW, attempts=1))
    session.commit()

    claimed = claims.claim(session, "mail", now=datetime.now(UTC), most=50, seconds=60)

    assert len(claimed) == 1
    assert claimed[0].attempts == 2


def test_a_worker_that_lost_its_lease_does_not_do_the_row(session: Session, make: Make) -> None:
    make.complaint()
    session.commit()
    (row,) = claims.claim(session, "mail", now=datetime.now(UTC), most=1, seconds=60)
    session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(lease=uuid4()))

    assert not claims.hold(session, row, now=NOW)


def test_the_case_log_refuses_change_and_deletion(session: Session, make: Make) -> None:
    make.complaint()
    session.commit()

    for attack in ("UPDATE case_log SET reason = 'x'", "DELETE FROM case_log"):
        with pytest.raises(Exception, match="only ever added to"):
            session.execute(text(attack))
        session.rollback()
    assert session.scalar(select(func.count()).select_from(CaseLog)) == 1
