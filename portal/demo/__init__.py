"""A fictitious district to try the portal on: organs, officials, accounts and their complaints.

Nothing here writes anything: each function reads, checks and returns values.
"""

from functools import cache

from portal.demo import checking, district, promising, reading
from portal.demo.checking import DemoDataError
from portal.demo.district import DISTRICT
from portal.demo.promising import DemoCommitment
from portal.demo.shapes import (
    DemoComplaint,
    DemoFinding,
    DemoOfficial,
    DemoOrgan,
    DemoRating,
    DemoStaff,
    DemoTie,
)

__all__ = [
    "DISTRICT",
    "DemoCommitment",
    "DemoComplaint",
    "DemoDataError",
    "DemoFinding",
    "DemoOfficial",
    "DemoOrgan",
    "DemoRating",
    "DemoStaff",
    "DemoTie",
    "commitments",
    "complaints",
    "officials",
    "organs",
    "staff",
]


@cache
def organs() -> tuple[DemoOrgan, ...]:
    """Return the organs; raises DemoDataError."""
    checking.insist(checking.organ_problems(district.ORGANS, district.OFFICIALS))
    return district.ORGANS


@cache
def officials() -> tuple[DemoOfficial, ...]:
    """Return the officials, leaders before those they lead; raises DemoDataError."""
    checking.insist(checking.official_problems(organs(), district.OFFICIALS))
    return district.OFFICIALS


@cache
def staff() -> tuple[DemoStaff, ...]:
    """Return the accounts; raises DemoDataError."""
    checking.insist(checking.staff_problems(district.STAFF, organs(), officials()))
    return district.STAFF


@cache
def commitments() -> tuple[DemoCommitment, ...]:
    """Return what the organs promise; raises DemoDataError, or ValueError on reading."""
    found = tuple(promising.commitments_in(promising.FILE))
    codes = [organ.code for organ in organs()]
    checking.insist(promising.commitment_problems(found, codes))
    return found


@cache
def complaints() -> tuple[DemoComplaint, ...]:
    """Return the complaints, the oldest first; raises DemoDataError, or ValueError on reading."""
    found = sorted(reading.complaints_in(reading.FOLDER), key=lambda each: -each.filed_days_ago)
    checking.insist(checking.complaint_problems(found, officials(), staff()))
    return tuple(found)
