"""Passwords: hashed with Argon2id, a few at a time, and as slow for nobody as for somebody."""

import pytest

from portal.services import passwords
from portal.services.passwords import DECOY, TooBusyError, WeakPasswordError
from tests.desk import PASSWORD


def test_a_password_matches_its_own_hash_and_no_other() -> None:
    stored = passwords.hash_password(PASSWORD)

    assert passwords.verify_password(stored, PASSWORD)
    assert not passwords.verify_password(stored, PASSWORD + "x")


def test_a_password_matches_however_its_characters_are_composed() -> None:
    stored = passwords.hash_password("café au lait 奶茶")

    assert passwords.verify_password(stored, "cafe\u0301 au lait 奶茶")


@pytest.mark.parametrize("stored", [None, "", "no hash at all"])
def test_no_password_matches_where_there_is_no_hash(stored: str | None) -> None:
    assert not passwords.verify_password(stored, "")


def test_the_decoy_costs_what_a_real_hash_costs() -> None:
    assert not passwords.outdated(DECOY)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_that_is_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        passwords.hash_password(password)


def test_characters_that_no_text_holds_match_nothing() -> None:
    assert not passwords.verify_password(passwords.hash_password(PASSWORD), "\ud800\0" * 9)


def test_when_all_slots_are_taken_the_next_one_is_told_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)

    with passwords.slot(), passwords.slot(), pytest.raises(TooBusyError):
        passwords.verify_password(None, PASSWORD)
