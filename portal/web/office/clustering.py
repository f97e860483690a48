"""Complaints of one cause: joined, one taken out, work carried over, each with a second look."""

from collections.abc import Mapping

from flask import Blueprint, g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.cluster import ALIKE, FOUND, leading
from portal.domain.lifecycle import Action, Status
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import carrying_over, clusters
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.office import causes
from portal.web.office.clustering_forms import CarryForm, JoinForm, TakeOutForm
from portal.web.office.clustering_rows import carried, cause_of
from portal.web.office.desk import Task, page_of
from portal.web.office.fitting import today
from portal.web.office.inputs import input_text

BOTH = ["GET", "POST"]
COMPLAINT = "/complaints/<reference>"


def join_them(session: Session, complaint: Complaint, form: JoinForm) -> None:
    """Join what the form names with *complaint*."""
    clusters.join(session, complaint, g.actor, form.named, reason=form.reason.data, now=now())


def take_it_out(session: Session, complaint: Complaint, form: TakeOutForm) -> None:
    """Take *complaint* out of its cluster."""
    clusters.take_out(session, complaint, g.actor, reason=form.reason.data, now=now())


def carry(session: Session, complaint: Complaint, form: CarryForm) -> None:
    """Carry the work on *complaint* over to what the form names."""
    carrying_over.carry_over(
        session, complaint, g.actor, form.others.data, office=office(), now=now()
    )


def carrying(file: Casefile) -> CarryForm:
    """Return the form of carrying over, knowing what in the findings could tell who complained."""
    form = CarryForm.about(file)
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        form.telling = carrying_over.telling(session, complaint, office=office())
    return form


def left_behind(file: Casefile, _form: TakeOutForm) -> Mapping[str, object]:
    """Return who stays together, who leads them then, and whether this one leads now."""
    with reading(g.actor) as session:
        cause = cause_of(session, file)
    then = leading({each.id: each.status for each in cause.others})
    return {
        "cause": cause,
        "leads_now": cause.leads == file.case.complaint_id,
        "leads_then": next((each for each in cause.others if each.id == then), None),
    }


def preview(file: Casefile, form: CarryForm) -> Mapping[str, object]:
    """Return what would be written where."""
    chosen = [each.reference for each in form.open if each.reference in form.others.data]
    rows = [carried(file, each) for each in chosen] if form.is_submitted() else []
    return {
        "rows": rows,
        "finds": file.status in FOUND,
        "action_status": Status.FINDINGS_PROPOSED if file.status in FOUND else Status.INVESTIGATING,
        "input_text": input_text,
        "today": today(),
    }


join = page_of(
    Task(
        Action.JOIN,
        JoinForm.about,
        "office/join.html",
        join_them,
        _l("Joined. Each keeps its own receipt, clock, decision and answer."),
        check="office/join_check.html",
        more=lambda _file, _form: {"alike_from": 100 * ALIKE},
        after=causes.to_cluster,
    )
)
take_out = page_of(
    Task(
        Action.TAKE_OUT,
        TakeOutForm.about,
        "office/take_out.html",
        take_it_out,
        _l("Taken out. It keeps everything that was done to it."),
        more=left_behind,
    )
)
carry_over = page_of(
    Task(
        Action.CARRY_OVER,
        carrying,
        "office/carry_over.html",
        carry,
        _l("Carried over. From here each goes on by itself."),
        check="office/carry_over_check.html",
        more=preview,
        after=causes.to_cluster,
    )
)


def register(bp: Blueprint) -> None:
    """Give *bp* the pages of complaints of one cause."""
    for way, view in {"join": join, "take_out": take_out, "carry_over": carry_over}.items():
        bp.add_url_rule(f"{COMPLAINT}/{way}", way, view, methods=BOTH)
    bp.add_url_rule(f"{COMPLAINT}/cluster", view_func=causes.show_cluster)
    bp.add_url_rule(f"{COMPLAINT}/compare", view_func=causes.compare)
    bp.add_url_rule("/causes", view_func=causes.list_causes)
