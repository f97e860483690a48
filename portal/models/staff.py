"""Staff: the accounts of the office, of the organs' liaisons and of the administrator."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.permissions import Actor, Role
from portal.domain.routing import Band
from portal.models.base import Base, Word, one_of


class Staff(Base):
    """One person who signs in; *tier* is the heaviest band an officer is trusted with."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint(one_of("tier", Band), name="tier"),
        CheckConstraint("role <> 'liaison' OR organ_id IS NOT NULL", name="liaison_has_organ"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[Role] = mapped_column(Word(Role))
    tier: Mapped[Band] = mapped_column(Word(Band), server_default=Band.STANDARD.value)
    organ_id: Mapped[int | None] = mapped_column(ForeignKey("organ.id"))
    language: Mapped[str] = mapped_column(server_default="zh-Hans")
    skills: Mapped[str] = mapped_column(server_default="")
    password_hash: Mapped[str]
    totp_secret: Mapped[bytes | None]
    totp_last_counter: Mapped[int | None]
    second_factor: Mapped[bool] = mapped_column(server_default="true")
    demo: Mapped[bool] = mapped_column(server_default="false")
    active: Mapped[bool] = mapped_column(server_default="true")
    absent_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    def as_actor(self) -> Actor:
        """Return who acts when this person does."""
        return Actor(self.role, staff_id=self.id, name=self.name)


class StaffTie(Base):
    """Why a member of staff is walled off from complaints about an organ or an official.

    *kind* says which tie: post, former_post, relative, declared (practice.md §7.6).
    """

    __tablename__ = "staff_tie"
    __table_args__ = (
        CheckConstraint("(organ_id IS NULL) <> (official_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    organ_id: Mapped[int | None] = mapped_column(ForeignKey("organ.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")
    since: Mapped[datetime]


class StaffSession(Base):
    """One sign-in: revocable, found by the hash of its token."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    second_factor_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
