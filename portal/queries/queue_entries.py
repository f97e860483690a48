"""What the queue says of each complaint, read for the few that are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, ScalarSelect, Table, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from portal.domain.filing import Language
from portal.domain.inquiry import Channel
from portal.domain.lifecycle import Status
from portal.domain.severity import Severity
from portal.domain.text import Text
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.models.tag import Tag
from portal.queries.clusters import cluster_sizes
from portal.queries.promises import promise_text
from portal.queries.selection import GLANCES, NOBODY, TAGS

MEMBERS: Table = ClusterMember.metadata.tables["cluster_member"]
NAMES: Table = Tag.metadata.tables["tag"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One complaint in the queue; *severity* is the decided one where there is a decision.

    It is *fresh* to whoever has not read it as it is now; so many as are *joined* have one cause.
    """

    reference: str
    version: int
    subject: str
    organ: Text
    status: Status
    severity: Severity
    decided: bool
    assignee_id: int | None
    assignee: str | None
    filed_at: datetime
    due_on: date | None
    due_what: Text | None
    provisional: bool
    channel: Channel
    language: Language
    fresh: bool
    tags: tuple[str, ...] = ()
    joined: int = 0

    def days_left(self, today: date) -> int | None:
        """Return how many days remain until the deadline; fewer than none when it has passed."""
        return (self.due_on - today).days if self.due_on else None

    def overdue(self, today: date) -> bool:
        """Tell whether the next deadline has passed: worked out, never stored."""
        return self.due_on is not None and self.due_on < today

    def age(self, today: date, zone: ZoneInfo) -> int:
        """Return how many days ago the complaint was filed."""
        return (today - self.filed_at.astimezone(zone).date()) // timedelta(days=1)


def entries(session: Session, ids: Sequence[int], *, reader_id: int | None) -> tuple[Entry, ...]:
    """Return what is said of the complaints of those *ids*, in that order."""
    if not ids:
        return ()
    read = and_(GLANCES.c.complaint_id == Complaint.id, GLANCES.c.staff_id == (reader_id or NOBODY))
    member = and_(MEMBERS.c.complaint_id == Complaint.id, MEMBERS.c.left_at.is_(None))
    rows: Iterable[Row[Any]] = session.execute(
        select(
            Complaint.id, Complaint.reference, Complaint.version, Complaint.subject,
            Organ.name_zh, Organ.name_en, Complaint.status, Complaint.provisional_severity,
            Complaint.decided_severity, Complaint.assignee_id, Staff.name.label("assignee"),
            Complaint.filed_at, Complaint.next_due_on, Complaint.next_due_kind,
            Complaint.next_due_provisional, Complaint.channel, Complaint.language,
            GLANCES.c.version.label("seen"), _tagged().label("tags"), MEMBERS.c.cluster_id,
        )
        .join(Organ, Organ.id == Complaint.organ_id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .outerjoin(GLANCES, read)
        .outerjoin(MEMBERS, member)
        .where(Complaint.id.in_(ids))
    )  # fmt: skip
    found = {row.id: row for row in rows}
    members = [row.id for row in found.values() if row.cluster_id]
    sizes = cluster_sizes(session, members) if members else {}
    return tuple(_entry(found[each], sizes.get(each, 0)) for each in ids if each in found)


def versions(session: Session, ids: Sequence[int]) -> list[tuple[str, int]]:
    """Return reference and version of the complaints of those *ids*, in that order."""
    found = session.execute(
        select(Complaint.id, Complaint.reference, Complaint.version).where(Complaint.id.in_(ids))
    )
    known = {row.id: (row.reference, row.version) for row in found}
    return [known[each] for each in ids if each in known]


def _tagged() -> ScalarSelect[list[str]]:
    """Return the tags of a complaint that the wall lets pass, by name."""
    names = func.array_agg(aggregate_order_by(NAMES.c.name, NAMES.c.name))
    tagged = select(names).join_from(TAGS, NAMES, NAMES.c.id == TAGS.c.tag_id)
    return tagged.where(TAGS.c.complaint_id == Complaint.id).scalar_subquery()


def _entry(row: Row[Any], joined: int) -> Entry:
    return Entry(
        reference=row.reference,
        version=row.version,
        subject=row.subject,
        organ=Text(row.name_zh, row.name_en),
        status=row.status,
        severity=row.decided_severity or row.provisional_severity,
        decided=row.decided_severity is not None,
        assignee_id=row.assignee_id,
        assignee=row.assignee,
        filed_at=row.filed_at,
        due_on=row.next_due_on,
        due_what=promise_text(row.next_due_kind),
        provisional=row.next_due_provisional,
        channel=Channel(row.channel),
        language=row.language,
        fresh=row.seen is None or row.seen < row.version,
        tags=tuple(row.tags or ()),
        joined=joined,
    )
