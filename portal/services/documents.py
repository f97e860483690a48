"""Documents: made of plain values once, set by who asks, kept byte for byte as they were issued.

None of them tells who complained: what would is refused [7.5].
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clauses import CLAUSES, READINGS
from portal.domain.documents import (
    FOR_MEASURE,
    OF_ORGAN,
    SAYS,
    Cited,
    DocumentKind,
    Listed,
    Sheet,
    addressed,
    require_silence,
    silenced,
)
from portal.domain.enquiring import OrganClock
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.severity import Measure, Severity
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.document import Document
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.services import casework
from portal.services.office import Office
from portal.services.organ_days import last_day

COMPLAINANT = "投诉人"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document is wanted, about which person of the outcome, with which *facts*.

    *evidence* is the list that goes with a referral; a notice of the outcome is about nobody.
    """

    kind: DocumentKind
    facts: str
    person_id: int | None = None
    evidence: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both forms of a document; no *pdf* where none could be set. *version* names the template."""

    html: str
    pdf: bytes | None
    version: str


Render = Callable[[Sheet], Rendered]


def issue(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    wanted: Wanted,
    render: Render,
    *,
    office: Office,
    now: datetime,
) -> Document:
    """Issue a document under a number of its own.

    Raises NoResultFound where the last decision asks for no such document, NamesComplainantError,
    ForbiddenError, IllegalTransitionError.
    """
    decision = _decision(session, complaint)
    number = session.scalar(select(func.nextval("document_id_seq")))
    sheet = drafted(session, complaint, wanted, number=str(number), office=office, now=now)
    rendered = render(sheet)
    zh, en = (f"{title} {sheet.number}" for title in (sheet.kind.text.zh, sheet.kind.text.en))
    casework.note(
        session, complaint, actor, Action.ISSUE, now=now, reason=sheet.number,
        detail={"kind": wanted.kind.value, "zh": zh, "en": en},
    )  # fmt: skip
    row = Document(
        id=number,
        complaint_id=complaint.id,
        person_id=wanted.person_id,
        decision_id=decision.id,
        kind=wanted.kind,
        number=sheet.number,
        addressee=sheet.addressee,
        version=rendered.version,
        content=_as_json(sheet),
        html=rendered.html,
        html_sha256=hashlib.sha256(rendered.html.encode()).hexdigest(),
        pdf=rendered.pdf,
        pdf_sha256=hashlib.sha256(rendered.pdf).hexdigest() if rendered.pdf else None,
        issued_by=actor.staff_id or 0,
        issued_at=now,
    )
    session.add(row)
    return row


def drafted(
    session: Session,
    complaint: Complaint,
    wanted: Wanted,
    *,
    number: str = "___",
    office: Office,
    now: datetime,
) -> Sheet:
    """Return what a document would say; raises NoResultFound and NamesComplainantError."""
    decision = _decision(session, complaint)
    person = _person(session, decision, wanted) if wanted.person_id else None
    if person is None and wanted.kind is not DocumentKind.OUTCOME:
        raise NoResultFound
    sheet = _sheet(session, complaint, decision, person, wanted, number, office, now)
    secrets = _secrets(session, complaint, office)
    require_silence(f"{sheet.facts} {sheet.addressee}", secrets)
    return replace(sheet, evidence=tuple(silenced(each, secrets) for each in sheet.evidence))


def _decision(session: Session, complaint: Complaint) -> Decision:
    return session.scalars(
        select(Decision)
        .where(Decision.complaint_id == complaint.id)
        .order_by(Decision.id.desc())
        .limit(1)
    ).one()


def _person(session: Session, decision: Decision, wanted: Wanted) -> OutcomePerson:
    person = session.scalars(
        select(OutcomePerson).where(
            OutcomePerson.id == wanted.person_id, OutcomePerson.decision_id == decision.id
        )
    ).one()
    if wanted.kind not in {FOR_MEASURE.get(Measure(name)) for name in person.measures}:
        raise NoResultFound
    return person


def _sheet(
    session: Session,
    complaint: Complaint,
    decision: Decision,
    person: OutcomePerson | None,
    wanted: Wanted,
    number: str,
    office: Office,
    now: datetime,
) -> Sheet:
    today = now.astimezone(office.zone).date()
    who = _name(session, person) if person else ""
    names = person.measures if person else decision.measures
    rests = person or decision
    return Sheet(
        kind=wanted.kind,
        number=f"{office.prefix}{wanted.kind.mark}〔{today.year}〕{number}号",
        office=office.name.zh,
        issued_on=today,
        addressee=_addressee(session, wanted, person, who, complaint),
        organ=complaint.organ.name.zh,
        who=who,
        part=person.part.text.zh if person else "",
        facts=wanted.facts,
        clauses=_cited(rests.clauses),
        adopted=_cited(rests.adopted),
        law=tuple(rests.law),
        measures=_measures(decision, names, wanted.kind, complaint.organ.name.zh),
        object_until=last_day(session, OrganClock.OBJECTION, office=office, now=now),
        due_on=_due(session, person, wanted.kind) if person else None,
        reference=complaint.reference if wanted.kind is DocumentKind.OUTCOME else "",
        evidence=wanted.evidence if wanted.kind is DocumentKind.REFERRAL else (),
    )


def _cited(codes: list[str]) -> tuple[Cited, ...]:
    return tuple(Cited(each, _words(each)) for each in codes)


def _words(code: str) -> str:
    return CLAUSES[code].text.zh if code in CLAUSES else READINGS[code].answer.zh


def _measures(
    decision: Decision, names: list[str], kind: DocumentKind, organ: str
) -> tuple[str, ...]:
    """Return the measures that concern the reader; those of the organ are said to be its."""
    if decision.severity is Severity.REFERRAL and Measure.REFERRAL in names:
        return (Measure.REFERRAL.text.zh,)
    said = [Measure(name) for name in names if kind not in SAYS or name in SAYS[kind]]
    return tuple(
        f"{each.text.zh}（由{organ}落实）" if each in OF_ORGAN else each.text.zh for each in said
    )


def _addressee(
    session: Session, wanted: Wanted, person: OutcomePerson | None, who: str, complaint: Complaint
) -> str:
    if person is None:
        return COMPLAINANT
    if wanted.kind in {DocumentKind.DISCIPLINE, DocumentKind.REFERRAL} and person.body:
        return addressed(person.body, _employing(session, person, complaint.organ))
    return who or f"{complaint.organ.name.zh}{person.part.text.zh}"


def _employing(session: Session, person: OutcomePerson, organ: Organ) -> str:
    """Return who appoints or employs a person: their organ, of its head the organ above."""
    official = session.get(Official, person.official_id) if person.official_id else None
    above = session.get(Organ, organ.superior_id) if organ.superior_id else None
    return above.name.zh if above and official and official.head else organ.name.zh


def _name(session: Session, person: OutcomePerson) -> str:
    official = session.get(Official, person.official_id) if person.official_id else None
    return f"{official.post} {official.name}".strip() if official else person.words


def _due(session: Session, person: OutcomePerson, kind: DocumentKind) -> Any:  # noqa: ANN401 -- a day or none
    rows = session.scalars(select(PersonMeasure).where(PersonMeasure.person_id == person.id))
    return next((row.due_on for row in rows if FOR_MEASURE.get(row.measure) is kind), None)


def _secrets(session: Session, complaint: Complaint, office: Office) -> list[str]:
    """Return what would tell who complained."""
    row = session.get(Complainant, complaint.id)
    sealed = (row.name_sealed, row.email_sealed, row.phone_sealed) if row else ()
    return [opened for each in sealed if (opened := office.sealer.open(each))]


def _as_json(sheet: Sheet) -> dict[str, Any]:
    days = {name: str(getattr(sheet, name)) for name in ("issued_on", "object_until")}
    due = sheet.due_on.isoformat() if sheet.due_on else None
    return {**asdict(sheet), "kind": sheet.kind.value, "due_on": due, **days}
