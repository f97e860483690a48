"""The sweeps of deadlines as the workers do them: owed by the minute, two at once, letters out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage

import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.jobs import drain, sweeps
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.services import escalation
from portal.services.office import Office
from portal.transaction import transaction
from tests.factories import NOW, Make

LATE = NOW + timedelta(days=10)


def file(make: Make, number: int) -> None:
    """File complaints that nobody will act on, with somebody on each step."""
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR):
        make.staff(role)
    for _ in range(number):
        make.assigned()
    make.session.commit()


def owed(session: Session, kind: str) -> int | None:
    return session.scalar(select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == kind))


def test_warnings_are_owed_once_a_day_and_escalation_once_an_hour(session: Session) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        sweeps.sweep()
        sweeps.sweep()
        assert (owed(session, "warn"), owed(session, "escalate")) == (1, 1)

        clock.shift(timedelta(hours=1))
        sweeps.sweep()
        assert (owed(session, "warn"), owed(session, "escalate")) == (1, 2)


def test_what_ran_out_is_told_upwards_and_to_whoever_complained(
    make: Make, letters: Callable[[], list[EmailMessage]]
) -> None:
    file(make, 1)

    for days in (3, 10):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            sweeps.sweep()
            drain.drain("upkeep")
            drain.drain("mail")

    named = {letter["X-Portal-Letter"]: letter for letter in letters()}
    assert named["reminder"]["To"] == "officer1@office.example"
    assert named["overdue"]["To"] == "supervisor2@office.example"
    assert named["progress"]["To"] == "wang@example.org"
    text = named["progress"].get_body(("plain",))
    assert text is not None
    assert "2026年10月12日" in text.get_content()


def test_two_sweeps_at_once_do_everything_once(
    app: Flask, session: Session, make: Make, office: Office
) -> None:
    file(make, 60)

    def sweep(_number: int) -> None:
        with app.app_context():
            after: escalation.Place | None = escalation.START
            while after is not None:
                with transaction(Actor.system()) as own:
                    after = escalation.escalate(own, after=after, office=office, now=LATE)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sweep, range(2)))
    sweep(3)  # what one held, the other left

    logged = session.scalars(select(CaseLog.complaint_id).where(CaseLog.action == "escalate")).all()
    assert len(logged) == len(set(logged)) == 60
    counts = [len(session.scalars(select(each)).all()) for each in (Breach, AccountabilityCase)]
    assert counts == [60, 60]
    letter = OutboxRow.payload["letter"].astext
    assert len(session.scalars(select(OutboxRow.id).where(letter == "progress")).all()) == 60
