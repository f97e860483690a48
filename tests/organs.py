"""What tests about organs begin with: liaisons, and something put to their organ."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.staff import Staff
from portal.services import enquiries, measures
from portal.services.enquiries import Question
from portal.services.measures import NewMeasure
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import lead_to

QUESTION = "请提供九月二十一日下午二号窗口的排班表。"
WHAT = "向当事人赔礼道歉，并公示收件清单。"


def liaison(make: Make, organ: str = "housing", **values: Any) -> Staff:
    """Return a new liaison of an organ."""
    return make.staff(Role.LIAISON, organ_id=make.organ(organ).id, **values)


def enquired(
    session: Session, make: Make, office: Office, status: Status = Status.INVESTIGATING,
    **changes: Any,
) -> Complaint:  # fmt: skip
    """Return a complaint at *status*; an officer is made first, so that no liaison is alone."""
    make.staff()
    return lead_to(session, make, status, office=office, **changes)


def ask(
    session: Session, complaint: Complaint, office: Office, organ: str = "housing",
    now: datetime = NOW, **more: Any,
) -> Enquiry:  # fmt: skip
    """Put a question to an organ, as whoever holds the complaint."""
    question = Question(**{"organ_code": organ, "words": QUESTION, **more})
    actor = holder(session, complaint)
    return enquiries.ask(session, complaint, actor, question, office=office, now=now)


def order(
    session: Session, complaint: Complaint, office: Office, organ: str = "housing",
    now: datetime = NOW,
) -> OrderedMeasure:  # fmt: skip
    """Order a measure, as whoever holds the complaint."""
    new = NewMeasure(organ, WHAT, "2.4(a)")
    actor = holder(session, complaint)
    return measures.order(session, complaint, actor, new, office=office, now=now)
