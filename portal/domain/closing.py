"""Closing: what a decided complaint still lacks before its file is closed.

Closing needs a finding for each point, a basis, signatures, the outcome delivered, collected or
parked with a reason, each measure proved or dropped with a reason, and the time for a review over.
What is not the office's competence is not closed but transferred [7.12].
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.text import Text


class Need(StrEnum):
    """What closing needs."""

    FINDINGS = "findings"
    CLAUSES = "clauses"
    SIGNATURES = "signatures"
    OUTCOME = "outcome"
    MEASURES = "measures"
    WINDOW = "window"

    @property
    def text(self) -> Text:
        """Return what has to be there."""
        return NEEDS[self][0]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses that ask for it."""
        return NEEDS[self][1]


NEEDS = {
    Need.FINDINGS: (Text("每一项投诉都有认定", "A finding for each point"), ("7.7", "7.9")),
    Need.CLAUSES: (
        Text(
            "决定写明依据：意见条款、采用的规定或者法律",
            "What the decision rests on: clauses, adopted policy or law",
        ),
        ("7.9",),
    ),
    Need.SIGNATURES: (Text("应当批准的人均已批准", "Every signature that is needed"), ("6.6",)),
    Need.OUTCOME: (
        Text(
            "结果已送达、已领取，或者注明无法送达的原因",
            "The outcome delivered, collected, or parked with a reason",
        ),
        ("2.4(d)", "7.9"),
    ),
    Need.MEASURES: (
        Text("每一项措施已落实，或者注明不落实的理由", "Each measure proved, or a reason for none"),
        ("2.4(a)", "6.10"),
    ),
    Need.WINDOW: (
        Text("申请复查、复核的期限已过", "The time for asking for a review is over"),
        ("7.10",),
    ),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a decided complaint has come.

    *window_until* is the last day for asking for a review, None while it has not begun; where no
    further review can be asked for, *reviewable* is false.
    """

    found: bool
    cited: bool
    signed: bool
    told: bool
    carried_out: bool
    reviewable: bool
    window_until: date | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that closing needs, as it stands; *until* is the last day of what only passes."""

    need: Need
    done: bool
    until: date | None = None


def checked(stand: Stand, today: date) -> tuple[Checked, ...]:
    """Return everything that closing needs, as it stands *today*."""
    until = stand.window_until
    over = not stand.reviewable or (until is not None and until < today)
    return (
        Checked(Need.FINDINGS, stand.found),
        Checked(Need.CLAUSES, stand.cited),
        Checked(Need.SIGNATURES, stand.signed),
        Checked(Need.OUTCOME, stand.told),
        Checked(Need.MEASURES, stand.carried_out),
        Checked(Need.WINDOW, stand.told and over, until),
    )


def missing(stand: Stand, today: date) -> tuple[Need, ...]:
    """Return what closing still needs *today*."""
    return tuple(each.need for each in checked(stand, today) if not each.done)
