"""What the letter that asks for a signature tells: who asks for it, and until when it is due."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.mail.facts import ApprovalFacts
from portal.models.approval import ApprovalRound
from portal.models.staff import Staff

if TYPE_CHECKING:
    from portal.mail.telling import Teller


def tell_approval(teller: "Teller") -> ApprovalFacts | None:
    """Return who put the outcome up for signature last, and the next day of the complaint."""
    asked_by = teller.session.scalar(
        select(Staff.name)
        .join(ApprovalRound, ApprovalRound.opened_by_id == Staff.id)
        .where(ApprovalRound.complaint_id == teller.sheet.id)
        .order_by(ApprovalRound.id.desc())
        .limit(1)
    )
    return ApprovalFacts(asked_by=asked_by, until=teller.sheet.next_due_on) if asked_by else None
