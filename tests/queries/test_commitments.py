"""What stands, organ by organ, and the register of all that was published."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.domain.clock import Limit
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.staff import Staff
from portal.queries.commitments import (
    brief_commitments,
    promising_organs,
    recorded_commitments,
)
from portal.services import commitments
from tests.commitments import LICENCE, publish
from tests.factories import NOW, Make

OTHER = Text("变更", "A change")


@pytest.fixture
def admin(make: Make) -> Staff:
    return make.staff(Role.ADMIN, name="顾管理")


def test_every_active_organ_is_there_with_its_telephone_and_what_stands(
    session: Session, make: Make, admin: Staff
) -> None:
    """[2.3]."""
    make.organ("housing", phone="000-0000-1")
    make.organ("gone", active=False)
    make.organ("tax")
    publish(make, admin)
    publish(make, admin, organ_code="gone")

    found = {organ.code: organ for organ in promising_organs(session)}

    assert list(found) == ["housing", "tax"]
    assert found["housing"].phone == "000-0000-1"
    assert [each.promise for each in found["housing"].commitments] == [LICENCE]
    assert found["housing"].commitments[0].published_on == date(2026, 9, 21)
    assert found["tax"].commitments == ()


def test_only_what_stands_is_shown(session: Session, make: Make, admin: Staff) -> None:
    old = publish(make, admin)
    publish(make, admin, limit=Limit.parse("3wd"), replaces=old.id)
    gone = publish(make, admin, service=OTHER)
    commitments.withdraw(session, gone.id, admin.as_actor(), now=NOW, zone=make.office.zone)
    session.flush()

    (organ,) = promising_organs(session)

    assert [str(each.promise.limit) for each in organ.commitments] == ["3wd"]
    assert [each.text.en for each in brief_commitments(session)] == [
        "A new food licence: 3 working days"
    ]


def test_in_brief_organs_that_are_switched_off_promise_nothing(
    session: Session, make: Make, admin: Staff
) -> None:
    make.organ("gone", active=False)
    publish(make, admin, organ_code="gone")

    assert brief_commitments(session) == []


def test_the_register_says_who_published_and_withdrew_what(
    session: Session, make: Make, admin: Staff
) -> None:
    old = publish(make, admin)
    other = make.staff(Role.ADMIN, name="另一人")
    new = publish(make, other, limit=Limit.parse("3wd"), replaces=old.id)

    standing, withdrawn = recorded_commitments(session)

    assert (standing.id, standing.published_by, standing.withdrawn_by) == (new.id, "另一人", "")
    assert (withdrawn.id, withdrawn.published_by) == (old.id, "顾管理")
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_on) == ("另一人", date(2026, 9, 21))
    assert recorded_commitments(session, old.id) == [withdrawn]
    assert recorded_commitments(session, 0) == []


def test_the_public_reads_them_without_being_anybody(
    session: Session, make: Make, admin: Staff
) -> None:
    publish(make, admin)
    session.info["actor"] = Actor.complainant(None)

    assert len(promising_organs(session)[0].commitments) == 1
    assert len(brief_commitments(session)) == 1
