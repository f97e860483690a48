"""Outages: on record, they excuse whoever could not act because the portal was down [4.6]."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock.days import beginning, day_of, ending
from portal.domain.escalating import takes_up
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.complaint import Complaint
from portal.models.outage import Outage
from portal.services import casework
from portal.services.breach_words import outage_text
from portal.services.office import Office


class OutageError(ValueError):
    """Raised for an outage that ends before it begins or lies ahead, or that nobody describes."""


class Ledger:
    """The outages on record, asked for the days of a batch: each day is looked up once."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session, self._office = session, office
        self._known: dict[date, Outage | None] = {}

    def covering(self, day: date) -> Outage | None:
        """Return an outage that takes up enough of *day*, the first recorded of them."""
        if day not in self._known:
            self._known[day] = covering(self._session, day, self._office)
        return self._known[day]


def covering(session: Session, day: date, office: Office) -> Outage | None:
    """Return an outage on record that takes up enough of *day*, the first recorded of them."""
    near = session.scalars(
        select(Outage)
        .where(Outage.from_at < ending(day, office.zone))
        .where(Outage.until_at > beginning(day, office.zone))
        .order_by(Outage.id)
    )
    return next(
        (each for each in near if takes_up(each.from_at, each.until_at, day, office.zone)), None
    )


def record(
    session: Session,
    actor: Actor,
    *,
    from_at: datetime,
    until_at: datetime,
    what: str,
    office: Office,
    now: datetime,
) -> Outage:
    """Write an outage down and excuse the breaches on whose last day it lay; raises OutageError."""
    if not (what.strip() and from_at < until_at <= now):
        raise OutageError("an outage has a description, a beginning, and an end that has passed")
    outage = Outage(
        from_at=from_at, until_at=until_at, what=what.strip(),
        recorded_by=actor.staff_id, recorded_at=now,
    )  # fmt: skip
    session.add(outage)
    session.flush()  # gives outage.id
    for breach in _caught(session, outage, office):
        _excuse(session, breach, outage, now)
    return outage


def _caught(session: Session, outage: Outage, office: Office) -> list[Breach]:
    """Return the breaches without an excuse on whose last day *outage* took up enough."""
    days = day_of(outage.from_at, office.zone), day_of(outage.until_at, office.zone)
    rows = session.scalars(
        select(Breach)
        .where(Breach.due_on.between(*days))
        .where(Breach.special_reason.is_(None), Breach.excused_by.is_(None))
        .order_by(Breach.id)
        .with_for_update()
    )
    return [
        row for row in rows if takes_up(outage.from_at, outage.until_at, row.due_on, office.zone)
    ]


def _excuse(session: Session, breach: Breach, outage: Outage, now: datetime) -> None:
    """Excuse a breach that was found before its outage was on record; its case is withdrawn."""
    breach.excused_by = outage.id
    said = outage_text(outage.what)
    case = session.scalar(
        select(AccountabilityCase).where(AccountabilityCase.breach_id == breach.id)
    )
    if case is not None:
        case.withdrawn_at, case.withdrawn_reason = now, said.zh
    complaint = session.get_one(Complaint, breach.complaint_id)
    casework.note(
        session, complaint, Actor.system(), Action.EXCUSE, now=now, reason=said.zh,
        detail={"zh": said.zh, "en": said.en},
    )  # fmt: skip
