"""Accounts: made once, found however the name is written, closed for good."""

from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.staff import Staff, StaffSession
from portal.services import accounts, passwords, sign_ins
from portal.services.accounts import AccountError, NewAccount
from tests.desk import PASSWORD
from tests.factories import NOW, Make

HASH = passwords.hash_password(PASSWORD)


def new(**changes: Any) -> NewAccount:
    given = {"username": "zhou", "name": "周某", "email": "zhou@office.example"}
    return NewAccount(**{**given, "role": Role.OFFICER, **changes})


def test_a_new_account_has_a_second_factor_still_to_be_enrolled(session: Session) -> None:
    staff = accounts.create(session, new(), password_hash=HASH, now=NOW)

    session.refresh(staff)
    assert (staff.second_factor, staff.totp_secret, staff.demo) == (True, None, False)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"username": "Zhou Yi"}, "username"),
        ({"role": Role.LIAISON}, "organ"),
        ({"role": Role.LIAISON, "organ_code": "nowhere"}, "no organ nowhere"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    session: Session, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(AccountError, match=why):
        accounts.create(session, new(**changes), password_hash=HASH, now=NOW)


def test_a_username_is_given_once(session: Session) -> None:
    accounts.create(session, new(), password_hash=HASH, now=NOW)

    with pytest.raises(AccountError, match="already"):
        accounts.create(session, new(), password_hash=HASH, now=NOW)


def test_a_name_is_found_however_it_is_written(session: Session, make: Make) -> None:
    staff = make.staff(username="zhou", password_hash=HASH)

    known = accounts.credentials(session, "  ＺＨＯＵ ", demo=False)

    assert known.staff_id == staff.id
    assert known.match(PASSWORD)


@pytest.mark.parametrize("values", [{"active": False}, {"demo": True}, {"username": "other"}])
def test_whoever_may_not_sign_in_gets_what_no_password_matches(
    session: Session, make: Make, values: dict[str, Any]
) -> None:
    make.staff(**{"username": "zhou", "password_hash": HASH, **values})

    known = accounts.credentials(session, "zhou", demo=False)

    assert known == accounts.Credentials()
    assert not known.match(PASSWORD)


def test_a_demo_account_signs_in_where_demo_accounts_may(session: Session, make: Make) -> None:
    make.staff(username="zhou", password_hash=HASH, demo=True)

    assert accounts.credentials(session, "zhou", demo=True).match(PASSWORD)


def test_closing_an_account_ends_its_sign_ins(session: Session, make: Make) -> None:
    staff = make.staff(username="zhou")
    sign_ins.begin(session, staff.id, "token", now=NOW)

    accounts.disable(session, "zhou", now=NOW)

    assert session.scalars(select(StaffSession.revoked_at)).all() == [NOW]
    assert sign_ins.current(session, "token", now=NOW) is None


def test_only_active_demo_accounts_are_listed(session: Session, make: Make) -> None:
    make.staff(username="b", demo=True)
    make.staff(username="a", demo=True)
    make.staff(username="c", demo=True, active=False)
    make.staff(username="d")

    assert accounts.demo_accounts(session) == ["a", "b"]


def test_a_hash_that_has_become_weak_is_renewed(session: Session, make: Make) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    make.staff(username="zhou", password_hash=weak)

    known = accounts.credentials(session, "zhou", demo=False)
    accounts.renew_hash(session, known, PASSWORD)

    renewed = session.scalars(select(Staff.password_hash)).one()
    assert not passwords.outdated(renewed)
    assert passwords.verify_password(renewed, PASSWORD)
