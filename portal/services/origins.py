"""Origins: assigned from above, proposed by delegates, asked from below [4.1, 4.2, 4.3, 4.5]."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.origin import KIND_OF, OriginKind
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.origin import Origin
from portal.services import casework, clocks
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class FromElsewhere:
    """What is said of an item: its *kind*, who sent it or on what document, and why it counts.

    *due_on* is the day that was set from above, where one was [4.3].
    """

    kind: OriginKind
    source: str
    reason: str
    due_on: date | None = None


class DayError(ValueError):
    """Raised for a day where none is set, for none where one is, and for one that is over."""


def mark(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    item: FromElsewhere,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Mark *complaint* as an item from elsewhere and start its clock instead of any such before.

    Raises DayError.
    """
    today = now.astimezone(office.zone).date()
    if item.kind.sets_day != (item.due_on is not None) or (item.due_on or today) < today:
        raise DayError(item.kind.value)
    casework.note(
        session, complaint, actor, Action.SET_ORIGIN, now=now, reason=item.reason,
        detail={"kind": item.kind.value, "source": item.source, **_told(item)},
    )  # fmt: skip
    for row in clocks.rows(session, complaint):
        if row.running and row.kind in KIND_OF:
            row.dropped_at = now
    session.flush()  # makes room for the clock of the same kind
    clock = clocks.start(session, complaint, item.kind.clock, now=now, limit=item.due_on)
    clocks.reckon(session, complaint, office=office, now=now)
    session.add(
        Origin(
            complaint_id=complaint.id, clock_id=clock.id, source=item.source, reason=item.reason,
            staff_id=actor.staff_id, at=now,
        )
    )  # fmt: skip


def _told(item: FromElsewhere) -> dict[str, str]:
    """Return the sentence that the case log keeps, in both languages."""
    text, clause, day = item.kind.text, item.kind.clause, item.due_on
    until = (f"，{day.isoformat()} 前", f", by {day.isoformat()}") if day else ("", "")
    return {
        "zh": f"{text.zh}〔{clause}〕{until[0]}；{item.source}：{item.reason}",
        "en": f"{text.en} [{clause}]{until[1]}; {item.source}: {item.reason}",
    }
