"""Signing: by band, never the author, nobody twice, past the wall, and lapsing when sent back."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.lifecycle import IllegalTransitionError, Status
from portal.domain.permissions import ForbiddenError, Role
from portal.domain.referral import Body, Clue
from portal.domain.severity import Approval, Crime, Person, Severity
from portal.domain.severity.responsible import Competence
from portal.domain.severity.signing import RoundEnd
from portal.models.approval import GivenApproval
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.models.outcome_person import OutcomePerson
from portal.models.staff import Staff
from portal.services import approvals
from portal.services.approvals import CompetenceError
from portal.services.checklists import open_items
from portal.services.office import Office
from tests.factories import Make
from tests.holding import holder
from tests.signing import LATER, Signing


@pytest.fixture
def signing(session: Session, make: Make, office: Office) -> Signing:
    make.staff()
    return Signing(session, make, office)


def asked(session: Session) -> list[int]:
    """Return who was asked to sign, in order."""
    rows = select(OutboxRow.payload).where(OutboxRow.payload["letter"].astext == "approval")
    return [payload["staff_id"] for payload in session.scalars(rows.order_by(OutboxRow.id))]


def test_a_warning_is_signed_by_a_supervisor_who_gets_the_letter(
    signing: Signing, session: Session
) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found()

    signing.submit(complaint)
    given = signing.sign(complaint, supervisor)
    decision = signing.decide(complaint)

    assert asked(session) == [supervisor.id]
    assert given is Approval.SUPERVISOR
    assert (decision.severity, complaint.decided_severity) == (Severity.WARNING, Severity.WARNING)
    assert complaint.status is Status.DECIDED
    with pytest.raises(ForbiddenError):
        signing.sign(complaint, director)


def test_discipline_is_signed_by_supervisor_and_director_and_not_before_decided(
    signing: Signing, session: Session
) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(loss=Loss.SOME)

    signing.submit(complaint)
    signing.sign(complaint, supervisor)
    with pytest.raises(ForbiddenError):
        signing.decide(complaint)
    with pytest.raises(ForbiddenError):
        signing.sign(complaint, supervisor)
    signing.sign(complaint, director)

    assert asked(session) == [supervisor.id, director.id]
    assert signing.decide(complaint).severity is Severity.DISCIPLINE


def test_a_referral_is_signed_by_the_director_and_a_second_person(signing: Signing) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(Category.C05, crime=Crime.SUSPECTED)

    signing.submit(complaint, Competence(Clue.DUTY_CRIME))

    assert signing.sign(complaint, supervisor) is Approval.SECOND_SIGNER
    assert signing.sign(complaint, director) is Approval.DIRECTOR
    assert signing.decide(complaint).severity is Severity.REFERRAL


def test_it_must_be_said_what_decides_which_body_acts(signing: Signing) -> None:
    signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(loss=Loss.SOME)

    with pytest.raises(CompetenceError, match="standing"):
        signing.submit(complaint, Competence())


def test_whoever_may_not_put_it_up_hears_nothing_of_what_is_left_to_do(
    signing: Signing, session: Session
) -> None:
    other = signing.make.staff()
    complaint = signing.found(loss=Loss.SOME)
    to_do = open_items(session, complaint)

    with pytest.raises(ForbiddenError):
        approvals.submit(session, complaint, other.as_actor(), office=signing.office, now=LATER)

    assert to_do
    assert complaint.status is Status.FINDINGS_PROPOSED


def test_what_stands_elsewhere_is_not_put_up_whatever_is_left_to_do(
    signing: Signing, session: Session
) -> None:
    complaint = signing.make.assigned()
    author = holder(session, complaint)

    with pytest.raises(IllegalTransitionError):
        approvals.submit(session, complaint, author, office=signing.office, now=LATER)

    assert complaint.status is Status.ASSIGNED


def test_whoever_found_or_put_it_up_signs_nothing_even_after_a_promotion(
    signing: Signing, session: Session
) -> None:
    signing.make.staff(Role.SUPERVISOR)
    complaint = signing.found()
    author = session.get_one(Staff, complaint.assignee_id)
    signing.submit(complaint)
    complaint.assignee_id = signing.make.staff().id
    author.role = Role.DIRECTOR

    with pytest.raises(ForbiddenError):
        signing.sign(complaint, author)


def test_where_the_wall_leaves_nobody_of_a_role_the_step_goes_up(
    signing: Signing, session: Session
) -> None:
    make = signing.make
    for role in (Role.SUPERVISOR, Role.DIRECTOR):
        make.tie(make.staff(role), organ=make.organ())
    superior = make.staff(Role.SUPERIOR)
    complaint = signing.found()

    signing.submit(complaint)

    assert asked(session) == [superior.id]
    assert signing.sign(complaint, superior) is Approval.SUPERVISOR


def test_it_is_not_put_up_where_nobody_at_all_is_left_to_sign(signing: Signing) -> None:
    signing.make.staff(Role.SUPERVISOR)
    complaint = signing.found(loss=Loss.SOME)

    with pytest.raises(NobodyLeftError):
        signing.submit(complaint)


def test_what_is_sent_back_lapses_and_is_signed_anew(signing: Signing, session: Session) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(loss=Loss.SOME)
    author = holder(session, complaint)
    signing.submit(complaint)
    signing.sign(complaint, supervisor)

    approvals.send_back(
        session, complaint, director.as_actor(), reason="缺凭证", office=signing.office, now=LATER
    )
    said = session.scalars(select(CaseLog.detail).order_by(CaseLog.id.desc())).first()
    signing.find(complaint, author, Category.C12, loss=Loss.SOME)
    signing.submit(complaint)

    first, second = complaint.rounds
    assert first.ended is RoundEnd.SENT_BACK
    assert said is not None
    assert "lapsed with it: 1" in said["en"]
    assert second.missing == (Approval.SUPERVISOR, Approval.DIRECTOR)


def test_the_decision_keeps_what_was_signed_and_on_whom_it_falls(
    signing: Signing, session: Session
) -> None:
    make = signing.make
    supervisor, director = make.staff(Role.SUPERVISOR), make.staff(Role.DIRECTOR)
    leader, official = make.official("王某"), make.official("李某")
    official.superior_id = leader.id
    complaint = signing.found(loss=Loss.SOME)
    complaint.official_id = official.id
    signing.submit(complaint)
    signing.sign(complaint, supervisor), signing.sign(complaint, director)

    decision = signing.decide(complaint)

    signed = next(each for each in complaint.rounds if each.id == decision.round_id)
    (point,) = signed.points
    assert (point["row"], point["inputs"]["loss"]) == ("86", "some")
    assert point["policy_version"] == decision.policy_version
    assert set(signed.signed.values()) == {supervisor.id, director.id}
    persons = session.scalars(select(OutcomePerson).order_by(OutcomePerson.id)).all()
    assert [(each.part, each.official_id, each.body) for each in persons] == [
        (Person.DIRECT_ACTOR, official.id, Body.APPOINTING_ORGAN),
        (Person.DIRECT_LEADER, leader.id, Body.APPOINTING_ORGAN),
    ]
    assert "5.2(1)" in persons[0].clauses


@pytest.mark.parametrize(
    "changes",
    [{"verdict": "send_back", "signature": None}, {"signature": None}, {"same": True}],
    ids=["sent back without a reason", "signed as nothing", "signed by the author"],
)
def test_the_table_itself_refuses(
    signing: Signing, session: Session, changes: dict[str, object]
) -> None:
    supervisor = signing.make.staff(Role.SUPERVISOR)
    complaint = signing.found()
    signing.submit(complaint)
    signing.sign(complaint, supervisor)
    values = dict(changes)
    if values.pop("same", False):
        values["staff_id"] = complaint.assignee_id

    with pytest.raises(IntegrityError):
        session.execute(update(GivenApproval).values(**values))
