"""What organs owe: they are reminded of it and, when late, chased; nobody here answers for it.

The sweep of portal/services/escalation.py asks for it in its batches. The complaint stays with
whoever has it and its own clocks run on: an organ that is late excuses nobody [7.12].
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.bench import Bench
from portal.domain.clock import CLOCKS
from portal.domain.desks import Step
from portal.domain.enquiring import ENQUIRY, MEASURE, News, number_of
from portal.domain.escalating import NEW_DATE
from portal.domain.lifecycle import Action, Status, require_standing
from portal.models.clock import RunningClock
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.services import bench, breach_rows, late, log_lines, outages, outbox
from portal.services.breach_rows import FoundBreach
from portal.services.late import LateDuty
from portal.services.log_lines import LogLine
from portal.services.office import Office
from portal.services.organ_letters import TO_ORGAN, TO_STAFF, letter, liaisons
from portal.services.outbox import OwedLetter
from portal.services.reckoner import Reckoner

STEPS = (Step.SUPERVISOR, Step.DIRECTOR, Step.SUPERIOR)
"""Who is told besides the investigator: the first time, the second, and from then on."""

PutRow = Row[*tuple[Any, ...]]


def reminders(session: Session, clock_ids: Sequence[int], today: date) -> list[OwedLetter]:
    """Return the letters that remind the liaisons of what is due, once a day for each clock."""
    put = _put(session, clock_ids) if clock_ids else {}
    readers = liaisons(session, [row.organ_id for row in put.values()])
    return [
        letter(TO_ORGAN, row.complaint_id, reader, News.REMINDER, f"{row.id}:{today}", **_of(row))
        for row in put.values()
        for reader in readers.get(row.organ_id, [])
    ]


def pursue(session: Session, clock_ids: Sequence[int], office: Office, now: datetime) -> None:
    """Follow up what organs did not do in time, the complaints being locked; once for each day."""
    if not clock_ids:
        return
    reckoner = Reckoner.at(session, office, now)
    duties = [duty for duty in late.read(session, clock_ids) if _awaited(duty, reckoner, now)]
    if duties:
        next_on = reckoner.after(now, NEW_DATE)
        put = _put(session, [duty.row.id for duty in duties])
        _write(session, duties, put, outages.Ledger(session, office), next_on, now)
        log_lines.write(
            session, [_line(each, put[each.row.id], next_on) for each in duties], now=now
        )
        _tell(session, duties, put, next_on, now)


def _awaited(duty: LateDuty, reckoner: Reckoner, now: datetime) -> bool:
    told = duty.row.breach_id is not None and duty.row.next_on >= reckoner.today
    return reckoner.deadline(duty.row).passed(now) and not told


def _put(session: Session, clock_ids: Sequence[int]) -> Mapping[int, PutRow]:
    """Return by clock what was put to which organ, and under which number."""
    rows = session.execute(
        select(
            RunningClock.id, RunningClock.complaint_id, RunningClock.enquiry_id,
            RunningClock.measure_id,
            func.coalesce(Enquiry.organ_id, OrderedMeasure.organ_id).label("organ_id"),
            func.coalesce(Enquiry.asked_at, OrderedMeasure.ordered_at).label("put_at"),
        )
        .outerjoin(Enquiry, Enquiry.id == RunningClock.enquiry_id)
        .outerjoin(OrderedMeasure, OrderedMeasure.id == RunningClock.measure_id)
        .where(late.among(RunningClock.id, clock_ids))
        .where(RunningClock.enquiry_id.is_not(None) | RunningClock.measure_id.is_not(None))
        .order_by(RunningClock.id)
    )  # fmt: skip
    return {row.id: row for row in rows}


def _write(
    session: Session, duties: Sequence[LateDuty], put: Mapping[int, PutRow],
    down: outages.Ledger, next_on: date, now: datetime,
) -> None:  # fmt: skip
    """Write down the breaches just found, and how often each of the others was chased."""
    fresh = [
        FoundBreach(
            duty.row.complaint_id, duty.row.id, duty.row.due_on, None, None,
            outage.id if (outage := down.covering(duty.row.due_on)) else None,
            raised=True, organ_id=put[duty.row.id].organ_id,
        )
        for duty in duties
        if duty.row.breach_id is None
    ]  # fmt: skip
    again = [(duty.row.id, 1) for duty in duties if duty.row.breach_id is not None]
    breach_rows.find(session, fresh, next_on=next_on, now=now)
    breach_rows.pursue(session, again, next_on=next_on)


def _line(duty: LateDuty, put: PutRow, next_on: date) -> LogLine:
    """Return what the case log keeps; whoever complained is not told of it."""
    row, status = duty.row, Status(duty.held.status)
    require_standing(status, Action.CHASE_ORGAN)
    what, number = CLOCKS[row.kind].text, _number(put)
    detail = {
        "number": number,
        "due_on": row.due_on.isoformat(),
        "until": next_on.isoformat(),
        "zh": f"{number} {what.zh}：超期（{row.due_on}），再限 {next_on} 前",
        "en": f"{number} {what.en}: late ({row.due_on}), now by {next_on}",
    }
    return LogLine(row.complaint_id, Action.CHASE_ORGAN, status, status, detail["zh"], detail)


def _tell(
    session: Session, duties: Sequence[LateDuty], put: Mapping[int, PutRow], next_on: date,
    now: datetime,
) -> None:  # fmt: skip
    """Owe the letters: to the organ, for its head; to the investigator and to who stands above."""
    seats = bench.read(session, now=now)
    readers = liaisons(session, [row.organ_id for row in put.values()])
    owed: list[OwedLetter] = []
    for duty in duties:
        row, occasion = put[duty.row.id], f"{duty.row.id}:{next_on}"
        told = [(TO_ORGAN, reader, News.OVERDUE) for reader in readers.get(row.organ_id, [])]
        told += [(TO_STAFF, reader, News.LATE) for reader in _overseers(duty, seats)]
        owed += [
            letter(name, row.complaint_id, reader, news, occasion, **_of(row))
            for name, reader, news in told
        ]
    outbox.owe_letters(session, owed, now=now)


def _overseers(duty: LateDuty, seats: Bench) -> list[int]:
    """Return the investigator and, by the rules of assignment, one of the step that oversees."""
    held = duty.held
    holder = [held.holder.staff_id] if held.holder else []
    step = STEPS[min(duty.row.raised or 0, len(STEPS) - 1)]
    try:
        above = seats.choose(held.matter, at_least=step).choice.chosen.staff_id
    except NobodyLeftError:
        return holder
    return list(dict.fromkeys([*holder, above]))


def _of(row: PutRow) -> dict[str, int | None]:
    """Return what a letter names: the clock, and what it belongs to."""
    return {"clock_id": row.id, "enquiry_id": row.enquiry_id, "measure_id": row.measure_id}


def _number(row: PutRow) -> str:
    if row.enquiry_id:
        return number_of(ENQUIRY, row.enquiry_id, row.put_at)
    return number_of(MEASURE, row.measure_id, row.put_at)
