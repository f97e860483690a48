"""What the rows of one complaint let each letter tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.declining import DeclineCode
from portal.domain.lifecycle import Action
from portal.domain.promises import PROMISED
from portal.domain.severity import Severity
from portal.domain.text import Text
from portal.mail.facts import (
    DeclineFacts,
    RatingFacts,
    ReviewFacts,
    Route,
    TransferFacts,
)
from portal.mail.telling_approval import tell_approval
from portal.mail.telling_disposal import tell_disposal
from portal.mail.telling_late import tell_overdue, tell_progress
from portal.mail.telling_moved import tell_extended
from portal.mail.telling_organ import tell_organ_work
from portal.mail.telling_outcome import tell_outcome
from portal.mail.telling_said import tell_message, tell_question
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.decision import Decision
from portal.queries.promises import next_promise
from portal.services.clocks import promised
from portal.services.office import Office

REVIEW_BODY = Text(
    "本中心（由没有参与原办理的人员复查）",
    "this office, where somebody who had no part in the decision looks at it",
)
SECOND_REVIEW_BODY = Text(
    "复查机关的上一级机关", "the superior body, one level above the one that reviewed"
)
FIRST_REVIEW = (ClockKind.REVIEW_REQUEST, ClockKind.REVIEW_DECISION)
SECOND_REVIEW = (ClockKind.SECOND_REVIEW_REQUEST, ClockKind.SECOND_REVIEW_DECISION)
ENDED_A_REVIEW = (Action.CONCLUDE_REVIEW, Action.CONCLUDE_SECOND_REVIEW, Action.REOPEN)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the facts of one complaint from its *sheet*, its decision and its case log.

    *clock_id* is the one clock that the letter is about, where it is about one, *said_id* the
    message that it tells, *news* what it tells of an enquiry or a measure, *dispatch_id* what was
    sent to another body.
    """

    session: Session
    sheet: Row[*tuple[Any, ...]]
    office: Office
    now: datetime
    clock_id: int | None = None
    said_id: int | None = None
    enquiry_id: int | None = None
    measure_id: int | None = None
    news: str = ""
    dispatch_id: int | None = None

    def tells(self, letter: str) -> dict[str, Any]:
        """Return what *letter* alone tells, under its name: None where it is not known."""
        tell = TELLS.get(letter)
        return {letter: tell(self)} if tell else {}

    def clock(self) -> RunningClock | None:
        """Return the clock that the letter is about, if it is about one."""
        return self.session.get(RunningClock, self.clock_id) if self.clock_id else None

    def clock_ended(self) -> bool:
        """Tell whether what the letter is about has been done meanwhile."""
        clock = self.clock()
        return clock is not None and not clock.running

    def next_deadline(self, *, promised: bool) -> tuple[date | None, str | None, bool]:
        """Return day, kind and whether it is provisional: of the letter's clock, or the next.

        *promised*: the next of those that whoever complained is told of.
        """
        clock, sheet = self.clock(), self.sheet
        if clock is None and promised and sheet.next_due_kind not in {None, *PROMISED}:
            clock = next_promise(self.session, sheet.id)
            if clock is None:
                return None, None, False
        if clock is not None:
            return clock.due_on, clock.kind.value, clock.provisional
        return sheet.next_due_on, sheet.next_due_kind, sheet.next_due_provisional

    def declined(self) -> DeclineFacts | None:
        """Return why the complaint was declined, if it was."""
        if self.sheet.decline_code is None:
            return None
        code = DeclineCode(self.sheet.decline_code)
        return DeclineFacts(
            code=code.value,
            reason=code.text,
            more=self.sheet.decline_reason or "",
            instead=code.way,
            review=self.review(self.sheet.closed_at or self.now),
        )

    def transferred(self) -> TransferFacts | None:
        """Return where the complaint went and why; of a possible referral only that it went."""
        step = self.last_step(Action.TRANSFER)
        if step is None or "target" not in step.detail:
            return None
        if self.referral():
            return TransferFacts(referred=True)
        return TransferFacts(body=_same(step.detail["target"]), reason=step.reason)

    def review_result(self) -> ReviewFacts | None:
        """Return what the last review came to, and the second one that can follow the first.

        Of a possible referral the reasons are not told.
        """
        step = self.last_step(*ENDED_A_REVIEW)
        if step is None:
            return None
        first = step.action == Action.CONCLUDE_REVIEW
        return ReviewFacts(
            reason="" if self.referral() else step.reason,
            second=self.sheet.reviews > 1,
            reopened=step.action == Action.REOPEN,
            further=self.second_review(step.at) if first else None,
        )

    def rating(self) -> RatingFacts:
        """Return where the handling can be rated [8.4]."""
        return RatingFacts(address=f"{self.office.public_address}/track")

    def referral(self) -> bool:
        """Tell whether the matter is, or may become, one for the organ that prosecutes crimes."""
        decision = self.decision()
        found = decision.severity if decision else None
        return Severity.REFERRAL in {self.sheet.provisional_severity, found}

    def decision(self) -> Decision | None:
        """Return the decision that was taken last."""
        return self.session.scalar(
            select(Decision)
            .where(Decision.complaint_id == self.sheet.id)
            .order_by(Decision.id.desc())
            .limit(1)
        )

    def review(self, since: datetime) -> Route:
        """Return where and until when the complainant can ask for a review [practice 7.10]."""
        return self._route(REVIEW_BODY, since, FIRST_REVIEW)

    def second_review(self, since: datetime) -> Route:
        """Return where and until when a second review can be asked for [practice 7.10]."""
        return self._route(SECOND_REVIEW_BODY, since, SECOND_REVIEW)

    def _route(self, body: Text, since: datetime, clocks: tuple[ClockKind, ClockKind]) -> Route:
        """Return the way to a review: how long it is open, and how long the answer takes."""
        ask, answer = clocks
        day = since.astimezone(self.office.zone).date()
        until = promised(self.session, ask, day, office=self.office, now=self.now)
        return Route(
            body=body,
            address=f"{self.office.public_address}/track",
            until=until.due_on,
            provisional=until.provisional,
            within=_length(ask),
            answered=_length(answer),
            clause=CLOCKS[ask].clauses[0],
        )

    def last_step(self, *actions: Action) -> CaseLog | None:
        """Return the last entry of the case log that is one of *actions*."""
        return self.session.scalar(
            select(CaseLog)
            .where(CaseLog.complaint_id == self.sheet.id, CaseLog.action.in_(actions))
            .order_by(CaseLog.id.desc())
            .limit(1)
        )


TELLS: Mapping[str, Callable[[Teller], object]] = {
    "approval": tell_approval,
    "declined": Teller.declined,
    "transferred": Teller.transferred,
    "clarification": tell_question,
    "message": tell_message,
    "disposal": tell_disposal,
    "extended": tell_extended,
    "outcome": tell_outcome,
    "organ_work": tell_organ_work,
    "overdue": tell_overdue,
    "progress": tell_progress,
    "review_result": Teller.review_result,
    "rating": Teller.rating,
}
"""The letters whose own facts are in the database."""


def _length(kind: ClockKind) -> Text | None:
    limit = CLOCKS[kind].limit
    return limit.text if limit else None


def _same(words: str) -> Text:
    """Return what somebody wrote in one language as what to say in both."""
    return Text(words, words)
