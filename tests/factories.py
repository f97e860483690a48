"""Rows for tests, made through the services wherever there is one."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Filing, Identity, Language
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.models.complaint import Complaint
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import Staff, StaffTie
from portal.services import assignment, intake
from portal.services.office import Office

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)  # a Monday, ten in the morning at the office

FILING = Filing(
    filing_key="",
    organ_code="housing",
    categories=(Category.C03, Category.C12),
    subject="窗口推诿，三次都没办成",
    facts="我三次去窗口办理，每次都说材料不全。\n第三次工作人员态度很差。",
    language=Language.SIMPLIFIED,
    identity=Identity("王某", "wang@example.org", "000-0000"),
)


@dataclass
class Make:
    """Makes rows in one session."""

    session: Session
    office: Office
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def organ(self, code: str = "housing", **values: Any) -> Organ:
        """Return the organ of that code, made if there is none."""
        organ = self.session.scalar(select(Organ).where(Organ.code == code))
        if organ is None:
            organ = Organ(
                code=code, name_zh=f"区{code}局", name_en=f"{code} bureau", kind="department",
                **values,
            )  # fmt: skip
            self.session.add(organ)
            self.session.flush()  # gives organ.id
        return organ

    def official(self, name: str = "李某", organ: str = "housing") -> Official:
        """Return a new official."""
        official = Official(organ_id=self.organ(organ).id, name=name, post="科员")
        self.session.add(official)
        self.session.flush()  # gives official.id
        return official

    def staff(self, role: Role = Role.OFFICER, tier: Band = Band.REFERRAL, **values: Any) -> Staff:
        """Return a new member of staff."""
        number = next(self.numbers)
        staff = Staff(
            **{
                "username": f"{role}{number}",
                "name": f"{role}{number}",
                "email": f"{role}{number}@office.example",
                "role": role,
                "tier": tier,
                "password_hash": "",
                "second_factor": False,
                "created_at": NOW,
                **values,
            }
        )
        self.session.add(staff)
        self.session.flush()  # gives staff.id
        return staff

    def tie(
        self, staff: Staff, *, organ: Organ | None = None, official: Official | None = None
    ) -> None:
        """Tie a member of staff to an organ or an official."""
        self.session.add(
            StaffTie(
                staff_id=staff.id,
                organ_id=organ.id if organ else None,
                official_id=official.id if official else None,
                kind="declared",
                since=NOW,
            )
        )
        self.session.flush()  # the wall reads it

    def complaint(self, *, now: datetime = NOW, **changes: Any) -> Complaint:
        """Return a complaint just filed."""
        filing = self.filing(**changes)
        self.organ(filing.organ_code)
        receipt = intake.file_complaint(self.session, filing, office=self.office, now=now)
        return self.session.scalars(
            select(Complaint).where(Complaint.reference == receipt.reference)
        ).one()

    def filing(self, **changes: Any) -> Filing:
        """Return a filing like FILING, with a key of its own."""
        return replace(FILING, **{"filing_key": f"key-{next(self.numbers)}", **changes})

    def assigned(self, *, now: datetime = NOW, **changes: Any) -> Complaint:
        """Return a complaint that has been assigned; an officer is made if there is none."""
        if self.session.scalar(select(Staff.id)) is None:
            self.staff()
        complaint = self.complaint(now=now, **changes)
        assignment.assign(self.session, complaint.id, office=self.office, now=now)
        return complaint
