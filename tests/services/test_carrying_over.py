"""Carrying over: the same findings on each joined complaint, each by its own rules."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.cluster import Hindrance
from portal.domain.filing import Identity
from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import ForbiddenError, Role
from portal.models.approval import ApprovalRound
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import carrying_over, casework, clusters
from portal.services.carrying_over import NotCarriedError
from portal.services.findings import Established, propose
from portal.services.office import Office
from portal.services.traces import TracesError
from tests.factories import NOW, Make
from tests.lives import Life, established, lead_to

HER = Identity("李某某", "li@example.org", "")


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def source(session: Session, make: Make, officer: Staff, office: Office) -> Complaint:
    """The one that is investigated; findings are proposed."""
    return lead_to(session, make, Status.FINDINGS_PROPOSED, office=office)


@pytest.fixture
def targets(
    session: Session, make: Make, officer: Staff, source: Complaint, office: Office
) -> list[Complaint]:
    """Two others of the same cause: one accepted, one investigated; of two people."""
    found = [
        lead_to(session, make, at, office=office, identity=HER, categories=(Category.C03,))
        for at in (Status.ACCEPTED, Status.INVESTIGATING)
    ]
    join(session, officer, source, found)
    return found


def join(session: Session, who: Staff, source: Complaint, others: Sequence[Complaint]) -> None:
    references = [each.reference for each in others]
    clusters.join(session, source, who.as_actor(), references, reason="同因", now=NOW)


def carry(
    session: Session, who: Staff, source: Complaint, others: Sequence[Complaint], office: Office
) -> None:
    references = [each.reference for each in others]
    carrying_over.carry_over(session, source, who.as_actor(), references, office=office, now=NOW)
    session.flush()


def found(session: Session, complaint: Complaint) -> list[Finding]:
    rows = select(Finding).where(Finding.complaint_id == complaint.id)
    return [*session.scalars(rows.order_by(Finding.id))]


def test_each_has_findings_of_its_own_and_nothing_is_decided(
    session: Session, officer: Staff, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    before = {row.allegation.category: row for row in found(session, source)}
    due = [each.next_due_on for each in targets]

    carry(session, officer, source, targets, office)

    for each in targets:
        (row,) = found(session, each)
        same = before[row.allegation.category]
        assert row.id != same.id
        assert (row.inputs, row.conclusion, row.row) == (same.inputs, same.conclusion, same.row)
        assert row.severity is same.severity
        assert each.status is Status.FINDINGS_PROPOSED
    assert [each.next_due_on for each in targets] == due
    for table in (Decision, ApprovalRound):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_every_log_says_so_and_names_no_other(
    session: Session, officer: Staff, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    carry(session, officer, source, targets, office)

    logs = {
        each.id: [
            *session.scalars(
                select(CaseLog.action)
                .where(CaseLog.complaint_id == each.id)
                .order_by(CaseLog.id.desc())
            )
        ]
        for each in (source, *targets)
    }
    assert logs[source.id][0] == "carry_over"
    assert [logs[each.id][:2] for each in targets] == [["propose_findings", "carry_over"]] * 2
    told = "".join(str(row.detail) for row in session.scalars(select(CaseLog)))
    assert not any(each.reference in told for each in (source, *targets))


def test_each_goes_on_by_itself_to_its_own_outcome_and_letter(
    session: Session, officer: Staff, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    carry(session, officer, source, targets, office)

    Life(session, targets[0], office).decide()

    session.flush()
    assert [each.status for each in (source, *targets)] == [
        Status.FINDINGS_PROPOSED, Status.DECIDED, Status.FINDINGS_PROPOSED,
    ]  # fmt: skip
    assert session.scalars(select(Decision.complaint_id)).all() == [targets[0].id]
    letters = select(OutboxRow.complaint_id).where(OutboxRow.payload["letter"].astext == "outcome")
    assert session.scalars(letters).all() == [targets[0].id]


def test_taken_out_afterwards_it_keeps_what_was_carried(
    session: Session, officer: Staff, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    carry(session, officer, source, targets, office)
    before = [row.id for row in found(session, targets[0])]

    clusters.take_out(session, targets[0], officer.as_actor(), reason="另因", now=NOW)

    assert [row.id for row in found(session, targets[0])] == before
    assert targets[0].status is Status.FINDINGS_PROPOSED


def test_an_investigation_is_begun_on_each_that_was_accepted(
    session: Session, make: Make, officer: Staff, office: Office
) -> None:
    source = lead_to(session, make, Status.INVESTIGATING, office=office)
    other = lead_to(session, make, Status.ACCEPTED, office=office)
    join(session, officer, source, [other])

    carry(session, officer, source, [other], office)

    assert other.status is Status.INVESTIGATING
    assert found(session, other) == []


def test_what_hinders_is_said_and_nothing_is_done(
    session: Session, make: Make, officer: Staff, source: Complaint, targets: list[Complaint],
    office: Office,
) -> None:  # fmt: skip
    points = (Category.C03, Category.C10)
    more = lead_to(session, make, Status.ACCEPTED, office=office, categories=points)
    waits = lead_to(session, make, Status.ASSIGNED, office=office)
    join(session, officer, source, [more, waits])

    told = {each.reference: each.hindrance for each in carrying_over.targets(session, source)}

    assert told == {
        **dict.fromkeys([each.reference for each in targets]),
        more.reference: Hindrance.OTHER_POINTS,
        waits.reference: Hindrance.NOT_THERE,
    }
    for each in (more, waits):
        with pytest.raises(NotCarriedError):
            carry(session, officer, source, [targets[0], each], office)
    assert found(session, targets[0]) == []


def test_what_is_not_joined_gets_nothing(
    session: Session, make: Make, officer: Staff, source: Complaint, office: Office
) -> None:
    other = lead_to(session, make, Status.ACCEPTED, office=office)

    with pytest.raises(NotCarriedError):
        carry(session, officer, source, [other], office)


def test_nobody_carries_over_what_is_not_theirs(
    session: Session, make: Make, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    with pytest.raises(ForbiddenError):
        carry(session, make.staff(Role.SUPERVISOR), source, targets, office)


def test_what_somebody_else_handles_is_left_to_them(
    session: Session, make: Make, officer: Staff, source: Complaint, targets: list[Complaint],
    office: Office,
) -> None:  # fmt: skip
    targets[0].assignee_id = make.staff().id
    session.flush()

    with pytest.raises(NotCarriedError):
        carry(session, officer, source, targets, office)


def test_findings_that_name_who_complained_stay_where_they_are(
    session: Session, officer: Staff, source: Complaint, targets: list[Complaint], office: Office
) -> None:
    named = [
        Established(each.allegation_id, each.finding, "王某反映的情况属实")
        for each in established(session, source)
    ]
    propose(session, source, officer.as_actor(), named, office=office, now=NOW)

    with pytest.raises(TracesError) as refused:
        carry(session, officer, source, targets, office)

    assert refused.value.found == ("王某",)


def test_before_an_investigation_there_is_nothing_to_carry(
    session: Session, make: Make, officer: Staff, targets: list[Complaint], source: Complaint
) -> None:
    with pytest.raises(IllegalTransitionError):
        casework.note(session, make.assigned(), officer.as_actor(), Action.CARRY_OVER, now=NOW)
    assert source.status is Status.FINDINGS_PROPOSED
