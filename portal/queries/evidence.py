"""One attachment of one complaint, for whoever may see the complaint."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.attachment import Attachment
from portal.models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an attachment is kept, and under which name it was handed in."""

    token: str
    name: str
    media_type: str


def evidence(session: Session, reference: str, attachment_id: int) -> Evidence | None:
    """Return the attachment, if it is the complaint's and the complaint is the actor's to see."""
    row = session.execute(
        select(Attachment.token, Attachment.name, Attachment.media_type)
        .join(Complaint, Complaint.id == Attachment.complaint_id)
        .where(Complaint.reference == reference, Attachment.id == attachment_id)
    ).one_or_none()
    return Evidence(row.token, row.name, row.media_type) if row else None
