"""What follows a decision, for tests of the wall: rows, and questions on them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.documents import DocumentKind
from portal.domain.referral import Body
from portal.domain.severity import Measure, Person, Severity
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.dispatch import Dispatch
from portal.models.document import Document
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.models.staff import Staff
from portal.queries import documents, notices, person_measures, precedents
from tests.factories import NOW

TODAY = date(2026, 9, 21)

ABOUT_CARRYING: Mapping[str, Callable[[Any], Any]] = {
    "documents.issued": lambda ask: documents.issued(ask.session, ask.target.id),
    "documents.issued_copy": lambda ask: documents.issued_copy(
        ask.session, ask.target.reference, ask.target.id
    ),
    "notices.notices": lambda ask: notices.notices(ask.session, ask.target.decided_id),
    "notices.notice_copy": lambda ask: notices.notice_copy(
        ask.session, ask.target.decided_id, ask.target.decided_id
    ),
    "person_measures.laid_on_persons": lambda ask: person_measures.laid_on_persons(
        ask.session, ask.target.id
    ),
    "person_measures.sent_to_bodies": lambda ask: person_measures.sent_to_bodies(
        ask.session, ask.target.id
    ),
}
OVER_CARRYING: Mapping[str, Callable[[Any], Any]] = {
    "precedents.precedents": lambda ask: [
        precedents.precedents(ask.session, category, {}, but_of=0) for category in Category
    ],
}


def carry(session: Session, complaint: Complaint) -> None:
    """Let a measure be owed, something be sent, and a document be issued under its id."""
    of: dict[str, Any] = {"complaint_id": complaint.id}
    clerk = session.scalars(select(Staff.id)).first()
    decision_id = session.scalar(select(func.max(Decision.id)).filter_by(**of))
    person = OutcomePerson(
        decision_id=decision_id, part=Person.DIRECT_LEADER, words="某", severity=Severity.REFERRAL,
        measures=["advice"], clauses=["1.4"], body=Body.PROCURATORATE, **of,
    )  # fmt: skip
    session.add(person)
    session.flush()  # gives its id
    session.add_all(
        [
            PersonMeasure(person_id=person.id, measure=Measure.ADVICE, **of),
            Dispatch(
                decision_id=decision_id, measure=Measure.DISCIPLINE, body=Body.EMPLOYER,
                sent_at=NOW, receipt_number="收", manifest_sha256="0", sent_by=clerk,
                entered_at=NOW, **of,
            ),
            RunningClock(kind=ClockKind.DISPOSAL, started_at=NOW, due_on=TODAY, **of),
            Document(
                id=complaint.id, decision_id=decision_id, kind=DocumentKind.OUTCOME,
                number=f"告知{complaint.id}", addressee="投诉人", version="1", content={},
                html="<p></p>", html_sha256="0", issued_by=clerk, issued_at=NOW, **of,
            ),
        ]
    )  # fmt: skip
