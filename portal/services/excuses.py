"""Excuses: a special reason on record keeps a delay from being held against anybody [4.6].

It has to be recorded before the delay is found, by somebody whose work it is not (reading A8).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.services import casework


def excuse(
    session: Session, complaint: Complaint, actor: Actor, *, reason: str, now: datetime
) -> None:
    """Record the special reason why *complaint* will be late.

    Raises ForbiddenError to whoever handles it.
    """
    casework.note(session, complaint, actor, Action.EXCUSE, now=now, reason=reason)
