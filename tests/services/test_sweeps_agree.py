"""The batch against the rule done duty by duty: in a crooked office both come to the same."""

from datetime import datetime, timedelta
from itertools import count
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, exists, select, text, update
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind, ExtensionError, TollingCause
from portal.domain.filing import Language
from portal.domain.lifecycle import OPEN
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint, Recusal
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import (
    assignment,
    casework,
    clocks,
    escalation,
    excuses,
    extensions,
    outages,
)
from portal.services.office import Office
from tests.crooked import CODES, NAMES, hire, people_district
from tests.factories import NOW, Make
from tests.holding import holder
from tests.naive_escalation import Naive

DAY = timedelta(days=1)
KEYS = count(1)
COMPLAINTS = 12
SWEEPS = (3, 10, 22, 40, 55)
TABLES = {
    "complaint": "id, assignee_id, assigned_at, status, desk, version, next_due_on",
    "warning": 'complaint_id, clock_id, kind, "on", given_at',
    "breach": "complaint_id, clock_id, due_on, found_at, responsible_staff_id, special_reason,"
    " excused_by, next_on, raised",
    "accountability_case": "complaint_id, (SELECT clock_id FROM breach WHERE breach.id ="
    " breach_id), staff_id, opened_at, evidence",
    "outbox": "kind, queue, complaint_id, payload, dedupe_key, due_at",
    "case_log": "complaint_id, at, role, staff_id, action, from_status, to_status, reason, detail",
}


def world(session: Session) -> dict[str, list[str]]:
    """Return what the tables say, the log in its order within each complaint."""
    session.flush()
    found = {}
    for table, columns in TABLES.items():
        order = "complaint_id, id" if table == "case_log" else "complaint_id"
        order = "id" if table == "complaint" else order
        rows = session.execute(text(f"SELECT {columns} FROM {table} ORDER BY {order}"))  # noqa: S608 -- of constants
        told = [repr(tuple(row)) for row in rows]
        found[table] = told if table == "case_log" else sorted(told)
    return found


def file(make: Make, office: Office, random: Random) -> Complaint:
    """File a complaint and let some of what can happen to it happen."""
    session, filed = make.session, NOW + random.randrange(6) * DAY
    complaint = make.complaint(
        now=filed, filing_key=f"agreeing-{next(KEYS)}", organ_code=random.choice(CODES),
        official_name=random.choice(["", *NAMES]), language=random.choice(list(Language)),
    )  # fmt: skip
    if random.random() < 0.9:
        assignment.assign(session, complaint.id, office=office, now=filed)
        live(session, complaint, office, random, filed + random.randrange(9) * DAY)
    if random.random() < 0.4:
        clocks.start(
            session, complaint, ClockKind.FIRST_INQUIRY_PROMISE, now=filed,
            limit=filed.date() + random.randrange(20) * DAY,
        )  # fmt: skip
    if random.random() < 0.2:
        first = filed.date() + random.randrange(5) * DAY
        last = random.choice([None, first + 2 * DAY])
        clocks.toll(
            session, complaint, TollingCause.HEARING, "听证", first_on=first, last_on=last,
            now=filed,
        )  # fmt: skip
    clocks.reckon(session, complaint, office=office, now=filed)
    return complaint


def live(
    session: Session, complaint: Complaint, office: Office, random: Random, now: datetime
) -> None:
    """Accept a complaint, excuse its delay or give it more time, as it happens."""
    if random.random() < 0.5:
        casework.accept(session, complaint, holder(session, complaint), office=office, now=now)
    heads = session.scalars(select(Staff).where(Staff.role == "director")).all()
    try:
        if random.random() < 0.3:
            excuses.excuse(session, complaint, heads[0].as_actor(), reason="台风", now=now)
        if complaint.accepted_at and random.random() < 0.5:
            extensions.extend(
                session, complaint, heads[0].as_actor(), days=5, reason="调档",
                office=office, now=now,
            )  # fmt: skip
    except (ForbiddenError, ExtensionError):
        pass


