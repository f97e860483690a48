"""What is said and kept about a complaint, for tests of the wall: rows, and questions on them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.conversation import Sender
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.hearing import Told
from portal.domain.revealing import Disclosed, RevealCode, Way
from portal.domain.severity import Severity
from portal.models.attachment import Attachment
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.disclosure import Disclosure
from portal.models.evidence import Evidence
from portal.models.hearing import Hearing
from portal.models.message import Message
from portal.models.note import Note
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.telling import Telling
from portal.queries import conversation, disclosures, evidence, hearings, talk
from tests.factories import NOW

TODAY = date(2026, 9, 21)

ABOUT_TALK: Mapping[str, Callable[[Any], Any]] = {
    "conversation.asked": lambda ask: conversation.asked(ask.session, ask.target.id),
    "conversation.conversation": lambda ask: conversation.conversation(ask.session, ask.target.id),
    "conversation.notes": lambda ask: conversation.notes(ask.session, ask.target.id),
    "disclosures.taken": lambda ask: disclosures.taken(ask.session, ask.target.id),
    "disclosures.tellings": lambda ask: disclosures.tellings(ask.session, ask.target.id),
    "evidence.evidence": lambda ask: evidence.evidence(
        ask.session, ask.target.reference, ask.target.attachment_id
    ),
    "evidence.manifest": lambda ask: evidence.manifest(ask.session, ask.target.id),
    "evidence.message_file": lambda ask: evidence.message_file(
        ask.session, ask.target.id, ask.target.attachment_id
    ),
    "evidence.pieces": lambda ask: evidence.pieces(ask.session, ask.target.id),
    "hearings.hearings": lambda ask: hearings.hearings(ask.session, ask.target.id),
    "hearings.second": lambda ask: hearings.second(ask.session, ask.target.id),
    "talk.talk": lambda ask: talk.talk(ask.session, ask.target.id),
}
OVER_TALK: Mapping[str, Callable[[Any], Any]] = {
    "disclosures.revealed": lambda ask: disclosures.revealed(ask.session),
    "disclosures.to_be_called": lambda ask: disclosures.to_be_called(ask.session),
}


def talk_about(session: Session, complaint: Complaint) -> None:
    """Let everything be said and kept about *complaint*; a decided one is to be told by phone."""
    of: dict[str, Any] = {"complaint_id": complaint.id}
    clerk = session.scalars(select(Staff.id)).first()
    message = Message(
        sender=Sender.OFFICE, staff_id=clerk, at=NOW, body="哪一天？", waits=True, **of
    )
    session.add(message)
    session.flush()  # gives its id
    attachment = session.scalars(select(Attachment).filter_by(**of)).one()
    attachment.message_id = message.id
    session.add_all(
        [
            Note(staff_id=clerk, at=NOW, body="备注", **of),
            Hearing(
                who="某", put="事实", told=Told.PHONE, invited_by=clerk, invited_at=NOW,
                until_on=TODAY, **of,
            ),
            Evidence(
                what="登记簿", kind=EvidenceKind.OBJECT, source=Source.ORGAN, taken_on=TODAY,
                taken_by=clerk, at=NOW, **of,
            ),
            SecondInvestigator(staff_id=clerk, reason="熟悉", named_by=clerk, at=NOW, **of),
            Disclosure(
                what=Disclosed.FILE, attachment_id=attachment.id, staff_id=clerk, at=NOW, **of
            ),
            Disclosure(
                what=Disclosed.IDENTITY, code=RevealCode.ASK, staff_id=clerk, at=NOW, **of
            ),
        ]
    )  # fmt: skip
    tell(session, complaint, clerk)


def tell(session: Session, complaint: Complaint, clerk: int | None) -> None:
    """Let the outcome of *complaint* wait to be told by phone, or let one have been told."""
    of: dict[str, Any] = {"complaint_id": complaint.id}
    if session.scalars(select(Decision.id).filter_by(**of)).first() is not None:
        mine = Complainant.complaint_id == complaint.id
        sealed = {"email_sealed": None, "phone_sealed": b"k1:x"}
        session.execute(update(Complainant).where(mine).values(**sealed))
        return
    earlier = Decision(
        severity=Severity.ADVICE, measures=[], clauses=[], summary="前次", policy_version="1",
        decided_by_id=clerk, decided_at=NOW, **of,
    )  # fmt: skip
    session.add(earlier)
    session.flush()  # gives its id
    session.add(
        Telling(
            decision_id=earlier.id, way=Way.CALLED, words="已告知", staff_id=clerk, at=NOW, **of
        )
    )
