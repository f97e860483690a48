"""When a person decides otherwise than the table: M1-M3, M5 and M6 of severity.md §5.4.

Every override names a reason, a clause and a second person [6.13]; a referral is never lowered
[6.11], and no override makes one: for that a clue of crime is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.domain.clauses import CLAUSES
from portal.domain.severity.approvals import Approval, approvals_for
from portal.domain.severity.engine import MEASURES_OF
from portal.domain.severity.measures import Measure, Person
from portal.domain.severity.outcome import Modifier, Outcome
from portal.domain.severity.scale import Severity
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Override:
    """Another outcome, chosen by a person: to what, on which ground, why, by whom and with whom.

    *by* and *second* identify members of staff; *clause* is one of the product's clause ids.
    """

    to: Severity
    ground: Modifier
    reason: str
    clause: str
    by: int
    second: int


class OverrideError(ValueError):
    """The override is not allowed; *text* says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


S = Severity
MOVES: Mapping[Modifier, frozenset[tuple[Severity, Severity]]] = {
    Modifier.MITIGATION: frozenset({(S.DISCIPLINE, S.WARNING)}),
    Modifier.AGGRAVATION: frozenset(
        {(S.ADVICE, S.WARNING), (S.WARNING, S.DISCIPLINE), (S.APOLOGY, S.DISCIPLINE)}
    ),
    Modifier.REPETITION: frozenset({(S.WARNING, S.DISCIPLINE), (S.APOLOGY, S.DISCIPLINE)}),
    Modifier.NO_RESPONSIBILITY: frozenset(
        (graver, S.NO_FAULT) for graver in (S.ADVICE, S.WARNING, S.APOLOGY, S.DISCIPLINE)
    ),
    Modifier.JUDGEMENT: frozenset(
        (before, after)
        for before in S
        for after in S
        if before is not after and S.REFERRAL not in {before, after}
    ),
}
"""From which severity to which each ground may lead; nothing leads from or to a referral."""

STAYS = frozenset({Measure.ADMONITORY_EDUCATION, Measure.APOLOGY, Measure.RECTIFY, Measure.PUBLISH})
"""What the citizen or the public is owed stays owed, as long as there is fault at all [2.4(a)]."""


def override(outcome: Outcome, change: Override) -> Outcome:
    """Return *outcome* as changed by a person; raise OverrideError where that may not be."""
    _require_grounds(change)
    _require_move(outcome, change)
    return replace(
        outcome,
        severity=change.to,
        measures=_measures(outcome, change.to),
        persons=outcome.persons if change.to is not Severity.NO_FAULT else (),
        approvals=_approvals(outcome.severity, change.to),
    )


def move_to_superior(outcome: Outcome, change: Override) -> Outcome:
    """Return *outcome* with the superior who gave the order as the person responsible [M5].

    A plainly illegal order leaves the responsibility where it is: do not call this for one.
    """
    _require_grounds(change)
    if outcome.severity in {Severity.NO_FAULT, Severity.REFERRAL}:
        raise OverrideError(NOT_MOVED)
    approvals = approvals_for(outcome.severity, overridden=True)
    return replace(outcome, persons=(Person.SUPERIOR,), approvals=approvals)


NOT_MOVED = Text("该结果不能转由上级承担", "This outcome cannot be moved to the superior")
REFERRAL_STAYS = Text("移交不得降低", "A referral is never lowered")
NOT_THAT_WAY = Text(
    "该理由不能这样改变结果", "This ground does not allow that change of the outcome"
)
NOT_REPEATED = Text("未达到屡次告诫的次数", "There are not enough earlier warnings")
APOLOGY_STAYS = Text("应当的赔礼道歉不得免除", "An apology owed is not removed")


def _require_grounds(change: Override) -> None:
    if not change.reason.strip():
        raise OverrideError(Text("须写明理由", "A reason is needed"))
    if change.clause not in CLAUSES:
        raise OverrideError(Text("须引用条款", "A clause must be cited"))
    if change.by == change.second:
        raise OverrideError(Text("须由另一人复核", "A second person is needed"))


def _require_move(outcome: Outcome, change: Override) -> None:
    if outcome.severity is Severity.REFERRAL:
        raise OverrideError(REFERRAL_STAYS)
    if (outcome.severity, change.to) not in MOVES.get(change.ground, frozenset()):
        raise OverrideError(NOT_THAT_WAY)
    if change.ground is Modifier.REPETITION and Modifier.REPETITION not in outcome.pointers:
        raise OverrideError(NOT_REPEATED)
    if change.ground is Modifier.JUDGEMENT and _forgets_apology(outcome, change.to):
        raise OverrideError(APOLOGY_STAYS)


def _forgets_apology(outcome: Outcome, to: Severity) -> bool:
    return Measure.APOLOGY in outcome.measures and to.rank < Severity.APOLOGY.rank


def _measures(outcome: Outcome, to: Severity) -> tuple[Measure, ...]:
    if to is Severity.NO_FAULT:
        return ()
    kept = (measure for measure in outcome.measures if measure in STAYS)
    return tuple(dict.fromkeys((*MEASURES_OF[to], *kept)))


def _approvals(before: Severity, after: Severity) -> tuple[Approval, ...]:
    return approvals_for(max(before, after, key=lambda each: each.rank), overridden=True)
