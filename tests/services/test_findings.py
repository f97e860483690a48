"""Findings are rated by the policy of the office's day, and stay explainable under it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.severity import CURRENT, Severity, Verified
from portal.domain.severity import Finding as Inputs
from portal.domain.severity.policy import Thresholds
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.services import casework, findings, outcomes
from portal.services.findings import Established
from portal.services.office import Office
from tests.factories import Make
from tests.holding import holder
from tests.signing import complaint_points

NEWER = CURRENT.amended(
    effective_on=date(2027, 1, 1),
    reason=Text("从严", "Stricter"),
    thresholds=Thresholds(repeated_from=1),
)
DAY_BEFORE = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
FIRST_DAY = datetime(2026, 12, 31, 16, 1, tzinfo=UTC)
"""A minute past midnight at the office; elsewhere the old year still has hours to go."""


@pytest.fixture(autouse=True)
def versions(monkeypatch: pytest.MonkeyPatch) -> None:
    both = ((CURRENT, NEWER),)
    for asked in ("policy_on", "policy_by_number"):
        monkeypatch.setattr(f"portal.domain.severity.policy.{asked}.__defaults__", both)


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    make.staff()
    found = make.assigned(categories=(Category.C03,))
    casework.accept(session, found, holder(session, found), office=office, now=DAY_BEFORE)
    return found


def find(session: Session, complaint: Complaint, office: Office, now: datetime) -> Finding:
    """Find that somebody was rude who had been warned once before."""
    (point,) = complaint_points(session, complaint)
    rude = Established(point, Inputs(Category.C03, Verified.YES, prior_12m=1), "属实")
    findings.propose(session, complaint, holder(session, complaint), [rude], office=office, now=now)
    return session.scalars(select(Finding)).one()


@pytest.mark.parametrize(
    ("now", "version", "severity"),
    [(DAY_BEFORE, "1", Severity.APOLOGY), (FIRST_DAY, "2", Severity.WARNING)],
)
def test_a_new_policy_is_in_force_from_midnight_at_the_office(
    session: Session,
    complaint: Complaint,
    office: Office,
    now: datetime,
    version: str,
    severity: Severity,
) -> None:
    found = find(session, complaint, office, now)

    assert (found.policy_version, found.severity) == (version, severity)


def test_what_was_found_before_is_explained_by_the_table_of_then(
    session: Session, complaint: Complaint, office: Office
) -> None:
    found = find(session, complaint, office, DAY_BEFORE)

    explained = outcomes.by_table(found)

    assert (explained.row, explained.policy_version) == ("34", 1)
    assert NEWER.number == 2
