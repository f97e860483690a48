"""A fictitious district to try the portal on: organs, officials, accounts and sixty complaints.

Nothing here writes anything: each function reads, checks and returns values.
"""

from functools import cache

from portal.demo import checking, district, reading
from portal.demo.checking import DemoDataError
from portal.demo.district import DISTRICT
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
    "DemoComplaint",
    "DemoDataError",
    "DemoFinding",
    "DemoOfficial",
    "DemoOrgan",
    "DemoRating",
    "DemoStaff",
    "DemoTie",
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
def complaints() -> tuple[DemoComplaint, ...]:
    """Return the complaints, the oldest first; raises DemoDataError, or ValueError on reading."""
    found = sorted(reading.complaints_in(reading.FOLDER), key=lambda each: -each.filed_days_ago)
    checking.insist(checking.complaint_problems(found, officials(), staff()))
    return tuple(found)
