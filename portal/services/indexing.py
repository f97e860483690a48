"""Indexing: letting a complaint be found by what it says; nothing sealed is read for it."""

from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.domain.lifecycle import GROUNDS, Status
from portal.domain.search import fold, key_of, search_tokens, segment_of
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.models.search_text import SearchText
from portal.models.wall import as_system
from portal.services import outbox

SAID = (
    "reference", "subject", "facts", "official_name", "official_post", "place", "commitment",
    "wish",
)  # fmt: skip
SETTLED = timedelta(minutes=2)
"""So long a complaint just filed is left to its assignment, which indexes it."""
BATCH = 200


def index_complaint(session: Session, complaint_id: int) -> None:
    """Let the complaint be found by what it says now, whoever acts; nothing if there is none."""
    with as_system(session):
        complaint = session.get(Complaint, complaint_id)
        if complaint is not None:
            _write(session, complaint)


def _write(session: Session, complaint: Complaint) -> None:
    text = "\n".join(chain(_fields(complaint), _messages(session, complaint.id)))
    segment = segment_of(complaint.id)
    words = sorted({key_of(token, segment) for token in search_tokens(text)})
    row = {"folded": fold(text), "words": words}
    statement = upsert(SearchText).values(complaint_id=complaint.id, **row)
    session.execute(statement.on_conflict_do_update(index_elements=["complaint_id"], set_=row))


def _fields(complaint: Complaint) -> list[str]:
    organ = complaint.organ
    return [*(getattr(complaint, name) for name in SAID), organ.name_zh, organ.name_en]


def _messages(session: Session, complaint_id: int) -> list[str]:
    said = select(Message.body).where(Message.complaint_id == complaint_id)
    grounds = select(CaseLog.reason).where(
        CaseLog.complaint_id == complaint_id, CaseLog.action.in_(GROUNDS)
    )
    return [
        *session.scalars(said.order_by(Message.id)),
        *session.scalars(grounds.order_by(CaseLog.id)),
    ]


def owe(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Owe the indexing of a complaint of which more is said."""
    outbox.put(session, "index", outbox.UPKEEP, complaint_id=complaint_id, now=now)


def owe_missing(session: Session, *, now: datetime) -> None:
    """Owe the indexing of what waits unassigned, whose assignment would else have done it."""
    missing = session.scalars(
        select(Complaint.id)
        .outerjoin(SearchText, SearchText.complaint_id == Complaint.id)
        .where(Complaint.status == Status.RECEIVED, Complaint.filed_at < now - SETTLED)
        .where(SearchText.complaint_id.is_(None))
        .limit(BATCH)
    ).all()
    for complaint_id in missing:
        outbox.put(
            session, "index", outbox.UPKEEP, complaint_id=complaint_id, now=now,
            dedupe_key=f"index:{complaint_id}",
        )  # fmt: skip


def rebuild(session: Session, after: int) -> int | None:
    """Index the next complaints behind the id *after* anew; return the last id, None at the end."""
    ids = session.scalars(
        select(Complaint.id).where(Complaint.id > after).order_by(Complaint.id).limit(BATCH)
    ).all()
    for complaint_id in ids:
        index_complaint(session, complaint_id)
    return ids[-1] if ids else None
