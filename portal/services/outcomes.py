"""Outcomes: what the findings of a complaint come to, overrides agreed to taken in."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import severity
from portal.domain.severity import Basis, Outcome, Severity
from portal.domain.severity.override import Override, move_to_superior, override
from portal.domain.severity.responsible import Named, Party, Responsible
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.official import Official
from portal.models.override import ProposedOverride


@dataclass(frozen=True, slots=True)
class Reached:
    """What one finding comes to, what the *table* alone made of it, and why they differ, if so."""

    finding: Finding
    table: Outcome
    outcome: Outcome
    changed: ProposedOverride | None = None


def reached(session: Session, complaint: Complaint) -> list[Reached]:
    """Return what each finding of *complaint* comes to."""
    findings = session.scalars(
        select(Finding).where(Finding.complaint_id == complaint.id).order_by(Finding.id)
    )
    agreed = {row.finding_id: row for row in complaint.overrides if row.live and row.agreed}
    return [_reached(finding, agreed.get(finding.id)) for finding in findings]


def _reached(finding: Finding, changed: ProposedOverride | None) -> Reached:
    table = by_table(finding)
    if changed is None:
        return Reached(finding, table, table)
    return Reached(finding, table, changed_by(table, as_change(changed)), changed)


def inputs_of(finding: Finding) -> severity.Finding:
    """Return what went into the table."""
    return severity.from_record(finding.inputs)


def by_table(finding: Finding) -> Outcome:
    """Return what the table made of *finding*, under the policy it was found under."""
    policy = severity.policy_by_number(int(finding.policy_version))
    return severity.decide(inputs_of(finding), policy=policy)


def changed_by(table: Outcome, change: Override) -> Outcome:
    """Return the outcome that a person chooses; raises OverrideError where that may not be.

    On the ground of a superior's order the severity may stay, and the superior bears it [M5].
    """
    same = change.to is table.severity
    if same and change.ground is severity.Modifier.NO_RESPONSIBILITY:
        return move_to_superior(table, change)
    return override(table, change)


def as_change(row: ProposedOverride) -> Override:
    """Return the rule's view of an override."""
    return Override(row.after, row.ground, row.reason, row.clause, row.by_id, row.second_id)


def party(session: Session, complaint: Complaint) -> Party:
    """Return whom *complaint* is about and who leads them, as far as known [5.2(1)]."""
    words = " ".join(filter(None, (complaint.official_post, complaint.official_name)))
    leader = session.scalar(
        select(Official.superior_id).where(Official.id == complaint.official_id)
    )
    return Party(Named(complaint.official_id, words), Named(leader))


def as_points(results: Sequence[Reached]) -> list[dict[str, Any]]:
    """Return what is put up for signature about each finding, inputs and row included."""
    return [_point(each) for each in results]


def _point(each: Reached) -> dict[str, Any]:
    outcome, finding = each.outcome, each.finding
    return {
        "category": finding.allegation.category.value,
        "allegation_id": finding.allegation_id,
        "inputs": finding.inputs,
        "conclusion": finding.conclusion,
        "row": outcome.row,
        "severity": outcome.severity.value,
        "measures": [measure.value for measure in outcome.measures],
        "clauses": list(outcome.clauses),
        "adopted": list(outcome.adopted),
        "law": outcome.law,
        "persons": [person.value for person in outcome.persons],
        "policy_version": finding.policy_version,
        "authors": _authors(each),
        "override": _override(each.changed),
    }


def _authors(each: Reached) -> list[int]:
    """Return who put the finding down, and who had a hand in changing what follows from it."""
    changed = each.changed
    return [each.finding.staff_id, *((changed.by_id, changed.second_id) if changed else ())]


def _override(changed: ProposedOverride | None) -> dict[str, Any] | None:
    if changed is None:
        return None
    return {
        "before": changed.before.value,
        "after": changed.after.value,
        "ground": changed.ground.value,
        "reason": changed.reason,
        "clause": changed.clause,
        "by": changed.by_id,
        "second": changed.second_id,
    }


def as_persons(persons: Sequence[Responsible]) -> list[dict[str, Any]]:
    """Return what is put up for signature about each person."""
    return [
        {
            "part": each.part.value,
            **asdict(each.who),
            "severity": each.severity.value,
            "measures": [measure.value for measure in each.measures],
            **as_lists(each.basis),
            "body": each.body.value if each.body else None,
        }
        for each in persons
    ]


def basis_of(results: Sequence[Reached]) -> Basis:
    """Return on what the outcome as a whole rests: its faults, and what changed it."""
    faults = severity.fault_basis([each.outcome for each in results])
    return faults.citing(each.changed.clause for each in results if each.changed)


def as_lists(basis: Basis) -> dict[str, list[str]]:
    """Return *basis* as rows keep it, each kind by itself."""
    return {name: list(words) for name, words in asdict(basis).items()}


def gravest(results: Sequence[Reached]) -> Severity:
    """Return the severity of the outcome as a whole."""
    return severity.case_severity(each.outcome for each in results)
