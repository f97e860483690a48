"""What is exported of complaints: never who complained."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.models.tag import ComplaintTag, Tag


def exported(session: Session, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return a row for each of those complaints that the actor may see, by reference."""
    alleged = (
        select(func.array_agg(aggregate_order_by(Allegation.category, Allegation.category)))
        .where(Allegation.complaint_id == Complaint.id)
        .scalar_subquery()
    )
    tagged = (
        select(func.array_agg(aggregate_order_by(Tag.name, Tag.name)))
        .join(ComplaintTag, ComplaintTag.tag_id == Tag.id)
        .where(ComplaintTag.complaint_id == Complaint.id)
        .scalar_subquery()
    )
    severity = func.coalesce(Complaint.decided_severity, Complaint.provisional_severity)
    return session.execute(
        select(
            Complaint.reference, Complaint.filed_at, Organ.name_zh, Organ.name_en,
            Complaint.official_name, Complaint.subject, alleged.label("categories"),
            Complaint.status, severity.label("severity"), Staff.name.label("assignee"),
            Complaint.next_due_on, Complaint.next_due_provisional, Complaint.channel,
            Complaint.language, tagged.label("tags"),
        )
        .join(Organ, Organ.id == Complaint.organ_id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .where(Complaint.id.in_(ids))
        .order_by(Complaint.reference)
    ).all()  # fmt: skip
