"""A complaint with everything hanging on it that there is, for tests of the wall."""

from itertools import count
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import receipt
from portal.domain.clock import ClockKind, WarningKind
from portal.domain.filing import StoredFile
from portal.domain.rating import Satisfaction
from portal.domain.severity import Severity
from portal.domain.severity.signing import RoundEnd
from portal.domain.statuses import Status
from portal.models.approval import ApprovalRound
from portal.models.attachment import Attachment
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.inquiry import Inquiry
from portal.models.letter_log import LetterLog
from portal.models.origin import Origin
from portal.models.outbox import OutboxRow
from portal.models.rating import Rating
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services import clocks, hand_backs
from portal.services.office import Office
from tests.carrying import carry
from tests.clustering import belong
from tests.crooked import CODES, NAMES, About
from tests.factories import NOW, Make
from tests.holding import holder
from tests.inquiring import FRIDAY, PROMISED
from tests.lives import lead_to
from tests.organs import QUESTION, WHAT
from tests.questions import TODAY, Target
from tests.talking import talk_about
from tests.traces import leave_traces

KEYS = count(1)
BAD = Satisfaction.DISSATISFIED


def file(make: Make, office: Office, random: Random, status: Status) -> Target:
    """Bring a complaint to *status*, with everything hanging on it that there is."""
    session, key = make.session, f"behind-the-wall-{next(KEYS)}"
    complaint = lead_to(
        session, make, status, office=office, filing_key=key,
        organ_code=random.choice(CODES), official_name=random.choice(["", *NAMES]),
        attachments=(StoredFile(key, "照片.png", "image/png", 1, "0"),),
    )  # fmt: skip
    first, *others = session.scalars(
        select(OutboxRow).where(OutboxRow.complaint_id == complaint.id).order_by(OutboxRow.id)
    )
    first.parked_at, first.parked_reason, first.done_at = NOW, "550", None
    if status is Status.RECEIVED:
        leave_stranded([first, *others])
    for row in others[:1]:
        session.add(
            LetterLog(
                complaint_id=complaint.id, outbox_id=row.id, letter="receipt", message_id=key,
                recipient="complainant", sent_at=NOW,
            )
        )  # fmt: skip
    session.add(first_asked(complaint, session.scalars(select(Staff.id)).first()))
    if status is Status.ASSIGNED:
        clocks.start(session, complaint, ClockKind.FIRST_INQUIRY_PROMISE, now=NOW, limit=FRIDAY)
        hand_backs.hand_back(
            session, complaint, holder(session, complaint), reason="非我", office=office, now=NOW
        )
    session.add_all(missed(session, complaint))
    asked, ordered = put(session, complaint)
    session.add_all(put_up(session, complaint))
    talk_about(session, complaint)
    leave_traces(session, complaint)
    carry(session, complaint)
    belong(session, complaint)
    session.add(Rating(complaint_id=complaint.id, handling=BAD, result=BAD, at=NOW))
    session.flush()
    target = Target(
        About(complaint.id, complaint.organ_id, complaint.official_id),
        complaint.reference,
        receipt.make_code(office.receipt_key, key),
        session.scalars(select(Attachment.id).where(Attachment.complaint_id == complaint.id)).one(),
        first.id,
        asked.number,
        ordered.number,
        complaint.id,
    )
    session.add(shown(asked, key))
    session.flush()
    return target


def shown(asked: Enquiry, key: str) -> Attachment:
    """Return a picture that an organ was shown with an enquiry."""
    return Attachment(
        complaint_id=asked.complaint_id, token=f"{key}-shown", name="1.png",
        media_type="image/png", size=1, sha256="0", added_at=NOW, enquiry_id=asked.id,
    )  # fmt: skip


def leave_stranded(owed: list[OutboxRow]) -> None:
    """Let nobody at all be able to take it."""
    for row in owed:
        if row.kind == "assign":
            row.parked_at, row.parked_reason = NOW, "NobodyLeftError"


def first_asked(complaint: Complaint, clerk_id: int | None) -> Inquiry:
    """Return a first inquiry with a promise, of the same id as its complaint."""
    return Inquiry(
        id=complaint.id, complaint_id=complaint.id, channel=PROMISED.channel,
        asked_name=PROMISED.name, asked_organ_id=complaint.organ_id, remit=PROMISED.remit,
        answer=PROMISED.answer, outcome=PROMISED.outcome, due_on=FRIDAY, reason=PROMISED.reason,
        at=NOW, recorded_by=clerk_id,
    )  # fmt: skip


def missed(session: Session, complaint: Complaint) -> list[Breach | GivenWarning]:
    """Return what a deadline leaves behind that was warned of and missed."""
    running = select(RunningClock.id).where(RunningClock.complaint_id == complaint.id)
    of = {"complaint_id": complaint.id, "clock_id": session.scalars(running).first()}
    return [
        GivenWarning(kind=WarningKind.HALF, on=TODAY, given_at=NOW, **of),
        Breach(due_on=TODAY, found_at=NOW, next_on=TODAY, **of),
    ]


def put(session: Session, complaint: Complaint) -> tuple[Enquiry, OrderedMeasure]:
    """Put an enquiry and a measure to the organ, whatever the status."""
    of = {"complaint_id": complaint.id, "organ_id": complaint.organ_id, "due_on": TODAY}
    clerk = session.scalars(select(Staff.id)).first()
    asked = Enquiry(question=QUESTION, asked_by=clerk, asked_at=NOW, **of)
    ordered = OrderedMeasure(
        what=WHAT, clause="6.10", ordered_by=clerk, ordered_at=NOW, object_until=TODAY, **of
    )
    session.add_all([asked, ordered])
    session.flush()  # gives the numbers
    runs = {"complaint_id": complaint.id, "started_at": NOW, "due_on": TODAY}
    session.add_all(
        [
            RunningClock(kind=ClockKind.ENQUIRY, enquiry_id=asked.id, **runs),
            RunningClock(kind=ClockKind.MEASURE, measure_id=ordered.id, **runs),
        ]
    )
    return asked, ordered


def put_up(session: Session, complaint: Complaint) -> list[ApprovalRound | Origin]:
    """Return a round of signatures that ended, and from where the complaint came."""
    of = {"complaint_id": complaint.id}
    clerk = session.scalars(select(Staff.id)).first()
    clock = clocks.start(session, complaint, ClockKind.PROPOSAL, now=NOW)
    clock.finished_at = NOW
    session.flush()  # gives its id
    return [
        ApprovalRound(
            number=99, severity=Severity.WARNING, needs=["supervisor"], measures=[], clauses=[],
            points=[], persons=[], policy_version="1", opened_by_id=clerk, opened_at=NOW,
            ended_at=NOW, ended=RoundEnd.SENT_BACK, **of,
        ),
        Origin(clock_id=clock.id, source="令", reason="急", staff_id=clerk, at=NOW, **of),
    ]  # fmt: skip
