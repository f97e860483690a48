"""Gates: what has to be said in writing first, by whom, for which finding, and who reads it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clauses import CLAUSES
from portal.domain.clock import ClockKind
from portal.domain.filing import Loss
from portal.domain.permissions import ForbiddenError, Role
from portal.domain.referral import Clue
from portal.domain.severity import Circumstances, Crime, Gate, Impact, Intent, Severity, Verified
from portal.domain.severity import Finding as Inputs
from portal.domain.severity.gates import QUESTIONS, SCREENED, SECOND_PERSON
from portal.domain.severity.responsible import Competence
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.gate_answer import GateAnswer
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.queries.rounds import rounds
from portal.services import approvals, clocks, decisions, gates, raising
from portal.services.checklists import ChecklistError, open_items
from portal.services.gates import NotAskedError, Reply
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.signing import LATER, OFFICIAL, Signing

WHY = "损失由对方违约造成，与履职无关，不构成犯罪线索"


@pytest.fixture
def signing(session: Session, make: Make, office: Office) -> Signing:
    make.staff()
    return Signing(session, make, office)


def opened(session: Session, complaint: Complaint) -> set[Gate]:
    return {each.gate for each in gates.asked(session, complaint) if each.open}


def say(
    signing: Signing, complaint: Complaint, who: Staff | None, gate: Gate, *, clue: bool = False
) -> GateAnswer:
    """Let somebody, or whose work it is, answer a gate of the one finding."""
    session = signing.session
    finding = next(each.finding for each in gates.asked(session, complaint))
    actor = who.as_actor() if who else holder(session, complaint)
    reply = Reply(finding.id, gate, WHY, clue=clue)
    return gates.answer(session, complaint, actor, reply, office=signing.office, now=LATER)


MET = {
    "major loss [X2]": (Category.C12, {"loss": Loss.MAJOR}, Gate.CRIME_SCREENING),
    "private gain [21]": (
        Category.C05, {"violation": False, "intent": Intent.DELIBERATE}, Gate.CRIME_SCREENING,
    ),
    "favours [22]": (Category.C06, {}, Gate.AMOUNT_SCREENING),
    "retaliation [95]": (Category.C16, {"intent": Intent.DELIBERATE}, Gate.CRIME_SCREENING),
    "a violation rebutted": (Category.C16, {}, Gate.VIOLATION_REBUTTED),
    "not verified [G1]": (Category.C12, {"verified": Verified.NO}, Gate.SEPARATE_LETTERS),
    "barred by policy [G2]": (Category.C12, {"barred_by_policy": True}, Gate.EXPLANATION_PROVED),
    "a special reason [G3]": (Category.C08, {"special_reason": True}, Gate.REASON_PROVED),
    "exempt [G4]": (Category.C07, {"exempt": True}, Gate.EXEMPTION_NAMED),
    "left over [99]": (Category.C11, {"impact": Impact.ADVERSE}, Gate.MANUAL_READING),
}  # fmt: skip


@pytest.mark.parametrize("met", MET.values(), ids=MET.keys())
def test_each_gate_keeps_the_outcome_back_until_it_is_answered_by_whom_it_asks(
    signing: Signing, session: Session, met: tuple[Category, dict[str, object], Gate]
) -> None:
    category, inputs, gate = met
    complaint = signing.found(category, **inputs)
    second = signing.make.staff()
    assert gate in {item.id for item in open_items(session, complaint)}

    wrong, right = (None, second) if gate in SECOND_PERSON else (second, None)
    with pytest.raises(ForbiddenError):
        say(signing, complaint, wrong, gate)
    say(signing, complaint, right, gate)

    assert gate not in {item.id for item in open_items(session, complaint)}


def test_every_gate_asks_something_under_clauses_that_exist() -> None:
    assert set(QUESTIONS) == set(Gate)
    assert {clause for each in QUESTIONS.values() for clause in each.clauses} <= set(CLAUSES)
    assert SCREENED < SECOND_PERSON


def test_it_is_not_put_up_before_and_the_round_carries_what_was_said(
    signing: Signing, session: Session
) -> None:
    signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    second = signing.make.staff()
    complaint = signing.found(loss=Loss.MAJOR)
    author = holder(session, complaint)
    with pytest.raises(ChecklistError, match="crime_screening"):
        approvals.submit(
            session, complaint, author, competence=OFFICIAL, office=signing.office, now=NOW
        )

    say(signing, complaint, second, Gate.CRIME_SCREENING)
    signing.submit(complaint)

    (shown,) = rounds(session, complaint.id)
    (said,) = shown.gates
    assert (said.gate, said.said, said.by, said.clue) == (
        Gate.CRIME_SCREENING, WHY, second.name, False,
    )  # fmt: skip
    assert said.at == LATER


def test_whoever_investigates_beside_or_made_the_finding_does_not_screen(
    signing: Signing, session: Session
) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    author = session.get_one(Staff, complaint.assignee_id)
    other = signing.make.staff()
    beside = signing.make.staff()
    session.add(
        SecondInvestigator(
            complaint_id=complaint.id, staff_id=beside.id, reason="熟悉", named_by=other.id, at=NOW
        )
    )
    complaint.assignee_id = other.id  # the author's work is another's by now

    for nobody in (author, other, beside):
        with pytest.raises(ForbiddenError):
            say(signing, complaint, nobody, Gate.CRIME_SCREENING)


def test_the_table_itself_refuses_the_author_and_every_change(
    signing: Signing, session: Session
) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    row = say(signing, complaint, signing.make.staff(), Gate.CRIME_SCREENING)
    session.flush()

    with pytest.raises(DatabaseError), session.begin_nested():
        session.execute(update(GateAnswer).values(said="别的"))
    session.add(copy_of(row, staff_id=row.found_by))
    with pytest.raises(IntegrityError):
        session.flush()


def copy_of(row: GateAnswer, **changes: object) -> GateAnswer:
    names = set(GateAnswer.__table__.columns.keys()) - {"id"}
    return GateAnswer(**{**{name: getattr(row, name) for name in names}, **changes})


def test_what_is_found_anew_is_asked_anew(signing: Signing, session: Session) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    say(signing, complaint, signing.make.staff(), Gate.CRIME_SCREENING)
    assert opened(session, complaint) == set()

    found = gates.asked(session, complaint)[0].finding
    found.found_at = NOW + timedelta(days=1)
    session.flush()

    assert opened(session, complaint) == {Gate.CRIME_SCREENING}
    assert session.scalar(select(func.count()).select_from(GateAnswer)) == 1


def test_what_somebody_behind_a_wall_screened_counts_no_more(
    signing: Signing, session: Session
) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    second = signing.make.staff()
    say(signing, complaint, second, Gate.CRIME_SCREENING)

    signing.make.tie(second, organ=signing.make.organ())

    assert opened(session, complaint) == {Gate.CRIME_SCREENING}


def test_a_clue_that_the_second_person_sees_raises_it_and_keeps_it_back(
    signing: Signing, session: Session
) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    second = signing.make.staff()

    say(signing, complaint, second, Gate.CRIME_SCREENING, clue=True)

    running = {row.kind for row in clocks.rows(session, complaint) if row.running}
    assert complaint.provisional_severity is Severity.REFERRAL
    assert ClockKind.CRIME_CLUE_DECISION in running
    assert opened(session, complaint) == {Gate.CRIME_SCREENING, Gate.CLUE_LET_GO}


def test_once_it_is_found_to_be_suspected_nothing_is_asked_of_it_any_more(
    signing: Signing, session: Session
) -> None:
    complaint = signing.found(loss=Loss.MAJOR)
    say(signing, complaint, signing.make.staff(), Gate.CRIME_SCREENING, clue=True)

    author = holder(session, complaint)
    signing.find(complaint, author, Category.C12, loss=Loss.MAJOR, crime=Crime.SUSPECTED)

    assert opened(session, complaint) == set()


def test_a_flagged_clue_is_not_let_go_without_a_second_persons_written_reason(
    signing: Signing, session: Session
) -> None:
    signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found()
    flag(signing, complaint)

    assert opened(session, complaint) == {Gate.CLUE_LET_GO}
    with pytest.raises(ForbiddenError):
        say(signing, complaint, None, Gate.CLUE_LET_GO)
    say(signing, complaint, signing.make.staff(), Gate.CLUE_LET_GO)

    assert opened(session, complaint) == set()


def flag(signing: Signing, complaint: Complaint) -> None:
    leader = signing.make.staff(Role.SUPERIOR).as_actor()
    raising.flag_clue(
        signing.session, complaint, leader, reason="另有人举报", office=signing.office, now=LATER
    )


def test_what_is_flagged_while_it_is_signed_is_answered_before_anybody_signs_or_decides(
    signing: Signing, session: Session
) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found()
    signing.submit(complaint)
    signing.sign(complaint, supervisor)
    flag(signing, complaint)

    with pytest.raises(ChecklistError, match="clue_let_go"):
        signing.sign(complaint, director)
    say(signing, complaint, signing.make.staff(), Gate.CLUE_LET_GO)
    signing.sign(complaint, director)

    assert complaint.round is not None
    assert [each["gate"] for each in complaint.round.gates] == [Gate.CLUE_LET_GO]


def test_nothing_is_decided_while_a_clue_is_unanswered(signing: Signing, session: Session) -> None:
    supervisor = signing.make.staff(Role.SUPERVISOR)
    complaint = signing.found()
    signing.submit(complaint)
    signing.sign(complaint, supervisor)
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=LATER)

    with pytest.raises(ChecklistError, match="clue_let_go"):
        decisions.decide(
            session, complaint, holder(session, complaint),
            summary="已处理", office=signing.office, now=LATER,
        )  # fmt: skip


def test_a_transfer_asks_nothing(signing: Signing, session: Session) -> None:
    signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(Category.C05, crime=Crime.SUSPECTED)

    signing.submit(complaint, Competence(Clue.DUTY_CRIME))

    assert gates.asked(session, complaint) == []


def test_what_is_not_asked_is_not_answered(signing: Signing, session: Session) -> None:
    complaint = signing.found(Category.C12, verified=Verified.NO)

    with pytest.raises(NotAskedError):
        say(signing, complaint, None, Gate.EXEMPTION_NAMED)


def test_the_case_log_says_what_was_said_of_what(signing: Signing, session: Session) -> None:
    complaint = signing.found(loss=Loss.MAJOR, circumstances=Circumstances.SERIOUS)
    say(signing, complaint, signing.make.staff(), Gate.CRIME_SCREENING)

    entry = session.scalars(select(CaseLog).order_by(CaseLog.id.desc())).first()

    assert entry is not None
    assert (entry.action, entry.reason) == ("screen", WHY)
    assert WHY in entry.detail["zh"]
    assert "no clue of a crime" in entry.detail["en"]
    assert Inputs(Category.C12).category in entry.detail["en"]
