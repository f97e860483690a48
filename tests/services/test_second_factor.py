"""The second factor: enrolled once, each code good once, a phone's clock a little off."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy.orm import Session

from portal.models.staff import Staff
from portal.services import second_factor
from portal.services.office import Office
from tests.factories import NOW, Make

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HALF_MINUTE = timedelta(seconds=30)


@pytest.fixture
def staff(make: Make, office: Office) -> Staff:
    """Somebody with a phone."""
    return make.staff(second_factor=True, totp_secret=office.sealer.seal(SECRET))


def test_the_secret_is_sealed_and_shown_again_until_it_is_used(
    session: Session, make: Make, office: Office
) -> None:
    staff = make.staff(second_factor=True)

    shown = [
        second_factor.secret_to_enrol(session, staff.id, office=office, fresh=fresh)
        for fresh in (SECRET, pyotp.random_base32())
    ]

    assert shown == [SECRET, SECRET]
    assert SECRET.encode() not in (staff.totp_secret or b"")


def test_a_code_is_taken_once(session: Session, staff: Staff, office: Office) -> None:
    code = pyotp.TOTP(SECRET).at(NOW)

    taken = [
        second_factor.accept(session, staff.id, code, office=office, now=NOW) for _ in range(2)
    ]

    assert taken == [True, False]


def test_a_code_from_before_the_last_one_is_refused(
    session: Session, staff: Staff, office: Office
) -> None:
    totp = pyotp.TOTP(SECRET)

    def take(code: str) -> bool:
        return second_factor.accept(session, staff.id, code, office=office, now=NOW)

    assert take(totp.at(NOW))
    assert not take(totp.at(NOW - HALF_MINUTE))
    assert take(totp.at(NOW + HALF_MINUTE))


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_off(steps: int, *, fits: bool) -> None:
    code = pyotp.TOTP(SECRET).at(NOW + steps * HALF_MINUTE)

    assert (second_factor.counter_of(SECRET, code, NOW) is not None) is fits


@pytest.mark.parametrize("code", ["", "abcdef", "000000000", "１２３４５６", "\0", "²³"])
def test_what_is_no_code_fits_nothing(code: str) -> None:
    assert second_factor.counter_of(SECRET, code, NOW) is None


def test_spaces_in_a_code_make_no_difference() -> None:
    code = pyotp.TOTP(SECRET).at(NOW)

    assert second_factor.counter_of(SECRET, f" {code[:3]} {code[3:]} ", NOW)


def test_without_a_secret_no_code_fits(session: Session, make: Make, office: Office) -> None:
    staff = make.staff(second_factor=True)

    assert not second_factor.accept(session, staff.id, "000000", office=office, now=NOW)
