"""Who acts, and what the permissions look at in a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.severity.approvals import Approval
from portal.domain.text import Text


class Role(StrEnum):
    """What somebody is in the office, or towards it."""

    INTAKE = "intake"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"
    SUPERIOR = "superior"
    AUDITOR = "auditor"
    ADMIN = "admin"
    LIAISON = "liaison"
    SYSTEM = "system"
    COMPLAINANT = "complainant"

    @property
    def text(self) -> Text:
        """Return the name of the role."""
        return ROLE_TEXTS[self]


ROLE_TEXTS: Mapping[Role, Text] = {
    Role.INTAKE: Text("受理员", "Intake clerk"),
    Role.OFFICER: Text("承办人", "Investigator"),
    Role.SUPERVISOR: Text("科长", "Supervisor"),
    Role.DIRECTOR: Text("主任", "Director"),
    Role.SUPERIOR: Text("上级机关", "Superior body"),
    Role.AUDITOR: Text("审计员", "Auditor"),
    Role.ADMIN: Text("管理员", "Administrator"),
    Role.LIAISON: Text("机关联络员", "Organ liaison"),
    Role.SYSTEM: Text("系统", "System"),
    Role.COMPLAINANT: Text("投诉人", "Complainant"),
}

OFFICE_ROLES = frozenset(
    {Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR, Role.AUDITOR}
)
"""The roles that work in the supervision office and may read complaints, wall permitting."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a member of staff, the complainant of one complaint, or the system."""

    role: Role
    staff_id: int | None = None
    name: str = ""
    complaint_id: int | None = None

    @classmethod
    def system(cls) -> "Actor":
        """Return the actor that the workers are."""
        return cls(Role.SYSTEM, name="system")

    @classmethod
    def complainant(cls, complaint_id: int | None) -> "Actor":
        """Return the complainant of one complaint, or somebody who has none yet."""
        return cls(Role.COMPLAINANT, complaint_id=complaint_id)


@dataclass(frozen=True, slots=True)
class Case:
    """What the permissions look at in a complaint.

    *missing* are the signatures that its outcome still needs and *involved* who may give none of
    them; *approved* says that all are there, *seconds* who is asked to agree to an override.
    *finders* are, while findings stand, those who made them; only others screen them.
    *judges* are, while it is under review, those who had a part in what is looked at.
    """

    complaint_id: int
    assignee_id: int | None = None
    decided_by_id: int | None = None
    reviews: int = 0
    missing: tuple[Approval, ...] = ()
    involved: frozenset[int] = frozenset()
    approved: bool = False
    seconds: frozenset[int] = frozenset()
    finders: frozenset[int] = frozenset()
    judges: frozenset[int] = frozenset()