def disturb(session: Session, office: Office, random: Random, complaints: list[Complaint]) -> None:
    """Keep people away from complaints, let some be absent, and let the portal be down."""
    staff = list(session.scalars(select(Staff)))
    for person, complaint in zip(random.sample(staff, 3), complaints, strict=False):
        session.add(Recusal(complaint_id=complaint.id, staff_id=person.id, reason="令", at=NOW))
    gone = random.sample([person.id for person in staff], 2)
    session.execute(update(Staff).where(Staff.id.in_(gone)).values(absent_until=NOW + 30 * DAY))
    days = sorted({row.due_on for row in session.scalars(select(RunningClock))})
    down = datetime.combine(random.choice(days), NOW.timetz())
    outages.record(
        session, Actor.system(), from_at=down, until_at=down + DAY / 8, what="断电",
        office=office, now=down + DAY,
    )  # fmt: skip


def remind(session: Session, now: datetime) -> None:
    """Let the mail server take the reminders owed."""
    letter = OutboxRow.payload["letter"].astext == "reminder"
    logged = select(LetterLog.outbox_id)
    for row in session.scalars(select(OutboxRow).where(letter, OutboxRow.id.not_in(logged))):
        session.add(
            LetterLog(
                complaint_id=row.complaint_id, outbox_id=row.id, letter="reminder",
                message_id=row.dedupe_key, recipient="staff", sent_at=now,
            )
        )  # fmt: skip


def batched(session: Session, office: Office, now: datetime) -> None:
    """Sweep as the workers do."""
    for act in (escalation.warn, escalation.escalate):
        after: escalation.Place | None = escalation.START
        while after is not None:
            after = act(session, after=after, office=office, now=now)
    remind(session, now)


def one_by_one(session: Session, office: Office, now: datetime) -> None:
    """Sweep by the naive rule."""
    naive = Naive(session, office, now)
    naive.warn(duties(session, now, RunningClock.due_on >= naive.today))
    session.flush()
    naive.escalate(duties(session, now, RunningClock.due_on < naive.today))
    remind(session, now)


def duties(session: Session, now: datetime, due: ColumnElement[bool]) -> list[int]:
    """Return the running duties in the order of the sweep; what waits for somebody waits."""
    waiting = exists().where(
        ClockTolling.complaint_id == Complaint.id, ClockTolling.last_on.is_(None),
        ClockTolling.entered_at <= now, ClockTolling.first_on <= RunningClock.due_on,
    )  # fmt: skip
    found = session.execute(
        select(RunningClock, waiting)
        .join(Complaint, Complaint.id == RunningClock.complaint_id)
        .where(due, Complaint.status.in_(sorted(OPEN)))
        .order_by(RunningClock.due_on, RunningClock.id)
    )
    rules = ((clock, CLOCKS[clock.kind], waits) for clock, waits in found if clock.running)
    return [
        clock.id for clock, rule, waits in rules if rule.warned and not (waits and rule.tollable)
    ]


@settings(
    max_examples=6,
    phases=[Phase.reuse, Phase.generate],  # a smaller seed is no simpler world
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_a_batch_comes_to_what_duty_by_duty_comes_to(
    session: Session, make: Make, office: Office, seed: int
) -> None:
    session.rollback()
    random = Random(seed)  # noqa: S311 -- examples, not secrets
    hire(make, random, people_district(make, random))
    complaints = [file(make, office, random) for _ in range(COMPLAINTS)]
    disturb(session, office, random, complaints)
    session.flush()

    found = []
    for sweep in (batched, one_by_one):
        with session.begin_nested() as savepoint:
            for days in SWEEPS:
                sweep(session, office, NOW + days * DAY)
            found.append(world(session))
            savepoint.rollback()
        session.expire_all()

    for table, rows in found[0].items():
        assert rows == found[1][table], table
    assert len(found[0]["breach"]) > 2
