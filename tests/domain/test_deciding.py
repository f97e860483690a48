"""Who signs which outcome, by its band; never the author, nobody twice [6.6, 7.7]."""

from itertools import product

import pytest

from portal.domain.permissions import Actor, Case, Role, may
from portal.domain.severity import Approval, Severity, approvals_for
from portal.domain.severity.signing import RoundEnd, signature_for
from portal.domain.statuses import Action

ME, OTHER = 7, 8
P = Approval
LEADERS = (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)


@pytest.mark.parametrize(
    ("severity", "signed", "overridden"),
    [
        (Severity.WARNING, (P.SUPERVISOR,), (P.SUPERVISOR, P.DIRECTOR)),
        (Severity.APOLOGY, (P.SUPERVISOR,), (P.SUPERVISOR, P.DIRECTOR)),
        (Severity.DISCIPLINE, (P.SUPERVISOR, P.DIRECTOR), (P.DIRECTOR, P.SECOND_SIGNER)),
        (Severity.REFERRAL, (P.DIRECTOR, P.SECOND_SIGNER), (P.DIRECTOR, P.SECOND_SIGNER)),
    ],
)
def test_each_band_has_its_signatures_and_an_override_those_of_the_next(
    severity: Severity, signed: tuple[P, ...], overridden: tuple[P, ...]
) -> None:
    assert approvals_for(severity) == signed
    assert approvals_for(severity, overridden=True) == overridden


@pytest.mark.parametrize(
    ("role", "missing", "given"),
    [
        (Role.SUPERVISOR, (P.SUPERVISOR, P.DIRECTOR), P.SUPERVISOR),
        (Role.DIRECTOR, (P.SUPERVISOR, P.DIRECTOR), P.DIRECTOR),
        (Role.SUPERIOR, (P.SUPERVISOR, P.DIRECTOR), P.DIRECTOR),
        (Role.DIRECTOR, (P.SUPERVISOR,), P.SUPERVISOR),
        (Role.SUPERVISOR, (P.DIRECTOR, P.SECOND_SIGNER), P.SECOND_SIGNER),
        (Role.DIRECTOR, (P.DIRECTOR, P.SECOND_SIGNER), P.DIRECTOR),
        (Role.SUPERVISOR, (P.DIRECTOR,), None),
        (Role.OFFICER, (P.SUPERVISOR, P.SECOND_SIGNER), None),
        (Role.DIRECTOR, (), None),
    ],
)
def test_who_could_give_several_gives_the_one_that_fewest_others_could(
    role: Role, missing: tuple[P, ...], given: P | None
) -> None:
    assert signature_for(missing, role, ME, {OTHER}) is given


def test_an_author_signs_nothing_and_nobody_signs_twice() -> None:
    for role, missing in product(LEADERS, (tuple(P), (P.SUPERVISOR,))):
        assert signature_for(missing, role, ME, {ME}) is None


@pytest.mark.parametrize("role", [Role.OFFICER, *LEADERS])
def test_nobody_decides_before_all_have_signed(role: Role) -> None:
    for assignee, missing in product((ME, OTHER), ((P.SUPERVISOR,), tuple(P))):
        case = Case(1, assignee_id=assignee, missing=missing)
        assert not may(Actor(role, ME), Action.DECIDE, case)


def test_what_all_have_signed_is_decided_by_whose_work_it_is_or_a_leader() -> None:
    signed = Case(1, assignee_id=OTHER, approved=True)

    deciding = {role for role in Role if may(Actor(role, ME), Action.DECIDE, signed)}
    own = may(Actor(Role.OFFICER, OTHER), Action.DECIDE, signed)

    assert deciding == set(LEADERS)
    assert own


def test_a_round_says_how_it_ended_in_both_languages() -> None:
    assert [end for end in RoundEnd if not (end.text.zh and end.text.en)] == []
