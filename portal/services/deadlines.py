"""The dates that the office promises: one next deadline for each open complaint."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.domain.clock import CLOCKS, PUBLISHED, ClockKind, due
from portal.domain.lifecycle import Status
from portal.models.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Promise:
    """What is owed next, by the end of which day in the office's zone."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Rule:
    """While a complaint has a status, which clock runs and from which instant."""

    clock: ClockKind
    since: Callable[[Complaint], datetime | None]


def filed(complaint: Complaint) -> datetime | None:
    """Return when the complaint was filed."""
    return complaint.filed_at


def accepted(complaint: Complaint) -> datetime | None:
    """Return when the complaint was accepted."""
    return complaint.accepted_at


def present(_complaint: Complaint) -> None:
    """Return nothing: the clock starts on the day the status is entered."""


ANSWER = Rule(ClockKind.ANSWER_GENERAL, accepted)

RULES: Mapping[Status, Rule] = {
    Status.RECEIVED: Rule(ClockKind.DECIDE_ACCEPTANCE, filed),
    Status.ASSIGNED: Rule(ClockKind.DECIDE_ACCEPTANCE, filed),
    Status.CLARIFICATION: Rule(ClockKind.ANSWER_GENERAL, present),
    Status.ACCEPTED: ANSWER,
    Status.INVESTIGATING: ANSWER,
    Status.FINDINGS_PROPOSED: ANSWER,
    Status.AWAITING_APPROVAL: ANSWER,
    Status.DECIDED: Rule(ClockKind.RESULT_MAIL, present),
    Status.UNDER_REVIEW: Rule(ClockKind.REVIEW_DECISION, present),
    Status.TRANSFERRED: Rule(ClockKind.ANSWER_GENERAL, present),
}


def after(status: Status, complaint: Complaint, today: date, zone: ZoneInfo) -> Promise | None:
    """Return what is owed once *complaint* has *status*; nothing when nothing is."""
    rule = RULES.get(status)
    if rule is None:
        return None
    since = rule.since(complaint)
    start = since.astimezone(zone).date() if since else today
    return Promise(rule.clock.value, due_on(rule.clock, start, zone))


@lru_cache(maxsize=4096)
def due_on(clock: ClockKind, start: date, zone: ZoneInfo) -> date:
    """Return the last day of *clock* when its event falls on *start*; a set limit has none."""
    limit = CLOCKS[clock].limit
    if limit is None:
        raise ValueError(f"{clock} is set case by case")
    return due(start, limit, PUBLISHED, zone=zone).due_on
