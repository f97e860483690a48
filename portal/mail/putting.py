"""The facts of the letters to organs: of the complaint only a passage put on purpose [7.5]."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.enquiring import DUE_NEWS, News
from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.facts import LetterFacts, MissingFactError
from portal.mail.organ_facts import EnquiryFacts, OrganNewsFacts
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, told_of
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.services.office import Office
from portal.services.organ_duties import Put, last

if TYPE_CHECKING:
    from portal.mail.gathering import Order

DATED = DUE_NEWS | {News.ORDERED, News.EXTENDED}
"""News that name the day by which the organ has to act."""


def put_to_organ(
    session: Session, order: "Order", *, office: Office, now: datetime
) -> LetterFacts | None:
    """Return the facts for one liaison, or None if the letter need not be sent any more.

    So it is once what it asks for is done or withdrawn, or for a liaison who left or came to stand
    behind the wall. Raises MissingFactError where nothing was put, or nobody is to read it.
    """
    row = _row(session, order)
    if row is None or order.staff_id is None:
        raise MissingFactError(f"{order.letter}: what is put, or its reader, is not known")
    liaison = liaison_of(session, order.staff_id)
    if liaison is None or liaison.organ_id != row.organ_id:
        return None
    if _passed(session, order, row) or not told_of(session, liaison, row.complaint_id):
        return None
    return _facts(session, row, liaison, order, office, now)


def _row(session: Session, order: "Order") -> Put | None:
    if order.measure_id is not None:
        return session.get(OrderedMeasure, order.measure_id)
    return session.get(Enquiry, order.enquiry_id or 0)


def _passed(session: Session, order: "Order", row: Put) -> bool:
    """Tell whether there is nothing to do any more about what the letter asks for."""
    clock = last(session, row)
    asks = not order.news or News(order.news) in DUE_NEWS
    return asks and (clock is None or not clock.running)


def _facts(
    session: Session, row: Put, liaison: Staff, order: "Order", office: Office, now: datetime
) -> LetterFacts:
    clock = last(session, row)
    names = select(Organ.name_zh, Organ.name_en).where(Organ.id == row.organ_id)
    written_at = now.astimezone(office.zone)
    return LetterFacts(
        to=liaison.email,
        language=Language.SIMPLIFIED,
        message_id=order.message_id,
        written_at=written_at,
        reference=row.number,
        subject="",
        organ=Text(*session.execute(names).one()),
        filed_at=written_at,
        public_address=office.public_address,
        office_name=office.name,
        office_phone=office.phone,
        post_address=office.post_address,
        next_provisional=bool(clock and clock.provisional),
        enquiry=None if order.news else _asked(session, row, office),
        organ_news=_new(session, row, News(order.news), office) if order.news else None,
    )


def _asked(session: Session, row: Put, office: Office) -> EnquiryFacts | None:
    """Return what is asked, and by when."""
    clock = last(session, row)
    if not isinstance(row, Enquiry) or clock is None:
        return None
    return EnquiryFacts(
        question=row.question, passage=row.passage, until=clock.due_on, address=_page(row, office)
    )


def _new(session: Session, row: Put, news: News, office: Office) -> OrganNewsFacts:
    """Return what is new about something put before."""
    clock = last(session, row)
    return OrganNewsFacts(
        news=news,
        address=_page(row, office),
        until=clock.due_on if clock and news in DATED else None,
        head=news is News.OVERDUE,
    )


def _page(row: Put, office: Office) -> str:
    kind = "enquiries" if isinstance(row, Enquiry) else "measures"
    return f"{office.public_address}/organ/{kind}/{row.number}"
