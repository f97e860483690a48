"""Clusters [7.8]: joined and taken out without loss, once at a time, never past a rule."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.cluster import Cluster, ClusterMember
from portal.models.complaint import Complaint, Recusal
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services import clusters
from portal.services.clusters import JoinedElsewhereError, NotJoinedError, OtherOrganError
from portal.services.office import Office
from portal.transaction import acting
from tests.factories import NOW, Make
from tests.lives import lead_to


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def three(make: Make, officer: Staff) -> list[Complaint]:
    return [make.assigned() for _ in range(3)]


def join(session: Session, who: Staff, first: Complaint, *others: Complaint) -> None:
    references = [each.reference for each in others]
    clusters.join(session, first, who.as_actor(), references, reason="同一系统维护", now=NOW)


def standing(session: Session) -> list[tuple[int, int]]:
    rows = session.execute(
        select(ClusterMember.cluster_id, ClusterMember.complaint_id)
        .where(ClusterMember.left_at.is_(None))
        .order_by(ClusterMember.complaint_id)
    )
    return [(row.cluster_id, row.complaint_id) for row in rows]


def logged(session: Session, complaint: Complaint) -> list[str]:
    session.flush()
    log = select(CaseLog.action).where(CaseLog.complaint_id == complaint.id)
    return [*session.scalars(log.order_by(CaseLog.id))]


def test_joined_they_stand_together_and_each_log_says_so(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    join(session, officer, *three)

    assert len({cluster for cluster, _ in standing(session)}) == 1
    assert [each for _, each in standing(session)] == [each.id for each in three]
    assert [logged(session, each)[-1] for each in three] == ["join"] * 3


def test_the_log_of_one_names_no_other(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    join(session, officer, *three)
    clusters.take_out(session, three[0], officer.as_actor(), reason="另有原因", now=NOW)

    references = {each.reference for each in three}
    for row in session.scalars(select(CaseLog)):
        assert not any(each in f"{row.reason}{row.detail}" for each in references)


def test_one_more_joins_the_cluster_from_either_side(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    join(session, officer, three[0], three[1])
    join(session, officer, three[2], three[0])

    assert len(standing(session)) == 3
    assert session.scalars(select(Cluster.id)).all() == [standing(session)[0][0]]


def test_two_clusters_do_not_run_into_one(
    session: Session, make: Make, officer: Staff, three: list[Complaint]
) -> None:
    fourth = make.assigned()
    join(session, officer, three[0], three[1])
    join(session, officer, three[2], fourth)
    before = standing(session)

    with pytest.raises(JoinedElsewhereError):
        join(session, officer, three[0], three[2])
    with pytest.raises(JoinedElsewhereError):
        join(session, officer, three[0], three[1])

    assert standing(session) == before


def test_two_organs_do_not_stand_together(
    session: Session, make: Make, officer: Staff, three: list[Complaint]
) -> None:
    with pytest.raises(OtherOrganError):
        join(session, officer, three[0], make.assigned(organ_code="water"))

    assert standing(session) == []


def test_nothing_is_a_member_twice_at_once(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    join(session, officer, three[0], three[1])
    row = {"joined_by": officer.id, "joined_at": NOW, "reason": "再"}
    session.add(ClusterMember(complaint_id=three[0].id, cluster_id=1, **row))

    with pytest.raises(IntegrityError):
        session.flush()


def test_taken_out_it_keeps_everything_and_the_history_stays(
    session: Session, make: Make, officer: Staff, office: Office
) -> None:
    found = lead_to(session, make, Status.FINDINGS_PROPOSED, office=office)
    others = [make.assigned(), make.assigned()]
    before = kept(session, found)
    join(session, officer, found, *others)

    clusters.take_out(session, found, officer.as_actor(), reason="原因不同", now=NOW)

    assert kept(session, found) == before
    assert [each for _, each in standing(session)] == [each.id for each in others]
    row = session.scalars(select(ClusterMember).filter_by(complaint_id=found.id)).one()
    assert (row.reason, row.left_reason, row.left_by) == ("同一系统维护", "原因不同", officer.id)
    assert logged(session, found)[-2:] == ["join", "take_out"]

    join(session, officer, found, others[0])
    assert len(standing(session)) == 3


def kept(session: Session, complaint: Complaint) -> list[object]:
    """Return what a complaint has for itself."""
    of = {"complaint_id": complaint.id}
    clocks = select(RunningClock.kind, RunningClock.due_on, RunningClock.finished_at)
    return [
        complaint.status, complaint.assignee_id, complaint.next_due_on, complaint.receipt_hash,
        session.execute(clocks.filter_by(**of).order_by(RunningClock.id)).all(),
        session.execute(select(Finding.id, Finding.conclusion).filter_by(**of)).all(),
    ]  # fmt: skip


def test_the_last_one_is_not_left_alone(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    join(session, officer, three[0], three[1])

    clusters.take_out(session, three[0], officer.as_actor(), reason="原因不同", now=NOW)

    assert standing(session) == []
    assert logged(session, three[1])[-1] == "take_out"
    with pytest.raises(NotJoinedError):
        clusters.take_out(session, three[1], officer.as_actor(), reason="再", now=NOW)


def test_what_is_behind_the_wall_cannot_be_joined(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    session.add(Recusal(complaint_id=three[1].id, staff_id=officer.id, reason="亲属", at=NOW))
    session.commit()
    own, hidden, who = three[0].id, three[1].reference, officer.as_actor()

    with acting(who) as walled:
        mine = walled.scalars(select(Complaint).filter_by(id=own)).one()
        with pytest.raises(NoResultFound):
            clusters.join(walled, mine, who, [hidden], reason="同因", now=NOW)


def test_an_auditor_joins_nothing(session: Session, make: Make, three: list[Complaint]) -> None:
    with pytest.raises(ForbiddenError):
        join(session, make.staff(Role.AUDITOR), *three)


def test_what_is_over_is_not_joined(
    session: Session, make: Make, officer: Staff, office: Office, three: list[Complaint]
) -> None:
    over = lead_to(session, make, Status.WITHDRAWN, office=office)

    with pytest.raises(IllegalTransitionError) as refused:
        join(session, officer, three[0], over)

    assert refused.value.action is Action.JOIN


def test_joining_moves_the_version_of_each_on(
    session: Session, officer: Staff, three: list[Complaint]
) -> None:
    before = [each.version for each in three]

    join(session, officer, *three)

    assert [each.version for each in three] == [each + 1 for each in before]
