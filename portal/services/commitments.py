"""Publishing and withdrawing service commitments [2.1, 2.2]: a change is a new row.

Who did it and when stands on the row. Only an administrator may.
"""

from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.commitment import Commitment
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.commitment import PublishedCommitment
from portal.models.organ import Organ


class NotAdministratorError(Exception):
    """Raised when somebody else than an administrator publishes or withdraws."""


class AlreadyPromisedError(Exception):
    """Raised when a commitment of the organ for that service stands already."""


class NoLongerStandingError(Exception):
    """Raised when a commitment was withdrawn or changed before, or never was."""


def publish(
    session: Session,
    commitment: Commitment,
    actor: Actor,
    *,
    now: datetime,
    zone: tzinfo,
    replaces: int | None = None,
) -> PublishedCommitment:
    """Publish *commitment* from today; the one that it *replaces* is withdrawn.

    Raises NotAdministratorError, AlreadyPromisedError, NoLongerStandingError, and NoResultFound for
    an unknown organ.
    """
    staff_id = administrator(actor)
    organ = session.scalars(
        select(Organ).where(Organ.code == commitment.organ_code).with_for_update()
    ).one()  # locked, so that two who publish the same come one after the other
    if replaces is not None:
        withdraw(session, replaces, actor, now=now, zone=zone)
        session.flush()  # the service may be promised again
    if _stands(session, organ.id, commitment.service.zh):
        raise AlreadyPromisedError(commitment.service.zh)
    row = PublishedCommitment(
        organ_id=organ.id,
        **words_of(commitment),
        published_on=now.astimezone(zone).date(),
        published_at=now,
        published_by=staff_id,
        replaces_id=replaces,
    )
    session.add(row)
    return row


def withdraw(
    session: Session, commitment_id: int, actor: Actor, *, now: datetime, zone: tzinfo
) -> None:
    """Withdraw a commitment from today; the row stays, to be read.

    Raises NotAdministratorError, NoLongerStandingError.
    """
    staff_id = administrator(actor)
    row = session.get(PublishedCommitment, commitment_id, with_for_update=True)
    if row is None or row.withdrawn_on is not None:
        raise NoLongerStandingError(commitment_id)
    row.withdrawn_on = now.astimezone(zone).date()
    row.withdrawn_at, row.withdrawn_by = now, staff_id


def administrator(actor: Actor) -> int:
    """Return the id of the administrator who acts, or raise NotAdministratorError."""
    if actor.role is not Role.ADMIN or actor.staff_id is None:
        raise NotAdministratorError(actor.role)
    return actor.staff_id


def words_of(commitment: Commitment) -> dict[str, str]:
    """Return the columns of *commitment*; Chinese is not kept as if it were English."""
    words = {"promised": str(commitment.limit), "basis": commitment.basis}
    for name in ("service", "fee", "documents", "steps", "post", "manner"):
        text: Text = getattr(commitment, name)
        words[f"{name}_zh"] = text.zh
        words[f"{name}_en"] = "" if text.en == text.zh else text.en
    return words


def _stands(session: Session, organ_id: int, service: str) -> bool:
    standing = select(PublishedCommitment.id).where(
        PublishedCommitment.organ_id == organ_id,
        PublishedCommitment.service_zh == service,
        PublishedCommitment.withdrawn_on.is_(None),
    )
    return session.scalar(standing) is not None
