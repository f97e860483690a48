"""Publishing and withdrawing commitments [2.1, 2.2, 3.1(d)]."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clock import Limit
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.commitment import PublishedCommitment
from portal.models.staff import Staff
from portal.services import commitments
from portal.services.commitments import (
    AlreadyPromisedError,
    NoLongerStandingError,
    NotAdministratorError,
)
from portal.services.office import Office
from tests.commitments import LICENCE, publish
from tests.factories import NOW, Make

LATER = NOW + timedelta(days=3)
TODAY = date(2026, 9, 21)


@pytest.fixture
def admin(make: Make) -> Staff:
    return make.staff(Role.ADMIN)


def withdraw(make: Make, row: PublishedCommitment, who: Staff) -> None:
    commitments.withdraw(make.session, row.id, who.as_actor(), now=LATER, zone=make.office.zone)


def test_a_commitment_is_kept_as_it_was_written_with_who_and_when(make: Make, admin: Staff) -> None:
    row = publish(make, admin)

    assert row.as_commitment("housing") == LICENCE
    assert (row.published_on, row.published_at, row.published_by) == (TODAY, NOW, admin.id)
    assert row.withdrawn_on is None


def test_chinese_stands_in_for_english_that_is_not_there(make: Make, admin: Staff) -> None:
    row = publish(make, admin, fee=Text("每件80元", "每件80元"))

    assert row.fee_en == ""
    assert row.as_commitment("housing").fee == Text("每件80元", "每件80元")


def test_a_withdrawn_commitment_stays_to_be_read(make: Make, admin: Staff) -> None:
    row = publish(make, admin)

    withdraw(make, row, admin)

    assert (row.withdrawn_on, row.withdrawn_at) == (date(2026, 9, 24), LATER)
    assert row.withdrawn_by == admin.id
    assert row.as_commitment("housing") == LICENCE


def test_a_change_is_a_new_row_and_the_old_one_is_not_rewritten(
    session: Session, make: Make, admin: Staff
) -> None:
    old = publish(make, admin)

    new = publish(make, admin, limit=Limit.parse("3wd"), replaces=old.id, now=LATER)

    assert new.replaces_id == old.id
    assert (old.promised, new.promised) == ("5wd", "3wd")
    assert (old.withdrawn_at, new.published_at) == (LATER, LATER)
    standing = select(PublishedCommitment).where(PublishedCommitment.withdrawn_on.is_(None))
    assert session.scalars(standing).all() == [new]


def test_an_organ_promises_a_service_once(make: Make, admin: Staff) -> None:
    row = publish(make, admin)

    with pytest.raises(AlreadyPromisedError):
        publish(make, admin, limit=Limit.parse("3wd"))
    publish(make, admin, organ_code="tax")
    withdraw(make, row, admin)
    publish(make, admin)


def test_the_table_itself_keeps_a_second_promise_out(
    session: Session, make: Make, admin: Staff
) -> None:
    row = publish(make, admin)
    words = commitments.words_of(row.as_commitment("housing"))

    session.add(
        PublishedCommitment(
            organ_id=row.organ_id, published_on=TODAY, published_at=NOW, published_by=admin.id,
            **words,
        )
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="uq_commitment_standing"):
        session.flush()


def test_what_was_withdrawn_or_never_was_can_be_neither_changed_nor_withdrawn(
    make: Make, admin: Staff
) -> None:
    row = publish(make, admin)
    withdraw(make, row, admin)

    with pytest.raises(NoLongerStandingError):
        withdraw(make, row, admin)
    with pytest.raises(NoLongerStandingError):
        publish(make, admin, replaces=row.id)
    with pytest.raises(NoLongerStandingError):
        publish(make, admin, replaces=0)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_but_an_administrator_can(make: Make, admin: Staff, role: Role) -> None:
    row = publish(make, admin)
    other = make.staff(role, organ_id=make.organ().id)

    with pytest.raises(NotAdministratorError):
        publish(make, other, organ_code="tax")
    with pytest.raises(NotAdministratorError):
        withdraw(make, row, other)


def test_an_administrator_without_an_account_cannot(
    session: Session, make: Make, office: Office
) -> None:
    make.organ()

    with pytest.raises(NotAdministratorError):
        commitments.publish(session, LICENCE, Actor(Role.ADMIN), now=NOW, zone=office.zone)


def test_an_organ_that_is_not_there_promises_nothing(
    session: Session, admin: Staff, office: Office
) -> None:
    with pytest.raises(NoResultFound):
        commitments.publish(session, LICENCE, admin.as_actor(), now=NOW, zone=office.zone)
