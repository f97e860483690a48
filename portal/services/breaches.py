"""Breaches: duties that ran out are written down, taken to the next tier and told [1.3(b), 4.6].

A batch at a time: read in a few questions, planned duty after duty in plain values, written in a
few statements. Who takes what over is the rule of assignment, as everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.bench import Bench
from portal.domain.clock import Deadline
from portal.domain.escalating import NEW_DATE, TOLD
from portal.domain.lifecycle import Action, Status, require_standing
from portal.domain.passing_up import Handover, Tally, pass_up
from portal.domain.text import Text
from portal.models.complaint import OPEN_SQL, Complaint
from portal.services import (
    accountability,
    assignment,
    bench,
    breach_rows,
    breach_words,
    bulk,
    late,
    log_lines,
    outages,
    outbox,
    signers,
    track_record,
)
from portal.services.accountability import OpenedCase
from portal.services.breach_rows import FoundBreach
from portal.services.bulk import Sender
from portal.services.late import LateDuty
from portal.services.log_lines import LogLine
from portal.services.office import Office
from portal.services.outbox import OwedLetter
from portal.services.reckoner import Reckoner
from portal.services.track_record import TrackRecord

NOTHING = Text("", "")
AT_ONCE = 200
"""How many duties are sent at once: the server writes them while the next are planned."""


def pursue(session: Session, clock_ids: Sequence[int], office: Office, now: datetime) -> None:
    """Follow up duties that ran out, their complaints being locked; a second call does nothing."""
    duties = late.read(session, clock_ids)
    if duties:
        pursuit = _begin(session, duties, office, now)
        with bulk.sending(session) as sender:
            for first in range(0, len(duties), AT_ONCE):
                for duty in duties[first : first + AT_ONCE]:
                    pursuit.follow(duty)
                pursuit.write(sender)
        session.expire_all()  # what was read before is read again
        for complaint_id in dict.fromkeys(pursuit.unsigned):
            signers.tell_anew(session, session.get_one(Complaint, complaint_id), now=now)


def _begin(
    session: Session, duties: Sequence[LateDuty], office: Office, now: datetime
) -> "Pursuit":
    fresh = [duty.row for duty in duties if duty.row.breach_id is None]
    record = track_record.read(
        session, sorted({row.complaint_id for row in fresh}), [row.id for row in fresh]
    )
    tally, reckoner = _tally(session), Reckoner.at(session, office, now)
    down = outages.Ledger(session, office)
    for duty in duties:
        down.covering(reckoner.deadline(duty.row, duty.still).due_on)  # is known from now on
    return Pursuit(
        reckoner=reckoner,
        bench=bench.read(session, now=now, loads=tally.loads()),
        tally=tally,
        record=record,
        down=down,
        next_on=reckoner.after(now, NEW_DATE),
        now=now,
    )


def _tally(session: Session) -> Tally:
    """Count the open complaints of everybody, by the nearest last day."""
    tally = Tally()
    rows = session.execute(
        select(Complaint.assignee_id, Complaint.next_due_on, func.count())
        .where(text(OPEN_SQL), Complaint.assignee_id.is_not(None))
        .group_by(Complaint.assignee_id, Complaint.next_due_on)
    )
    for staff_id, day, number in rows:
        tally.add(staff_id or 0, day or date.max, number)
    return tally


@dataclass
class Pursuit:
    """The plan of one batch: duty after duty, each sees what those before it changed."""

    reckoner: Reckoner
    bench: Bench
    tally: Tally
    record: TrackRecord
    down: "outages.Ledger"
    next_on: date
    now: datetime
    found: list[FoundBreach] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    cases: list[OpenedCase] = field(default_factory=list)
    lines: list[LogLine] = field(default_factory=list)
    letters: list[OwedLetter] = field(default_factory=list)
    moved: dict[int, LateDuty] = field(default_factory=dict)
    unsigned: list[int] = field(default_factory=list)

    def follow(self, duty: LateDuty) -> None:
        """Plan what follows from one duty, if it is late and nobody was told of it by now."""
        deadline = self.reckoner.deadline(duty.row, duty.still)
        if not self._awaited(duty, deadline):
            return
        if duty.row.breach_id is None:
            found, why = self._find(duty, deadline)
            raised = self._take_up(duty, found.due_on, why)
            self.found.append(replace(found, raised=raised))
        else:
            why = breach_words.reason(duty.row.special_reason, duty.row.outage)
            raised = self._take_up(duty, duty.row.missed_on, why)
            self.raised.append((duty.row.id, int(raised)))

    def _awaited(self, duty: LateDuty, deadline: Deadline) -> bool:
        told = duty.row.breach_id is not None and duty.row.next_on >= self.reckoner.today
        return deadline.passed(self.now) and not told

    def _find(self, duty: LateDuty, deadline: Deadline) -> tuple[FoundBreach, Text]:
        """Return the breach and its reason, and plan the case that follows from it if one does."""
        row = duty.row
        outage = self.down.covering(deadline.due_on)
        responsible = self.record.responsible(row.complaint_id, deadline.due_at)
        special = self.record.special_reason(row.complaint_id, row.started_at)
        found = FoundBreach(
            row.complaint_id, row.id, deadline.due_on, responsible, special,
            outage.id if outage else None,
        )  # fmt: skip
        if special is None and outage is None and responsible is not None:
            self._hold_to_account(duty, responsible, deadline.due_on)
        return found, breach_words.reason(special, outage.what if outage else None)

    def _hold_to_account(self, duty: LateDuty, staff_id: int, due_on: date) -> None:
        workload = {
            "open": self.bench.loads.get(staff_id, 0),
            "overdue": self.tally.overdue(staff_id, due_on),
            "at": self.now.isoformat(),
        }
        evidence = accountability.evidence(duty, self.record, self.reckoner, workload)
        self.cases.append(OpenedCase(duty.row.complaint_id, duty.row.id, staff_id, evidence))

    def _take_up(self, duty: LateDuty, due_on: date, why: Text) -> bool:
        """Plan the way to the next tier, the log and the letters; tell whether one took it."""
        require_standing(duty.held.status, Action.ESCALATE)
        handover = pass_up(duty.held, self.bench, self.tally)
        if handover is not None:
            self._hand_over(duty, handover)
        self._log(duty, due_on, why, handover)
        self._owe_letters(duty)
        return handover is not None

    def _hand_over(self, duty: LateDuty, handover: Handover) -> None:
        chosen, why = handover.choice.chosen, handover.choice.reason
        self.moved[duty.held.complaint_id] = duty
        if handover.after is Status.AWAITING_APPROVAL:
            self.unsigned.append(duty.held.complaint_id)
        detail = {"to": chosen.username, "zh": why.zh, "en": why.en}
        self.lines.append(
            LogLine(
                duty.held.complaint_id, handover.action, handover.before, handover.after,
                why.zh, detail,
            )
        )  # fmt: skip
        self.letters.append(
            assignment.notice(duty.held.complaint_id, chosen.staff_id, now=self.now)
        )

    def _log(self, duty: LateDuty, due_on: date, why: Text, handover: Handover | None) -> None:
        """Log what is told to the office and, of a duty owed to them, to whoever complained."""
        row, status = duty.row, duty.held.status
        to = handover.choice.chosen.username if handover else None
        kept = breach_words.kept(row.kind, due_on, self.next_on, why, to)
        public = row.kind in TOLD
        told = breach_words.told(row.kind, due_on, self.next_on, why) if public else NOTHING
        detail = {
            "clock": row.kind.value,
            "due_on": due_on.isoformat(),
            "until": self.next_on.isoformat(),
            "told": told.en,
            "zh": kept.zh,
            "en": kept.en,
        }
        line = LogLine(row.complaint_id, Action.ESCALATE, status, status, told.zh, detail)
        self.lines.append(line)

    def _owe_letters(self, duty: LateDuty) -> None:
        clock_id, complaint_id, holder = duty.row.id, duty.row.complaint_id, duty.held.holder
        occasion = f"{clock_id}:{self.next_on}"
        if holder is not None:
            more = {"staff_id": holder.staff_id, "clock_id": clock_id}
            self.letters.append(OwedLetter("overdue", complaint_id, occasion, more))
        if duty.row.kind in TOLD:
            more = {"clock_id": clock_id}
            self.letters.append(OwedLetter("progress", complaint_id, occasion, more))

    def write(self, sender: Sender) -> None:
        """Write down all that was planned since the last time."""
        breach_rows.find(sender, self.found, next_on=self.next_on, now=self.now)
        breach_rows.pursue(sender, self.raised, next_on=self.next_on)
        accountability.open_cases(sender, self.cases, now=self.now)
        breach_rows.move(sender, (duty.held for duty in self.moved.values()), now=self.now)
        log_lines.write(sender, self.lines, now=self.now)
        outbox.owe_letters(sender, self.letters, now=self.now)
        for planned in (self.found, self.raised, self.cases, self.lines, self.letters):
            planned.clear()
        for duty in self.moved.values():
            duty.held.moves = 0
        self.moved.clear()
