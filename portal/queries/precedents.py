"""What was decided before on the like of a finding, so that equal cases end alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, lazyload

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.precedents import differing
from portal.domain.severity import Measure, Severity
from portal.domain.text import Text
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.models.organ import Organ

LOOKED_AT = 200
"""How many decisions of the category are compared, the latest first."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Precedent:
    """One finding of a complaint that was decided.

    *severity* is what the table made of the finding, *outcome* that of the whole complaint;
    *inputs* are those in which the two findings differ, with the values they had then.
    """

    reference: str
    organ: Text
    decided_at: datetime
    severity: Severity
    outcome: Severity
    row: str
    measures: tuple[Text, ...]
    inputs: Mapping[str, object]


def precedents(
    session: Session, category: Category, inputs: Mapping[str, object], *, but_of: int
) -> list[Precedent]:
    """Return what was decided on the findings most like *inputs*, the likest and latest first.

    *inputs* are plain values, as `severity.to_record` gives them. Left out are the complaint
    *but_of*, what is under review, and what the actor may not see.
    """
    latest: dict[str, Row[str, Organ, Decision, Finding]] = {}
    for row in _decided(session, category, but_of):
        latest.setdefault(row.reference, row)
    found = [_precedent(row, inputs) for row in latest.values()]
    return sorted(found, key=lambda each: len(each.inputs))[:SHOWN]


def _decided(
    session: Session, category: Category, but_of: int
) -> Iterable[Row[str, Organ, Decision, Finding]]:
    return session.execute(
        select(Complaint.reference, Organ, Decision, Finding)
        .join(Decision, Decision.complaint_id == Complaint.id)
        .join(Finding, Finding.complaint_id == Complaint.id)
        .join(Allegation, Allegation.id == Finding.allegation_id)
        .join(Organ, Organ.id == Complaint.organ_id)
        .options(lazyload(Finding.allegation))
        .where(Allegation.category == category, Complaint.id != but_of)
        .where(Complaint.status != Status.UNDER_REVIEW)
        .order_by(Decision.id.desc())
        .limit(LOOKED_AT)
    )


def _precedent(row: Row[str, Organ, Decision, Finding], inputs: Mapping[str, object]) -> Precedent:
    finding, decision = row.Finding, row.Decision
    return Precedent(
        row.reference,
        row.Organ.name,
        decision.decided_at,
        finding.severity,
        decision.severity,
        finding.row,
        tuple(Measure(measure).text for measure in finding.measures),
        {name: finding.inputs.get(name) for name in differing(inputs, finding.inputs)},
    )
