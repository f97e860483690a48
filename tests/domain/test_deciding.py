"""Who decides: one person up to an apology, and for anything graver a second one [severity M6]."""

import pytest

from portal.domain.permissions import Actor, Case, Role, may
from portal.domain.severity import Severity
from portal.domain.severity.approvals import needs_second_person
from portal.domain.statuses import Action

ME, OTHER = 7, 8
LEADERS = (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
GRAVE = (Severity.DISCIPLINE, Severity.REFERRAL)
LIGHT = tuple(severity for severity in Severity if severity not in GRAVE)


def decides(role: Role, severity: Severity, *, submitted: bool, assignee: int = ME) -> bool:
    case = Case(1, assignee_id=assignee, severity=severity, submitted=submitted)
    return may(Actor(role, ME), Action.DECIDE, case)


def test_a_second_person_is_needed_for_discipline_and_transfer_alone() -> None:
    assert tuple(severity for severity in Severity if needs_second_person(severity)) == GRAVE


@pytest.mark.parametrize("role", [Role.OFFICER, *LEADERS])
@pytest.mark.parametrize("severity", LIGHT)
def test_up_to_an_apology_whoever_has_the_complaint_decides(role: Role, severity: Severity) -> None:
    assert decides(role, severity, submitted=False)


@pytest.mark.parametrize("role", [Role.OFFICER, *LEADERS])
@pytest.mark.parametrize("severity", GRAVE)
def test_nobody_decides_discipline_or_a_transfer_alone(role: Role, severity: Severity) -> None:
    assert not decides(role, severity, submitted=False)
    assert not decides(role, severity, submitted=True)


@pytest.mark.parametrize("role", LEADERS)
@pytest.mark.parametrize("severity", Severity)
def test_what_was_submitted_is_decided_by_a_leader_whose_work_it_is_not(
    role: Role, severity: Severity
) -> None:
    assert decides(role, severity, submitted=True, assignee=OTHER)
    assert not decides(role, severity, submitted=False, assignee=OTHER)


@pytest.mark.parametrize("severity", Severity)
def test_no_officer_decides_what_was_submitted(severity: Severity) -> None:
    assert not decides(Role.OFFICER, severity, submitted=True)
    assert not decides(Role.OFFICER, severity, submitted=True, assignee=OTHER)
