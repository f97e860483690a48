"""One complaint on one page: its file, its clocks, and what is said and kept about it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.disclosures import tellings
from portal.queries.documents import issued
from portal.queries.inquiries import inquiry_of
from portal.queries.lateness import lateness
from portal.queries.organ_work import asked_of_organs, ordered_of_organs
from portal.queries.person_measures import laid_on_persons, sent_to_bodies
from portal.queries.talk import SHOWN, Talk, talk
from portal.services import checklists, closing, messages
from portal.services.tellings import untold
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.office.clustering_rows import cause_of
from portal.web.office.desk import look
from portal.web.office.fitting import today
from portal.web.office.gate_forms import GateForm, lines
from portal.web.office.live import arrive
from portal.web.office.ratings import days_of
from portal.web.office.signing import awaited
from portal.web.running_clocks import running_clocks

PREPARED = frozenset({Status.ACCEPTED, Status.INVESTIGATING, Status.FINDINGS_PROPOSED})
"""While it stands so, the checklist is worked off."""
SIGNED = frozenset({Status.AWAITING_APPROVAL})
"""While it stands so, a clue of crime may still have to be answered for."""


@staff_only(*OFFICE_ROLES)
def show_complaint(reference: str) -> ResponseReturnValue:
    """Show everything about one complaint but who complained."""
    file = look(reference)
    arrive(file)
    return page(file)


def page(file: Casefile, **said: object) -> str:
    """Render the page of *file*; *said* is a notice, or what somebody else did meanwhile.

    It may hold a `gate_form`: what was sent about a gate and could not be taken.
    """
    with reading(g.actor) as session:
        clocks = running_clocks(session, file.case.complaint_id)
        asked = asked_of_organs(session, file.case.complaint_id, zone=office().zone)
        ordered = ordered_of_organs(session, file.case.complaint_id, zone=office().zone)
        late = lateness(session, file.case.complaint_id)
        inquiry = inquiry_of(session, file.case.complaint_id)
        spoken = talk(session, file.case.complaint_id)
        todo = to_do(session, file, said.get("gate_form"))
        cause = cause_of(session, file)
    read(file, spoken)
    return render_template(
        "office/show_complaint.html",
        file=file,
        clocks=clocks,
        asked=asked,
        ordered=ordered,
        lateness=late,
        inquiry=inquiry,
        talk=spoken,
        shown=SHOWN,
        **todo,
        today=today(),
        awaited=awaited(file),
        call_back=days_of(file),
        cause=cause,
        **said,
    )


def to_do(session: Session, file: Casefile, sent: object) -> dict[str, object]:
    """Return what is to be done before the outcome is put up, or for telling it by phone."""
    todo: dict[str, object] = {"checklist": (), "gates": (), "untold": None, "tellings": ()}
    if file.status in PREPARED | SIGNED or file.decided:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        if file.status in PREPARED:
            todo["checklist"] = checklists.checked(session, complaint)
        if file.status in PREPARED | SIGNED:
            todo["gates"] = lines(session, complaint, sent if isinstance(sent, GateForm) else None)
        if file.decided:
            todo["untold"] = untold(session, complaint)
            todo |= carried(session, complaint)
            todo["tellings"] = tellings(session, complaint.id)
    return todo


def carried(session: Session, complaint: Complaint) -> dict[str, object]:
    """Return what a decision asks for, what was done of it, and what closing still needs."""
    return {
        "laid_on": laid_on_persons(session, complaint.id),
        "sendings": sent_to_bodies(session, complaint.id),
        "documents": issued(session, complaint.id),
        "needs": closing.checked(session, complaint, office=office(), now=now()),
    }


def read(file: Casefile, spoken: Talk) -> None:
    """Note that whose work it is has seen what the complainant wrote."""
    if spoken.unread and file.case.assignee_id == g.actor.staff_id:
        with transaction(g.actor) as session:
            messages.mark_read(session, file.case.complaint_id, g.actor, now=now())
