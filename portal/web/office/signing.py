"""Signing: an outcome is put up, signed by everybody who must, or sent back with a reason."""

from collections.abc import Mapping

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.referral import Clue, Standing
from portal.domain.severity import Approval
from portal.domain.severity.responsible import needs_clue, needs_standing
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.precedents import Precedent, precedents
from portal.queries.roster import roster
from portal.queries.rounds import shown
from portal.services import approvals, checklists, outcomes, signers
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.office.desk import Task, page_of
from portal.web.office.inputs import input_text
from portal.web.office.signing_forms import ApproveForm, SubmitForm
from portal.web.office.ways_forms import SendBackForm

NOBODY_SIGNS = _l(
    "For one of the signatures nobody is left, not even at the superior body, so nothing was "
    "changed. Ask the administrator to let somebody in."
)


def put_up(session: Session, complaint: Complaint, form: SubmitForm) -> None:
    """Put the outcome up for signature."""
    approvals.submit(
        session, complaint, g.actor, competence=form.competence, office=office(), now=now()
    )


def submit_form(file: Casefile) -> SubmitForm:
    """Return the form, which asks only what the outcome needs."""
    form = SubmitForm.about(file)
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        reached = [each.outcome for each in outcomes.reached(session, complaint)]
    form.ask(clue=needs_clue(reached), standing=needs_standing(reached))
    return form


def draft(file: Casefile, form: SubmitForm) -> Mapping[str, object]:
    """Return what would be put up for signature, and whom it would go to."""
    words = {"clues": list(Clue), "standings": list(Standing), "overrides": file.deciding.asked}
    if not all(point.found for point in file.points):
        return {**words, "round": None, "awaited": {}}
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        row = approvals.drafted(session, complaint, g.actor, competence=form.competence, now=now())
        found = signers.who_signs(session, complaint, row, now=now())
        return {
            **words,
            "left": checklists.open_items(session, complaint),
            "round": shown(session, [row])[0],
            "awaited": _named(session, {sign: who.staff_id for sign, who in found.items() if who}),
        }


def sign(session: Session, complaint: Complaint, form: ApproveForm) -> None:
    """Give the signature that is the actor's to give."""
    approvals.approve(session, complaint, g.actor, remark=form.remark.data, now=now())


def to_sign(file: Casefile, _form: ApproveForm) -> Mapping[str, object]:
    """Return what is signed, and as what."""
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        signature = approvals.next_signature(complaint, g.actor)
        left = checklists.open_gates(session, complaint)
    return {
        "round": file.deciding.open_round,
        "signature": signature,
        "awaited": awaited(file),
        "left": left,
        "precedents": likes(file),
        "input_text": input_text,
    }


def likes(file: Casefile) -> Mapping[Category, list[Precedent]]:
    """Return what was decided before on the like of each point that is put up for signature."""
    opened = file.deciding.open_round
    with reading(g.actor) as session:
        return {
            point.category: precedents(
                session, point.category, point.inputs, but_of=file.case.complaint_id
            )
            for point in (opened.points if opened else ())
        }


def refuse(session: Session, complaint: Complaint, form: SendBackForm) -> None:
    """Send the findings back to who proposed them."""
    approvals.send_back(
        session, complaint, g.actor, reason=form.reason.data, office=office(), now=now()
    )


def awaited(file: Casefile) -> Mapping[Approval, str]:
    """Return by name who should give each missing signature; who cannot be found is left out."""
    with reading(Actor.system()) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        opened = complaint.round
        if opened is None:
            return {}
        found = signers.who_signs(session, complaint, opened, now=now())
        return _named(session, {sign: who.staff_id for sign, who in found.items() if who})


def _named(session: Session, people: Mapping[Approval, int]) -> Mapping[Approval, str]:
    names = {who.id: who.name for who in roster(session)}
    return {signature: names[staff_id] for signature, staff_id in people.items()}


submit = page_of(
    Task(
        Action.SUBMIT,
        submit_form,
        "office/submit.html",
        put_up,
        _l("Put up for signature. Whoever signs first is being told."),
        check="office/submit_check.html",
        more=draft,
        nobody=NOBODY_SIGNS,
    )
)
approve = page_of(
    Task(
        Action.APPROVE,
        ApproveForm.about,
        "office/approve.html",
        sign,
        _l("Signed. If another signature is missing, whoever gives it is being told."),
        more=to_sign,
        nobody=NOBODY_SIGNS,
    )
)
send_back = page_of(
    Task(
        Action.SEND_BACK,
        SendBackForm.about,
        "office/send_back.html",
        refuse,
        _l("Sent back. What is missing stands in the case log."),
        more=lambda file, _form: {"round": file.deciding.open_round, "awaited": {}},
    )
)
