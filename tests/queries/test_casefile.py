"""One complaint as the office sees it: whole, bilingual, and without who complained."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.filing import Identity, StoredFile
from portal.domain.permissions import Role
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.queries.casefile import Casefile, casefile
from portal.queries.evidence import evidence, pieces
from portal.services import clocks
from portal.services.office import Office
from tests.factories import NOW, Make

PHOTO = StoredFile("ab" * 16, "照片.jpg", "image/jpeg", 3, "f" * 64)


def opened(session: Session, reference: str) -> Casefile:
    found = casefile(session, reference)
    assert found is not None
    return found


def test_a_point_without_finding_is_there_all_the_same(session: Session, make: Make) -> None:
    file = opened(session, make.complaint().reference)

    assert [(point.category.value, point.found) for point in file.points] == [
        ("C03", None),
        ("C12", None),
    ]


def test_the_day_to_tell_whoever_complained_is_not_that_of_a_clue_of_crime(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint()
    promised = complaint.next_due_on
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=NOW)
    clocks.reckon(session, complaint, office=office, now=NOW)

    file = opened(session, complaint.reference)

    assert file.due_on != promised
    assert file.promised_on == promised


def test_nothing_in_the_file_says_who_complained(session: Session, make: Make) -> None:
    file = opened(session, make.complaint().reference)

    assert file.matter.reachable
    said = str(asdict(file))
    assert "wang@example.org" not in said
    assert "王某" not in said


def test_somebody_who_left_no_address_cannot_be_reached(session: Session, make: Make) -> None:
    complaint = make.complaint(anonymous=True, identity=Identity())

    matter = opened(session, complaint.reference).matter

    assert (matter.anonymous, matter.reachable) == (True, False)


def test_the_log_reads_in_both_languages_newest_first(session: Session, make: Make) -> None:
    make.staff()
    log = opened(session, make.assigned().reference).log

    assert [step.action.en for step in log][-1] == "Filed"
    assert log[0].action.zh == "分派"
    assert log[0].reason is not None
    assert log[0].reason.en == "standard tier, 0 open, least of 1"
    assert log[0].reason.zh == "一般级，在办 0 件，1 人中最少"


def test_letters_are_sent_waiting_or_parked(session: Session, make: Make) -> None:
    complaint = make.assigned()
    sent, parked = session.query(OutboxRow).filter_by(kind="letter").order_by(OutboxRow.id)
    sent.done_at = NOW
    parked.parked_at, parked.parked_reason = NOW, "550"
    session.add(
        LetterLog(
            complaint_id=complaint.id, outbox_id=sent.id, letter="receipt", message_id="<m>",
            recipient="complainant", sent_at=NOW,
        )
    )  # fmt: skip
    session.flush()

    letters = opened(session, complaint.reference).letters

    assert [(one.letter.en, one.sent_at, one.parked) for one in letters] == [
        ("Notice of assignment", None, True),
        ("Receipt", NOW, False),
    ]


def test_an_attachment_is_found_only_under_its_own_complaint(session: Session, make: Make) -> None:
    owner, other = make.complaint(attachments=(PHOTO,)), make.complaint()
    attachment_id = pieces(session, owner.id)[0].attachment_id or 0

    assert evidence(session, owner.reference, attachment_id) is not None
    assert evidence(session, other.reference, attachment_id) is None


def test_behind_the_wall_there_is_no_file_and_no_attachment(session: Session, make: Make) -> None:
    tied, free = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    complaint = make.complaint(attachments=(PHOTO,))
    session.commit()

    session.info["actor"] = free.as_actor()
    attachment_id = pieces(session, complaint.id)[0].attachment_id or 0
    assert evidence(session, complaint.reference, attachment_id)

    session.info["actor"] = tied.as_actor()
    assert casefile(session, complaint.reference) is None
    assert evidence(session, complaint.reference, attachment_id) is None
    assert pieces(session, complaint.id) == ()
