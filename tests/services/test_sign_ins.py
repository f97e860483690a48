"""Sign-ins: limited in time, revocable, and nothing without the second factor."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.staff import StaffSession
from portal.services import sign_ins
from tests.factories import NOW, Make

MINUTE = timedelta(minutes=1)


def test_a_token_stands_for_who_signed_in(session: Session, make: Make) -> None:
    staff = make.staff()
    sign_ins.begin(session, staff.id, "token", now=NOW)

    found = sign_ins.current(session, "token", now=NOW)

    assert found is not None
    assert (found.staff_id, found.actor, found.complete) == (staff.id, staff.as_actor(), True)


def test_the_token_itself_is_not_stored(session: Session, make: Make) -> None:
    sign_ins.begin(session, make.staff().id, "token", now=NOW)

    assert b"token" not in session.scalars(select(StaffSession.token_hash)).one()


@pytest.mark.parametrize("token", ["", "other", "token\0", "\ud800"])
def test_another_token_stands_for_nobody(session: Session, make: Make, token: str) -> None:
    sign_ins.begin(session, make.staff().id, "token", now=NOW)

    assert sign_ins.current(session, token, now=NOW) is None


def test_a_sign_in_ends_after_half_an_hour_of_rest(session: Session, make: Make) -> None:
    sign_ins.begin(session, make.staff().id, "token", now=NOW)

    assert sign_ins.current(session, "token", now=NOW + 29 * MINUTE)
    assert sign_ins.current(session, "token", now=NOW + 58 * MINUTE)
    assert sign_ins.current(session, "token", now=NOW + 88 * MINUTE) is None


def test_a_sign_in_ends_after_ten_hours_in_any_case(session: Session, make: Make) -> None:
    sign_ins.begin(session, make.staff().id, "token", now=NOW)

    seen = [
        sign_ins.current(session, "token", now=NOW + step * MINUTE) is not None
        for step in range(20, 601, 20)
    ]

    assert seen == [True] * 29 + [False]


def test_a_sign_in_ends_when_it_is_revoked_or_the_account_closed(
    session: Session, make: Make
) -> None:
    staff = make.staff()
    for token in ("one", "two"):
        sign_ins.begin(session, staff.id, token, now=NOW)

    sign_ins.revoke(session, "one", now=NOW)

    assert sign_ins.current(session, "one", now=NOW) is None
    assert sign_ins.current(session, "two", now=NOW)
    staff.active = False
    assert sign_ins.current(session, "two", now=NOW) is None


def test_without_the_second_factor_a_sign_in_is_half_and_short(
    session: Session, make: Make
) -> None:
    staff = make.staff(second_factor=True)
    sign_ins.begin(session, staff.id, "half", now=NOW)
    sign_ins.begin(session, staff.id, "whole", now=NOW, second_factor=True)

    half = sign_ins.current(session, "half", now=NOW + 9 * MINUTE)
    whole = sign_ins.current(session, "whole", now=NOW + 9 * MINUTE)

    assert half is not None
    assert whole is not None
    assert (half.complete, whole.complete) == (False, True)
    assert sign_ins.current(session, "half", now=NOW + 10 * MINUTE) is None
