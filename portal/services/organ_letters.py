"""Letters about what was put to an organ: to its liaisons, and to whoever has the complaint."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.enquiring import News
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry
from portal.models.staff import Staff
from portal.services import outbox
from portal.services.organ_duties import Put
from portal.services.outbox import OwedLetter

TO_ORGAN, TO_STAFF = "organ_news", "organ_work"


def liaisons(session: Session, organ_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the liaisons of each organ; the wall is asked once more when a letter goes out."""
    rows = session.execute(
        select(Staff.organ_id, Staff.id)
        .where(Staff.role == Role.LIAISON, Staff.active, Staff.organ_id.in_(organ_ids))
        .order_by(Staff.id)
    )
    found: dict[int, list[int]] = {}
    for organ_id, staff_id in rows:
        found.setdefault(organ_id or 0, []).append(staff_id)
    return found


def letter(
    name: str, complaint_id: int, staff_id: int, news: News, occasion: str, **about: int | None
) -> OwedLetter:
    """Return one letter of *news* about an enquiry, a measure or its clock, to one reader."""
    payload: dict[str, Any] = {"staff_id": staff_id, "news": news.value}
    payload |= {key: value for key, value in about.items() if value is not None}
    return OwedLetter(name, complaint_id, f"{news}:{occasion}:{staff_id}", payload)


def tell_organ(session: Session, row: Put, news: News, *, now: datetime) -> None:
    """Owe the news about *row* to each liaison of its organ."""
    readers = liaisons(session, [row.organ_id]).get(row.organ_id, [])
    owed = [
        letter(TO_ORGAN, row.complaint_id, reader, news, _occasion(row, now), **about(row))
        for reader in readers
    ]
    outbox.owe_letters(session, owed, now=now)


def tell_holder(
    session: Session, complaint: Complaint, row: Put, news: News, *, now: datetime
) -> None:
    """Owe the news about *row* to whoever has the complaint."""
    if complaint.assignee_id is not None:
        owed = letter(
            TO_STAFF, complaint.id, complaint.assignee_id, news, _occasion(row, now), **about(row)
        )
        outbox.owe_letters(session, [owed], now=now)


def about(row: Put) -> dict[str, int]:
    """Return what a letter about *row* names."""
    return {"enquiry_id" if isinstance(row, Enquiry) else "measure_id": row.id}


def _occasion(row: Put, now: datetime) -> str:
    return f"{row.number}:{now.isoformat()}"
