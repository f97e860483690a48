"""Gathering the facts of a letter: from the rows of a complaint to the plain values it tells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import Session

from portal.domain.filing import Language
from portal.domain.letters import Recipient, recipient_of
from portal.domain.lifecycle import Status
from portal.domain.text import Text
from portal.mail.facts import LetterFacts, MissingFactError
from portal.mail.promising import promise_to_complainant
from portal.mail.putting import put_to_organ
from portal.mail.telling import Teller
from portal.mail.telling_moved import nothing_moves
from portal.mail.telling_said import awaited
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.organ import Organ
from portal.models.rating import Rating
from portal.models.staff import Staff
from portal.models.wall import may_know
from portal.queries.promises import promise_text
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Order:
    """A letter that is owed: about which complaint, to whom, under which Message-ID.

    *clock_id* is the one clock that the letter is about, where it is about one, *said_id* the
    message that it tells.
    """

    letter: str
    complaint_id: int
    message_id: str
    staff_id: int | None = None
    enquiry_id: int | None = None
    clock_id: int | None = None
    measure_id: int | None = None
    news: str = ""
    said_id: int | None = None
    dispatch_id: int | None = None

    @property
    def recipient(self) -> Recipient:
        """Return who reads the letter, by role."""
        return recipient_of(self.letter)


Sheet = Row[*tuple[Any, ...]]
SHEET: Select[*tuple[Any, ...]] = (
    select(
        Complaint.id,
        Complaint.version,
        Complaint.reference,
        Complaint.status,
        Complaint.subject,
        Complaint.filed_at,
        Complaint.closed_at,
        Complaint.language,
        Complaint.anonymous,
        Complaint.reviews,
        Complaint.provisional_severity,
        Complaint.next_due_on,
        Complaint.next_due_kind,
        Complaint.next_due_provisional,
        Complaint.decline_code,
        Complaint.decline_reason,
        Organ.name_zh,
        Organ.name_en,
        Staff.name.label("officer"),
        Complainant.email_sealed,
    )
    .join(Organ, Organ.id == Complaint.organ_id)
    .outerjoin(Staff, Staff.id == Complaint.assignee_id)
    .outerjoin(Complainant, Complainant.complaint_id == Complaint.id)
)
"""Everything a letter tells but what it alone tells, in one question: letters are many."""


def sheets_of(session: Session, complaint_ids: Collection[int]) -> Mapping[int, Sheet]:
    """Return the sheet of each complaint: for many letters at once."""
    rows = session.execute(SHEET.where(Complaint.id.in_(complaint_ids)))
    return {row.id: row for row in rows}


def gather(
    session: Session, order: Order, *, office: Office, now: datetime, sheet: Sheet | None = None
) -> LetterFacts | None:
    """Return the facts of the letter ordered, or None if it need not be sent.

    A *sheet* is taken instead of read, if the complaint still stands as it says.
    So it is if its reader left no address or came to stand behind the wall, or if what it asks for
    or tells has passed meanwhile.
    Raises MissingFactError where its reader, or what it must tell, is not in the database.
    """
    if order.recipient is Recipient.ORGAN:
        return put_to_organ(session, order, office=office, now=now)
    if sheet is None:
        sheet = session.execute(SHEET.where(Complaint.id == order.complaint_id)).one()
    address = _address(session, order, sheet, office)
    teller = Teller(
        session, sheet, office, now, order.clock_id, order.said_id,
        enquiry_id=order.enquiry_id, measure_id=order.measure_id, news=order.news,
        dispatch_id=order.dispatch_id,
    )  # fmt: skip
    if not address or _passed(order.letter, teller) or teller.clock_ended():
        return None
    return _facts(order, address, teller)


def _address(session: Session, order: Order, sheet: Sheet, office: Office) -> str | None:
    """Return where to write to, by who reads the letter: a complainant gets nobody else's."""
    if order.recipient is Recipient.COMPLAINANT:
        return office.sealer.open(sheet.email_sealed)
    if order.recipient is Recipient.STAFF and order.staff_id is not None:
        reader = session.get_one(Staff, order.staff_id)
        known = may_know(session, order.complaint_id, reader.as_actor())
        return reader.email if known else None
    raise MissingFactError(f"{order.letter}: its reader is not known")


def _passed(letter: str, teller: Teller) -> bool:
    """Tell whether a question has been answered, or a day has passed out of sight, meanwhile."""
    session, sheet = teller.session, teller.sheet
    if letter == "clarification":
        return not awaited(teller)
    if letter == "rating":
        rated = select(exists().where(Rating.complaint_id == sheet.id))
        return sheet.status is not Status.CLOSED or bool(session.scalar(rated))
    if letter == "extended":
        return nothing_moves(teller)
    return letter == "reminder" and sheet.next_due_on is None


def _facts(order: Order, address: str, teller: Teller) -> LetterFacts:
    sheet, office = teller.sheet, teller.office
    to_complainant = order.recipient is Recipient.COMPLAINANT
    due_on, kind, provisional = teller.next_deadline(promised=to_complainant)
    return LetterFacts(
        to=address,
        language=sheet.language if to_complainant else Language.SIMPLIFIED,
        message_id=order.message_id,
        written_at=teller.now.astimezone(office.zone),
        reference=sheet.reference,
        subject=sheet.subject,
        organ=Text(sheet.name_zh, sheet.name_en),
        filed_at=sheet.filed_at.astimezone(office.zone),
        public_address=office.public_address,
        office_name=office.name,
        office_phone=office.phone,
        post_address=office.post_address,
        anonymous=sheet.anonymous and to_complainant,
        officer=sheet.officer or "",
        next_on=due_on,
        next_what=promise_to_complainant(kind) if to_complainant else promise_text(kind),
        next_provisional=provisional,
        **teller.tells(order.letter),
    )
