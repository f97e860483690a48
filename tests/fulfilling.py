"""What the checklist asks before an outcome is put up, done at once, for tests of what follows."""

from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.checklist import ItemId
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.hearing import Ended, Told
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.severity.gates import SECOND_PERSON
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.gate_answer import GateAnswer
from portal.models.hearing import Hearing
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.wall import as_system
from portal.services import checklists, gates
from portal.services.gates import Asked
from tests.factories import NOW

SECONDS = count(1)


def fulfil(session: Session, complaint: Complaint) -> None:
    """Let somebody hear the official, investigate beside the first, and register evidence."""
    with as_system(session):
        left = {item.id for item in checklists.open_items(session, complaint)}
        of: dict[str, Any] = {"complaint_id": complaint.id}
        by = complaint.assignee_id
        if ItemId.HEARING in left:
            session.add(heard(by, **of))
        if ItemId.SECOND in left:
            session.add(
                SecondInvestigator(
                    staff_id=second(session).id, reason="无须回避", named_by=by, at=NOW, **of
                )
            )
        if ItemId.EVIDENCE in left:
            session.add(register(session, complaint, by))
        session.add_all(
            said(session, each) for each in gates.asked(session, complaint) if each.open
        )


def said(session: Session, asked: Asked) -> GateAnswer:
    """Return what somebody new, or whose work it is, says of a gate."""
    finding = asked.finding
    own = asked.gate not in SECOND_PERSON
    return GateAnswer(
        complaint_id=finding.complaint_id, finding_id=finding.id, found_by=finding.staff_id,
        found_at=finding.found_at, gate=asked.gate, passed=True, said="已核对，理由附卷",
        role=Role.OFFICER, staff_id=finding.staff_id if own else second(session).id, at=NOW,
    )  # fmt: skip


def heard(by: int | None, **of: Any) -> Hearing:
    """Return a hearing of somebody who did not wish to be heard."""
    return Hearing(
        who="某", put="事实和依据", told=Told.IN_PERSON, invited_by=by, invited_at=NOW,
        until_on=NOW.date(), ended=Ended.DECLINED, recorded_by=by, ended_at=NOW, **of,
    )  # fmt: skip


def second(session: Session) -> Staff:
    """Return somebody new who investigates beside the first and does nothing else."""
    number = next(SECONDS)
    staff = Staff(
        username=f"second{number}", name=f"second{number}", email=f"second{number}@office.example",
        role=Role.AUDITOR, tier=Band.REFERRAL, password_hash="", second_factor=False,
        created_at=NOW,
    )  # fmt: skip
    session.add(staff)
    session.flush()  # gives the id
    return staff


def register(session: Session, complaint: Complaint, by: int | None) -> Evidence:
    """Return a piece of evidence that supports every point."""
    points = select(Allegation.category).where(Allegation.complaint_id == complaint.id)
    return Evidence(
        complaint_id=complaint.id, what="监控录像", kind=EvidenceKind.RECORDING,
        source=Source.OFFICE, taken_on=NOW.date(), taken_by=by, at=NOW,
        supports=[category.value for category in session.scalars(points)],
    )  # fmt: skip
