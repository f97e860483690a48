"""Who complained: sealed until somebody reveals it for a coded reason, once, on record [7.5]."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.domain.filing import Identity
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.revealing import Disclosed, RevealCode
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.disclosure import Disclosure
from portal.services import casework
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Demand:
    """Why the identity is to be revealed; *form_key* is that of the form that asks."""

    code: RevealCode
    words: str
    form_key: str


class AlreadyShownError(Exception):
    """Raised when the same form asks a second time: what it showed is shown no more."""


class NothingSealedError(Exception):
    """Raised when whoever complained left nothing that could be revealed."""


def shown(session: Session, form_key: str) -> bool:
    """Tell whether a form has been shown what it asked for."""
    return bool(session.scalar(select(exists().where(Disclosure.form_key == form_key))))


def reveal(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    demand: Demand,
    *,
    office: Office,
    now: datetime,
) -> Identity:
    """Break the seal, and put on record who did so and why.

    Raises ForbiddenError, NothingSealedError, AlreadyShownError.
    """
    if shown(session, demand.form_key):
        raise AlreadyShownError(complaint.reference)
    row = session.get(Complainant, complaint.id)
    if row is None:
        raise NothingSealedError(complaint.reference)
    _log(session, complaint, actor, demand, now)
    return Identity(
        office.sealer.open(row.name_sealed),
        office.sealer.open(row.email_sealed),
        office.sealer.open(row.phone_sealed),
    )


def _log(
    session: Session, complaint: Complaint, actor: Actor, demand: Demand, now: datetime
) -> None:
    told, words = demand.code.text, demand.words
    more = (f"：{words}", f": {words}") if words else ("", "")
    casework.note(
        session, complaint, actor, Action.REVEAL, now=now, reason=words,
        detail={
            "code": demand.code.value, "zh": f"{told.zh}{more[0]}", "en": f"{told.en}{more[1]}",
        },
    )  # fmt: skip
    session.add(
        Disclosure(
            complaint_id=complaint.id,
            what=Disclosed.IDENTITY,
            code=demand.code,
            words=words,
            form_key=demand.form_key,
            staff_id=actor.staff_id,
            at=now,
        )
    )
