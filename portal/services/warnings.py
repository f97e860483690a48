"""Warnings: at 50 %, at 80 % and one working day before, each once; the assignee is reminded."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, PUT_TO_ORGANS, WarningKind
from portal.domain.lifecycle import Action, require_standing
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.services import bulk, late, log_lines, organ_late, outbox
from portal.services.log_lines import LogLine
from portal.services.office import Office
from portal.services.outbox import OwedLetter
from portal.services.reckoner import Reckoner

GIVEN: bulk.Columns = {
    "complaint_id": "bigint",
    "clock_id": "bigint",
    "kind": "text",
    "day": "date",
}
GIVE = f"""
INSERT INTO warning (complaint_id, clock_id, kind, "on", given_at)
SELECT complaint_id, clock_id, kind, day, %(now)s FROM {bulk.given(GIVEN)}
ON CONFLICT ON CONSTRAINT uq_warning_once DO NOTHING
RETURNING clock_id, kind
"""  # noqa: S608 -- of constants

Duty = Row[*tuple[Any, ...]]
Came = tuple[int, int, str, date]


def give(session: Session, clock_ids: Sequence[int], office: Office, now: datetime) -> None:
    """Give the warnings of these clocks that have come and were not given yet."""
    duties = _running(session, clock_ids)
    reckoner = Reckoner.at(session, office, now)
    given = _written(session, list(_came(session, duties, reckoner)), now)
    told = [(duty, given[duty.id]) for duty in duties if duty.id in given]
    letters = [_letter(duty, reckoner.today) for duty, _ in told if duty.assignee_id is not None]
    letters += organ_late.reminders(session, _put_to_organs(told), reckoner.today)
    with bulk.sending(session) as sender:
        log_lines.write(sender, [_line(*each) for each in told], now=now)
        outbox.owe_letters(sender, letters, now=now)


def _put_to_organs(told: Sequence[tuple[Duty, Any]]) -> list[int]:
    """Return the clocks of what organs have to do."""
    return [duty.id for duty, _ in told if duty.kind in PUT_TO_ORGANS]


def _running(session: Session, clock_ids: Sequence[int]) -> Sequence[Duty]:
    """Return those of the clocks that still run, with who has their complaints."""
    return session.execute(
        select(*late.CLOCK, Complaint.status, Complaint.assignee_id)
        .join(Complaint, Complaint.id == RunningClock.complaint_id)
        .where(late.among(RunningClock.id, clock_ids))
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .order_by(RunningClock.id)
    ).all()


def _came(session: Session, duties: Sequence[Duty], reckoner: Reckoner) -> Iterator[Came]:
    """Yield each warning whose day has come."""
    still = late.tollings(session, sorted({duty.complaint_id for duty in duties}))
    for duty in duties:
        days = reckoner.warned_on(duty, still.get(duty.complaint_id, ()))
        for kind, on in days.items():
            if on <= reckoner.today:
                yield duty.complaint_id, duty.id, kind.value, on


def _written(session: Session, came: Sequence[Came], now: datetime) -> dict[int, list[WarningKind]]:
    """Write these warnings down; return, by clock, those that were not written down before."""
    new = bulk.write(session, GIVE, GIVEN, came, now=now)
    given: dict[int, list[WarningKind]] = {}
    for row in new or ():
        given.setdefault(row.clock_id, []).append(WarningKind(row.kind))
    return given


def _line(duty: Duty, given: Sequence[WarningKind]) -> LogLine:
    """Return what the case log keeps of the warnings of one clock."""
    action = Action.REMIND_ORGAN if duty.kind in PUT_TO_ORGANS else Action.WARN
    require_standing(duty.status, action)
    what, most = CLOCKS[duty.kind].text, given[-1].text
    zh = f"{what.zh}：{most.zh}，期限 {duty.due_on}"
    detail = {
        "clock": duty.kind.value,
        "kinds": [kind.value for kind in given],
        "zh": zh,
        "en": f"{what.en}: {most.en}, due on {duty.due_on}",
    }
    return LogLine(duty.complaint_id, action, duty.status, duty.status, zh, detail)


def _letter(duty: Duty, today: date) -> OwedLetter:
    """Return the letter that reminds whoever has the complaint, once a day for each clock."""
    more = {"staff_id": duty.assignee_id, "clock_id": duty.id}
    return OwedLetter("reminder", duty.complaint_id, f"{duty.id}:{today}", more)
