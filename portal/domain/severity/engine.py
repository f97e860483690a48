"""From a finding to an outcome: the first row that matches decides (severity.md §5.3)."""

from collections.abc import Mapping

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.approvals import approvals_for
from portal.domain.severity.inputs import Circumstances, Finding, Verified, presumes_violation
from portal.domain.severity.measures import Gate, Measure, Person
from portal.domain.severity.outcome import Modifier, Outcome
from portal.domain.severity.policy import CURRENT, PolicyVersion
from portal.domain.severity.rows import Row
from portal.domain.severity.scale import Severity

MEASURES_OF: Mapping[Severity, tuple[Measure, ...]] = {
    Severity.NO_FAULT: (),
    Severity.ADVICE: (Measure.ADVICE,),
    Severity.WARNING: (Measure.WARNING,),
    Severity.APOLOGY: (Measure.ADMONITORY_EDUCATION, Measure.APOLOGY),
    Severity.DISCIPLINE: (Measure.DISCIPLINE,),
    Severity.REFERRAL: (Measure.REFERRAL,),
}

OWED: Mapping[Category, tuple[Measure, ...]] = {
    Category.C02: (Measure.RECTIFY,),
    Category.C03: (Measure.ADMONITORY_EDUCATION, Measure.APOLOGY),
    Category.C07: (Measure.PUBLISH,),
}
"""What the citizen or the public is owed once fault is verified, whatever else follows.

Manner: both limbs of [2.4(a)]; a promise is put right and published [2.2]; what should have been
disclosed is disclosed [3.1].
"""

ACTORS: Mapping[Category, Person] = {
    Category.C01: Person.FIRST_INQUIRY_OFFICER,
    Category.C08: Person.MAIN_RESPONSIBLE,
    Category.C10: Person.LEADER_IN_CHARGE,
}
"""Whom the opinion names instead of the direct actor [1.4, 4.6, 5.1(2)]; see also [6.2]."""


def decide(finding: Finding, *, policy: PolicyVersion = CURRENT) -> Outcome:
    """Return the outcome of *finding* under *policy*."""
    row = matching_row(finding, policy)
    return Outcome(
        severity=row.severity,
        measures=_measures(finding, row),
        persons=_persons(finding, row),
        row=row.number,
        clauses=_clauses(finding, row),
        adopted=row.adopted,
        law=row.law,
        approvals=approvals_for(row.severity),
        gates=_gates(finding, row),
        pointers=_pointers(finding, row, policy),
        policy_version=policy.number,
        remark=row.text,
        read_as=_read_as(finding, policy),
    )


def matching_row(finding: Finding, policy: PolicyVersion = CURRENT) -> Row:
    """Return the first row of *policy* that matches *finding*; the last rows leave nothing over."""
    facts = policy.facts(finding)
    return next(row for row in policy.rows if row.matches(facts))


def _measures(finding: Finding, row: Row) -> tuple[Measure, ...]:
    owed = OWED.get(finding.category, ()) if _at_fault(finding, row) else ()
    return tuple(dict.fromkeys((*MEASURES_OF[row.severity], *owed)))


def _persons(finding: Finding, row: Row) -> tuple[Person, ...]:
    if row.severity is Severity.NO_FAULT:
        return ()
    actor = ACTORS.get(finding.category, Person.DIRECT_ACTOR)
    return (actor, Person.DIRECT_LEADER) if _leader_shares(finding, row) else (actor,)


def _clauses(finding: Finding, row: Row) -> tuple[str, ...]:
    leader = ("5.2(1)",) if _leader_shares(finding, row) else ()
    return tuple(dict.fromkeys((*row.clauses, *leader)))


def _gates(finding: Finding, row: Row) -> tuple[Gate, ...]:
    rebuttal = (Gate.VIOLATION_REBUTTED,) if _needs_rebuttal(finding, row) else ()
    return (*row.gates, *rebuttal)


def _pointers(finding: Finding, row: Row, policy: PolicyVersion) -> tuple[Modifier, ...]:
    slight = finding.circumstances is Circumstances.SLIGHT
    repeated = finding.prior_12m >= policy.thresholds.repeated_from
    weighed = {
        Modifier.MITIGATION: row.severity is Severity.DISCIPLINE and slight,
        Modifier.REPETITION: row.severity in {Severity.WARNING, Severity.APOLOGY} and repeated,
        Modifier.LEADER: _leader_shares(finding, row),
    }
    return tuple(modifier for modifier, applies in weighed.items() if applies)


def _read_as(finding: Finding, policy: PolicyVersion) -> Category | None:
    reading = policy.reading_of(finding)
    return reading.read_as if reading else None


def _at_fault(finding: Finding, row: Row) -> bool:
    return finding.verified is Verified.YES and row.severity is not Severity.NO_FAULT


def _leader_shares(finding: Finding, row: Row) -> bool:
    return finding.loss is not Loss.NONE and row.severity is not Severity.NO_FAULT


def _needs_rebuttal(finding: Finding, row: Row) -> bool:
    milder = row.severity.rank < Severity.DISCIPLINE.rank
    verified = finding.verified is Verified.YES
    return verified and milder and presumes_violation(finding) and not finding.violation
