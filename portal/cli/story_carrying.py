"""How the demo's decisions were told, carried out and proved, and the files closed at last."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.demo.shapes import DemoComplaint
from portal.domain.permissions import Actor
from portal.domain.person_measures import CARRIERS, Form, needs_form
from portal.domain.revealing import Way
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import closing, person_measures, referrals, tellings
from portal.services.office import Office
from portal.services.person_measures import Charge, Proof
from portal.services.referrals import Sending

DISPUTABLE = timedelta(days=32)
"""How long a demo complaint can be disputed before it is closed."""
SOON = timedelta(days=20)
CALLED = "本人接听，已告知结果和申请复查的办法。"
PROVED = "书面材料由所在机关盖章报来，已附卷。"
RECEIPT = "区监收〔示例〕17号"
NO_LIST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The hash of a list of evidence on which there is nothing."""


def deliver(
    session: Session, office: Office, _story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Let the outcome be out, and say who carries out what it asks for."""
    if tellings.untold(session, complaint):
        who = holder(session, complaint)
        tellings.tell(session, complaint, who, Way.CALLED, CALLED, now=at)
    told = update(OutboxRow).where(OutboxRow.complaint_id == complaint.id)
    session.execute(told.values(done_at=at))
    closing.close(session, complaint.id, office=office, now=at)
    for row in person_measures.left(session, complaint.id):
        to = Charge(CARRIERS[row.measure].zh, (at + SOON).date())
        person_measures.charge(session, complaint, holder(session, complaint), row.id, to, now=at)


def carry_out(
    session: Session, office: Office, _story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Send what goes to another body, and prove the rest."""
    who = holder(session, complaint)
    for measure, body in referrals.to_send(session, complaint.id):
        sending = Sending(measure, body, at, RECEIPT, NO_LIST)
        referrals.send(session, complaint, who, sending, office=office, now=at)
    day = at.astimezone(office.zone).date()
    for row in person_measures.left(session, complaint.id):
        proof = Proof(day, PROVED, Form.WRITTEN if needs_form(row.measure) else None)
        person_measures.prove(session, complaint, who, row.id, proof, office=office, now=at)


def close(
    session: Session, office: Office, _story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Close the file: everything is there, and nobody can dispute it any more."""
    closing.close(session, complaint.id, office=office, now=at)


def holder(session: Session, complaint: Complaint) -> Actor:
    """Return whose work the complaint is."""
    return session.get_one(Staff, complaint.assignee_id).as_actor()
