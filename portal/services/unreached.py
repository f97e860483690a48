"""Complainants whom no letter reaches: they left a phone number and no address."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.telling import Telling


def by_phone_only(complaint_id: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- a column of any table
    """Return the condition that whoever complained can be called, and cannot be written to."""
    return exists().where(
        Complainant.complaint_id == complaint_id,
        Complainant.email_sealed.is_(None),
        Complainant.phone_sealed.is_not(None),
    )


def outcome_waits(session: Session, complaint: Complaint) -> bool:
    """Tell whether the last outcome still has to be told to somebody in another way than mail."""
    recorded = exists().where(Telling.decision_id == Decision.id)
    last = (
        select(~recorded)
        .where(Decision.complaint_id == complaint.id, by_phone_only(Decision.complaint_id))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return bool(session.scalar(last))
