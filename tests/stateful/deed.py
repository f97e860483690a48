"""One action about to be taken, and how a plain one is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.lifecycle import STANDING, Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.services import casework
from portal.services.office import Office

WHY = "因为"


@dataclass(frozen=True)
class Deed:
    """One action about to be taken; *pick* chooses whatever else it needs."""

    session: Session
    complaint: Complaint
    actor: Actor
    action: Action
    pick: int
    office: Office
    now: datetime


def plainly(deed: Deed) -> None:
    """Take an action that needs nothing but its reason."""
    if deed.action in STANDING:
        casework.note(
            deed.session, deed.complaint, deed.actor, deed.action, now=deed.now, reason=WHY
        )
    else:
        casework.advance(
            deed.session, deed.complaint, deed.actor, deed.action,
            office=deed.office, now=deed.now, reason=WHY,
        )  # fmt: skip
