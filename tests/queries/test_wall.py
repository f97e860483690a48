"""Behind the wall a complaint is as if it did not exist, whatever question is asked."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import count
from pkgutil import iter_modules
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal import queries
from portal.domain import receipt
from portal.domain.clock import ClockKind, WarningKind
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor
from portal.domain.rating import Satisfaction
from portal.models.attachment import Attachment
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint, Recusal
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.inquiry import Inquiry
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.rating import Rating
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services import clocks, hand_backs
from portal.services.office import Office
from tests.crooked import CODES, NAMES, About, hire, people_district, rule, seen_by
from tests.factories import NOW, Make
from tests.holding import holder
from tests.inquiring import FRIDAY, PROMISED
from tests.lives import lead_to
from tests.organs import QUESTION, WHAT, liaison
from tests.questions import ABOUT_ONE, NOWHERE, OVER_ALL, QUIET, TODAY, Asking, Target, answers

KEYS = count(1)
BAD = Satisfaction.DISSATISFIED


def asking() -> Iterator[str]:
    """Yield every public function of portal/queries that is given a session."""
    for module in iter_modules(queries.__path__):
        for name, found in vars(import_module(f"{queries.__name__}.{module.name}")).items():
            own = inspect.isfunction(found) and found.__module__.endswith(f".{module.name}")
            if own and not name.startswith("_") and reads(found):
                yield f"{module.name}.{name}"


def reads(function: Callable[..., Any]) -> bool:
    """Tell whether a function is given a session."""
    return any(
        parameter.annotation is Session
        for parameter in inspect.signature(function).parameters.values()
    )


def test_every_question_is_asked_here() -> None:
    """A new function of portal/queries goes into one of the tables of tests/questions.py."""
    assert sorted(asking()) == sorted({**ABOUT_ONE, **OVER_ALL})


@contextmanager
def without(session: Session, hidden: set[int]) -> Iterator[None]:
    """Look at the same tables as if the *hidden* complaints had never been filed."""
    session.flush()
    with session.begin_nested() as savepoint:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # the log's trigger
        for name, table in Complaint.metadata.tables.items():
            column = "id" if name == "complaint" else "complaint_id"
            if column in table.columns:
                session.execute(
                    text(f'DELETE FROM "{name}" WHERE {column} = ANY(:ids)'),  # noqa: S608
                    {"ids": sorted(hidden)},
                )
        yield
        savepoint.rollback()
    session.expire_all()


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
    session.add(Rating(complaint_id=complaint.id, handling=BAD, result=BAD, at=NOW))
    session.flush()
    return Target(
        About(complaint.id, complaint.organ_id, complaint.official_id),
        complaint.reference,
        receipt.make_code(office.receipt_key, key),
        session.scalars(select(Attachment.id).where(Attachment.complaint_id == complaint.id)).one(),
        first.id,
        asked.number,
        ordered.number,
    )


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
    return asked, ordered


def recuse(session: Session, random: Random, staff: list[Staff], targets: list[Target]) -> None:
    """Keep two people from two complaints by order."""
    for person, target in zip(random.sample(staff, 2), random.sample(targets, 2), strict=True):
        session.add(Recusal(complaint_id=target.id, staff_id=person.id, reason="令", at=NOW))
    session.flush()


@settings(
    max_examples=8,
    phases=[Phase.reuse, Phase.generate],  # a smaller seed is no simpler world
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_whoever_is_walled_off_gets_the_answers_of_a_world_without_the_complaint(
    session: Session, make: Make, office: Office, seed: int
) -> None:
    session.rollback()
    random = Random(seed)  # noqa: S311 -- examples, not secrets
    staff = hire(make, random, people_district(make, random))
    targets = [file(make, office, random, each) for each in random.sample(list(Status), 4)]
    recuse(session, random, staff, targets)
    oracle, ids = rule(session), tuple(person.id for person in staff)

    for actor in [person.as_actor() for person in random.sample(staff, 4)]:
        hidden = oracle.hidden(actor, [target.about for target in targets])
        with seen_by(session, actor):
            seen = answers(OVER_ALL, Asking(session, office, NOWHERE, ids))
            nothing = answers(ABOUT_ONE, Asking(session, office, NOWHERE))
            for target in targets:
                found = answers(ABOUT_ONE, Asking(session, office, target))
                assert (found == nothing) is (target.id in hidden), (actor, target)
        with without(session, hidden), seen_by(session, actor):
            assert answers(OVER_ALL, Asking(session, office, NOWHERE, ids)) == seen, actor


def test_every_question_tells_the_system_something_of_a_complaint(
    session: Session, make: Make, office: Office
) -> None:
    """Else the other tests would prove nothing."""
    make.staff(), make.staff()
    random = Random(1)  # noqa: S311 -- the same each time
    for code in CODES:
        liaison(make, code)
    target, told = (file(make, office, random, at) for at in (Status.ASSIGNED, Status.DECIDED))
    target = replace(target, enquiry=told.enquiry, measure=told.measure)
    ids = tuple(session.scalars(select(Staff.id)))

    full = answers({**ABOUT_ONE, **OVER_ALL}, Asking(session, office, target, ids))
    with without(session, {target.id, told.id}):
        empty = answers({**ABOUT_ONE, **OVER_ALL}, Asking(session, office, target, ids))

    assert {name for name in full if full[name] == empty[name]} == QUIET


@pytest.mark.parametrize("actor", [None, Actor.complainant(None), Actor.complainant(2)])
def test_whoever_is_not_of_the_staff_gets_no_answer_about_another_complaint(
    session: Session, make: Make, office: Office, actor: Actor | None
) -> None:
    make.staff(), make.staff()
    random = Random(1)  # noqa: S311 -- the same each time
    target = file(make, office, random, Status.ASSIGNED)
    assert target.id == 1

    session.expire_all()
    session.info["actor"] = actor
    found = answers(ABOUT_ONE, Asking(session, office, target))

    assert found == answers(ABOUT_ONE, Asking(session, office, NOWHERE))
