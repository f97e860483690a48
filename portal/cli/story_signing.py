"""How the demo's outcomes are signed, changed and sent back, and what came from above."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cli.story_talk import add_talk, prepare
from portal.demo.shapes import DemoComplaint
from portal.domain.origin import OriginKind
from portal.domain.permissions import Actor
from portal.domain.referral import Clue, Standing
from portal.domain.severity import Modifier, Severity
from portal.domain.severity.responsible import Competence
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services import approvals, findings, origins, overrides, signers
from portal.services.findings import Established
from portal.services.office import Office
from portal.services.origins import FromElsewhere
from portal.services.outcomes import by_table, inputs_of
from portal.services.overrides import Proposal

COMPETENCE = Competence(Clue.DUTY_CRIME, Standing.OFFICIAL)
SENT_BACK = "第二次登记是谁经手、为什么不收，谈话笔录里没有写清，请补查后再提。"
MILDER = "该文件本应由上级教育部门公布，经办人在收到投诉当天已自行补公开，未造成误交费。"
SOON = timedelta(days=9)

Scene = Callable[[Session, Office, Complaint, datetime], None]


def submit(
    session: Session, office: Office, complaint: Complaint, actor: Actor, at: datetime
) -> None:
    """Put what was found up for signature, once the checklist is done."""
    prepare(session, office, complaint, at)
    approvals.submit(session, complaint, actor, competence=COMPETENCE, office=office, now=at)


def sign(session: Session, complaint: Complaint, at: datetime) -> None:
    """Let whoever should sign next do so."""
    approvals.approve(session, complaint, next_signer(session, complaint, at), now=at)


def sign_all(session: Session, complaint: Complaint, at: datetime) -> None:
    """Let everybody sign who must."""
    while complaint.round and complaint.round.missing:
        sign(session, complaint, at)


def next_signer(session: Session, complaint: Complaint, at: datetime) -> Actor:
    """Return who should sign next; raises StopIteration where all have."""
    opened = complaint.round
    found = signers.who_signs(session, complaint, opened, now=at) if opened else {}
    who = next(each for each in found.values() if each)
    return session.get_one(Staff, who.staff_id).as_actor()


def add_scene(
    session: Session, office: Office, story: DemoComplaint, complaint: Complaint, at: datetime
) -> None:
    """Play what else happened in a complaint once it has come where it stands."""
    scene = SCENES.get(story.key)
    if scene:
        scene(session, office, complaint, at)
    add_talk(session, office, story, complaint, at)


def sent_back_once(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
    """Let a supervisor send it back, and sign it when it is put up anew."""
    leader, author = next_signer(session, complaint, at), assignee(session, complaint)
    approvals.send_back(session, complaint, leader, reason=SENT_BACK, office=office, now=at)
    findings.propose(session, complaint, author, again(session, complaint), office=office, now=at)
    submit(session, office, complaint, author, at)
    sign(session, complaint, at)


def signed_once(session: Session, _office: Office, complaint: Complaint, at: datetime) -> None:
    """Let whoever has to sign first do so, and nobody else yet."""
    sign(session, complaint, at)


def to_be_changed(session: Session, _office: Office, complaint: Complaint, at: datetime) -> None:
    """Propose another outcome; the second person has still to answer."""
    author = assignee(session, complaint)
    found = session.scalars(select(Finding).where(Finding.complaint_id == complaint.id)).first()
    second = overrides.seconds(session, complaint, author, now=at)[0]
    if found and by_table(found).severity is Severity.WARNING:
        proposal = Proposal(
            found.allegation_id,
            Severity.ADVICE,
            Modifier.JUDGEMENT,
            MILDER,
            "6.13",
            second.staff_id,
        )
        overrides.propose(session, complaint, author, proposal, now=at)


def from_elsewhere(
    kind: OriginKind, source: str, reason: str, due_in: timedelta | None = None
) -> Scene:
    """Return the scene in which a supervisor marks from where a complaint came."""

    def mark(session: Session, office: Office, complaint: Complaint, at: datetime) -> None:
        who = session.scalars(select(Staff).where(Staff.username == "supervisor1")).one()
        day = (at + due_in).date() if due_in else None
        item = FromElsewhere(kind, source, reason, day)
        origins.mark(session, complaint, who.as_actor(), item, office=office, now=at)

    return mark


def assignee(session: Session, complaint: Complaint) -> Actor:
    """Return who has the complaint."""
    return session.get_one(Staff, complaint.assignee_id).as_actor()


def again(session: Session, complaint: Complaint) -> list[Established]:
    """Return the findings as they stand, to be proposed anew."""
    rows = session.scalars(select(Finding).where(Finding.complaint_id == complaint.id)).all()
    return [Established(row.allegation_id, inputs_of(row), row.conclusion) for row in rows]


SCENES: Mapping[str, Scene] = {
    "rice-cake-workshop": sent_back_once,
    "yellow-notes": signed_once,
    "after-school-fee": to_be_changed,
    "two-soft-packs-a-week": from_elsewhere(
        OriginKind.AS_SET, "区政府批办单第 41 号", "要求查清后书面报告。", SOON
    ),
    "a-rule-that-waits-for-rules": from_elsewhere(
        OriginKind.PROPOSAL, "区人大代表建议第 27 号", "代表就同一问题提出建议，并案办理。"
    ),
}
"""By the key of the complaint."""
