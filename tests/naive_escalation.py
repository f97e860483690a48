"""What is late, followed up duty after duty through the ORM: slow, and easy to believe."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.clock import CLOCKS, Deadline, due, explain_clock, state_of
from portal.domain.escalating import NEW_DATE, TOLD, step_above
from portal.domain.lifecycle import OPEN, Action
from portal.domain.permissions import Actor
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.letter_log import LetterLog
from portal.models.outage import Outage
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services import assignment, breach_words, calendars, casework, clocks, outages, outbox
from portal.services.office import Office

HANDED_OVER = (Action.ASSIGN.value, Action.REASSIGN.value)


class Naive:
    """The rule, duty by duty."""

    def __init__(self, session: Session, office: Office, now: datetime) -> None:
        self.session, self.office, self.now = session, office, now
        self.today = now.astimezone(office.zone).date()
        self.calendar = calendars.in_force(session, now=now)

    def escalate(self, clock_ids: list[int]) -> None:
        """Follow up these duties."""
        for clock_id in clock_ids:
            self.pursue(clock_id)
            self.session.flush()

    def warn(self, clock_ids: list[int]) -> None:
        """Give the warnings of these clocks that were not given yet."""
        for clock_id in sorted(clock_ids):
            clock = self.session.get_one(RunningClock, clock_id)
            complaint = self.session.get_one(Complaint, clock.complaint_id)
            plain = clock.as_clock(clocks.tollings(self.session, complaint), self.today)
            days = state_of(plain, self.calendar, self.office.zone).warned_on
            new = [
                kind
                for kind, on in days.items()
                if on <= self.today and not self.warned(clock, kind, on)
            ]
            for kind in new:
                self.session.add(
                    GivenWarning(
                        complaint_id=complaint.id, clock_id=clock.id, kind=kind, on=days[kind],
                        given_at=self.now,
                    )
                )  # fmt: skip
            if new:
                self.tell(clock, complaint, new)

    def warned(self, clock: RunningClock, kind: Any, on: date) -> bool:
        given = select(GivenWarning.id).where(
            GivenWarning.clock_id == clock.id, GivenWarning.kind == kind, GivenWarning.on == on
        )
        return self.session.scalar(given) is not None

    def tell(self, clock: RunningClock, complaint: Complaint, new: list[Any]) -> None:
        """Log the warnings and remind whoever has the complaint."""
        what, most = CLOCKS[clock.kind].text, new[-1].text
        zh = f"{what.zh}：{most.zh}，期限 {clock.due_on}"
        self.note(
            complaint, Action.WARN, zh, clock=clock.kind.value, kinds=[each.value for each in new],
            zh=zh, en=f"{what.en}: {most.en}, due on {clock.due_on}",
        )  # fmt: skip
        if complaint.assignee_id is not None:
            self.owe("reminder", complaint, f"{clock.id}:{self.today}", clock, staff=True)

    def pursue(self, clock_id: int) -> None:
        """Follow up one duty."""
        clock = self.session.get_one(RunningClock, clock_id)
        complaint = self.session.get_one(Complaint, clock.complaint_id)
        breach = self.session.scalar(select(Breach).where(Breach.clock_id == clock_id))
        plain = clock.as_clock(clocks.tollings(self.session, complaint), self.today)
        deadline = plain.deadline(self.calendar, self.office.zone)
        told = breach is not None and breach.next_on >= self.today
        if not clock.running or not deadline.passed(self.now) or told:
            return
        self.take_up(clock, complaint, breach or self.found(clock, complaint, deadline))

    def found(self, clock: RunningClock, complaint: Complaint, deadline: Deadline) -> Breach:
        """Write a breach down and open the case that follows, if one does."""
        outage = outages.covering(self.session, deadline.due_on, self.office)
        breach = Breach(
            complaint_id=complaint.id, clock_id=clock.id, due_on=deadline.due_on,
            found_at=self.now, next_on=deadline.due_on, raised=0,
            responsible_staff_id=self.responsible(complaint.id, deadline.due_at),
            special_reason=self.special_reason(clock), excused_by=outage.id if outage else None,
        )  # fmt: skip
        self.session.add(breach)
        self.session.flush()
        held = breach.responsible_staff_id
        if breach.special_reason is None and outage is None and held is not None:
            self.session.add(
                AccountabilityCase(
                    complaint_id=complaint.id, breach_id=breach.id, staff_id=held,
                    opened_at=self.now, evidence=self.evidence(clock, complaint, breach),
                )
            )  # fmt: skip
        return breach

    def responsible(self, complaint_id: int, moment: datetime) -> int | None:
        """Return who held the complaint just before *moment*."""
        return self.session.scalar(
            select(Staff.id)
            .join(CaseLog, CaseLog.detail["to"].astext == Staff.username)
            .where(CaseLog.complaint_id == complaint_id, CaseLog.at < moment)
            .where(CaseLog.action.in_(HANDED_OVER))
            .order_by(CaseLog.at.desc(), CaseLog.id.desc())
            .limit(1)
        )

    def special_reason(self, clock: RunningClock) -> str | None:
        """Return the special reason that somebody recorded while *clock* ran."""
        return self.session.scalar(
            select(CaseLog.reason)
            .where(CaseLog.complaint_id == clock.complaint_id, CaseLog.at >= clock.started_at)
            .where(CaseLog.action == Action.EXCUSE.value, CaseLog.staff_id.is_not(None))
            .order_by(CaseLog.id.desc())
            .limit(1)
        )

    def take_up(self, clock: RunningClock, complaint: Complaint, breach: Breach) -> None:
        """Pass the complaint up, log it and owe the letters."""
        breach.next_on = due(self.now, NEW_DATE, self.calendar, zone=self.office.zone).due_on
        raised = self.passed_up(complaint)
        breach.raised += raised
        outage = self.session.get(Outage, breach.excused_by or 0)
        why = breach_words.reason(breach.special_reason, outage.what if outage else None)
        to = complaint.assignee.username if raised and complaint.assignee else None
        about = (clock.kind, breach.due_on, breach.next_on, why)
        kept, told = breach_words.kept(*about, to), breach_words.told(*about)
        public = clock.kind in TOLD
        self.note(
            complaint, Action.ESCALATE, told.zh if public else "", clock=clock.kind.value,
            due_on=breach.due_on.isoformat(), until=breach.next_on.isoformat(),
            told=told.en if public else "", zh=kept.zh, en=kept.en,
        )  # fmt: skip
        occasion = f"{clock.id}:{breach.next_on}"
        if complaint.assignee_id is not None:
            self.owe("overdue", complaint, occasion, clock, staff=True)
        if public:
            self.owe("progress", complaint, occasion, clock)

    def passed_up(self, complaint: Complaint) -> bool:
        """Give the complaint to the next tier; tell whether one took it."""
        step = step_above(complaint.assignee.role if complaint.assignee else None)
        if step is None:
            return False
        try:
            assignment.pass_up(
                self.session, complaint, office=self.office, now=self.now, at_least=step
            )
        except NobodyLeftError:
            return False
        self.session.expire(complaint, ["assignee"])
        return True

    def note(self, complaint: Complaint, action: Action, reason: str, **detail: Any) -> None:
        casework.note(
            self.session, complaint, Actor.system(), action, now=self.now, reason=reason,
            detail=detail,
        )  # fmt: skip

    def owe(
        self, letter: str, complaint: Complaint, occasion: str, clock: RunningClock, *,
        staff: bool = False,
    ) -> None:  # fmt: skip
        more = {"staff_id": complaint.assignee_id} if staff else {}
        outbox.owe_letter(
            self.session, letter, complaint.id, now=self.now, occasion=occasion, clock_id=clock.id,
            **more,
        )  # fmt: skip

    def evidence(self, clock: RunningClock, complaint: Complaint, breach: Breach) -> dict[str, Any]:
        """Return what speaks for and against the person responsible."""
        plain = clock.as_clock(clocks.tollings(self.session, complaint), self.today)
        lines = explain_clock(plain, self.calendar, self.office.zone)
        days = [
            {"date": day.date.isoformat(), "counted": day.counted}
            | ({} if day.counted else {"why": {"zh": day.why.zh, "en": day.why.en}})
            for day in lines
        ]
        return {
            "clock": {
                "kind": clock.kind.value, "limit": str(plain.limit), "days": days,
                "started_at": clock.started_at.isoformat(), "due_on": clock.due_on.isoformat(),
            },
            "warnings": self.warnings(clock),
            "reminders": self.reminders(clock),
            "extensions": self.extensions(clock),
            "workload": self.workload(breach),
        }  # fmt: skip

    def warnings(self, clock: RunningClock) -> list[dict[str, Any]]:
        given = select(GivenWarning).where(GivenWarning.clock_id == clock.id)
        rows = self.session.scalars(given.order_by(GivenWarning.on, GivenWarning.id))
        return [{"kind": row.kind.value, "on": row.on.isoformat()} for row in rows]

    def reminders(self, clock: RunningClock) -> list[dict[str, Any]]:
        """Return the reminders that went out."""
        rows = self.session.execute(
            select(LetterLog.sent_at, Staff.username)
            .join(OutboxRow, OutboxRow.id == LetterLog.outbox_id)
            .outerjoin(Staff, Staff.id == cast(OutboxRow.payload["staff_id"].astext, Integer))
            .where(LetterLog.complaint_id == clock.complaint_id, LetterLog.letter == "reminder")
            .where(OutboxRow.payload["clock_id"].astext == str(clock.id))
            .order_by(LetterLog.sent_at)
        )
        return [{"sent_at": row.sent_at.isoformat(), "to": row.username} for row in rows]

    def extensions(self, clock: RunningClock) -> list[dict[str, Any]]:
        """Return each extension asked for, granted or refused while *clock* ran."""
        rows = self.session.scalars(
            select(CaseLog)
            .where(CaseLog.complaint_id == clock.complaint_id, CaseLog.at >= clock.started_at)
            .where(CaseLog.action.in_(["ask_extension", "extend", "refuse_extension"]))
            .order_by(CaseLog.id)
        )
        return [
            {
                "what": row.action,
                "at": row.at.isoformat(),
                "days": row.detail["days"],
                "reason": row.reason,
            }
            for row in rows
        ]

    def workload(self, breach: Breach) -> dict[str, Any]:
        """Return how much the person responsible has in hand."""
        late = func.count().filter(Complaint.next_due_on <= breach.due_on)
        count, overdue = self.session.execute(
            select(func.count(), late)
            .select_from(Complaint)
            .where(Complaint.assignee_id == breach.responsible_staff_id)
            .where(Complaint.status.in_(sorted(OPEN)))
        ).one()
        return {"open": count, "overdue": overdue, "at": self.now.isoformat()}
