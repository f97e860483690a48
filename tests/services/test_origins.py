"""Items from above, of delegates and from below: each starts its clock [4.1, 4.2, 4.3, 4.5]."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.lifecycle import IllegalTransitionError, Status
from portal.domain.origin import KIND_OF, OriginKind
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.origin import Origin
from portal.services import casework, clocks, origins
from portal.services.office import Office
from portal.services.origins import DayError, FromElsewhere
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import lead_to

K = OriginKind
SET_ON = date(2026, 9, 25)


@pytest.fixture
def supervisor(make: Make) -> Actor:
    make.staff()
    return make.staff(Role.SUPERVISOR).as_actor()


def item(kind: OriginKind, due_on: date | None = None) -> FromElsewhere:
    return FromElsewhere(kind, "区政府办交办单第 3 号", "要求报告结果", due_on)


def mark(
    session: Session, complaint: Complaint, who: Actor, it: FromElsewhere, office: Office
) -> None:
    origins.mark(session, complaint, who, it, office=office, now=NOW)


def running(session: Session, complaint: Complaint) -> dict[ClockKind, date]:
    rows = clocks.rows(session, complaint)
    return {row.kind: row.due_on for row in rows if row.running and row.kind in KIND_OF}


@pytest.mark.parametrize(
    ("kind", "set_on", "due_on"),
    [
        (K.URGENT, None, date(2026, 9, 21)),
        (K.ASSIGNED, None, date(2026, 9, 28)),
        (K.AS_SET, SET_ON, SET_ON),
        (K.PROPOSAL, None, date(2027, 3, 22)),  # 21 March 2027 is a Sunday
        (K.SUBORDINATE, None, date(2026, 10, 12)),
    ],
)
def test_each_kind_starts_its_clock_from_the_monday_it_is_marked(
    session: Session, make: Make, supervisor: Actor, office: Office, kind: OriginKind,
    set_on: date | None, due_on: date,
) -> None:  # fmt: skip
    complaint = make.assigned()

    mark(session, complaint, supervisor, item(kind, set_on), office)

    assert running(session, complaint) == {kind.clock: due_on}
    said = session.scalars(select(CaseLog).order_by(CaseLog.id.desc())).first()
    assert said is not None
    assert (said.action, said.detail["source"]) == ("set_origin", "区政府办交办单第 3 号")
    assert f"[{kind.clause}]" in said.detail["en"]
    assert session.scalars(select(Origin.staff_id)).one() == supervisor.staff_id


def test_the_nearest_duty_is_the_complaints_next_deadline(
    session: Session, make: Make, supervisor: Actor, office: Office
) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office)

    mark(session, complaint, supervisor, item(K.ASSIGNED), office)

    assert complaint.next_due_kind == ClockKind.ASSIGNED
    assert complaint.next_due_on == date(2026, 9, 28)


def test_marked_again_the_new_clock_runs_instead(
    session: Session, make: Make, supervisor: Actor, office: Office
) -> None:
    complaint = make.assigned()

    mark(session, complaint, supervisor, item(K.ASSIGNED), office)
    mark(session, complaint, supervisor, item(K.URGENT), office)
    mark(session, complaint, supervisor, item(K.URGENT), office)

    assert set(running(session, complaint)) == {ClockKind.ASSIGNED_URGENT}


def test_what_ends_the_complaint_ends_it(
    session: Session, make: Make, supervisor: Actor, office: Office
) -> None:
    complaint = make.assigned()
    mark(session, complaint, supervisor, item(K.PROPOSAL), office)

    casework.decline(
        session, complaint, holder(session, complaint), code="N1", reason="", office=office, now=NOW
    )

    assert running(session, complaint) == {}


@pytest.mark.parametrize(
    "wrong",
    [item(K.AS_SET), item(K.URGENT, SET_ON), item(K.AS_SET, (NOW - timedelta(days=1)).date())],
    ids=["no day", "a day too many", "a day that is over"],
)
def test_the_day_must_fit_the_kind(
    session: Session, make: Make, supervisor: Actor, office: Office, wrong: FromElsewhere
) -> None:
    complaint = make.assigned()

    with pytest.raises(DayError):
        mark(session, complaint, supervisor, wrong, office)


def test_an_officer_marks_nothing_and_nobody_what_is_decided(
    session: Session, make: Make, supervisor: Actor, office: Office
) -> None:
    complaint, decided = make.assigned(), lead_to(session, make, Status.DECIDED, office=office)

    with pytest.raises(ForbiddenError):
        mark(session, complaint, holder(session, complaint), item(K.ASSIGNED), office)
    with pytest.raises(IllegalTransitionError):
        mark(session, decided, supervisor, item(K.ASSIGNED), office)
