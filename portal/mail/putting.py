"""The facts of the letter that puts an enquiry to an organ: nothing of the complaint [7.5]."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.facts import EnquiryFacts, LetterFacts, MissingFactError
from portal.models.enquiry import Enquiry
from portal.models.liaison_wall import liaison_of, told_of
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.services.office import Office


def put_to_organ(
    session: Session,
    enquiry_id: int | None,
    staff_id: int | None,
    message_id: str,
    *,
    office: Office,
    now: datetime,
) -> LetterFacts | None:
    """Return the facts for one liaison, or None if the letter need not be sent any more.

    So it is once the enquiry is answered, or for a liaison who left or came to stand behind the
    wall. Raises MissingFactError where there is no such enquiry.
    """
    row = session.get(Enquiry, enquiry_id or 0)
    if row is None or staff_id is None:
        raise MissingFactError("enquiry: what is asked, or its reader, is not known")
    liaison = liaison_of(session, staff_id)
    if liaison is None or row.answered_at is not None or liaison.organ_id != row.organ_id:
        return None
    if not told_of(session, liaison, row.complaint_id):
        return None
    return _facts(session, row, liaison, message_id, office, now)


def _facts(
    session: Session, row: Enquiry, liaison: Staff, message_id: str, office: Office, now: datetime
) -> LetterFacts:
    names = select(Organ.name_zh, Organ.name_en).where(Organ.id == row.organ_id)
    address = f"{office.public_address}/organ/enquiries/{row.number}"
    written_at = now.astimezone(office.zone)
    return LetterFacts(
        to=liaison.email,
        language=Language.SIMPLIFIED,
        message_id=message_id,
        written_at=written_at,
        reference=row.number,
        subject="",
        organ=Text(*session.execute(names).one()),
        filed_at=written_at,
        public_address=office.public_address,
        office_name=office.name,
        office_phone=office.phone,
        enquiry=EnquiryFacts(question=row.question, until=row.due_on, address=address),
    )
