"""The organ's own commitments, as they stand, and what it proposes to change [2.1]."""

from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import NoResultFound

from portal.domain.permissions import Actor, Role
from portal.models.liaison_wall import liaison_of
from portal.models.organ import Organ
from portal.queries.commitment_proposals import Proposal, proposals_of
from portal.queries.commitments import Promising, promising_organs
from portal.services import commitment_proposals
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.errors import gives_back
from portal.web.office.forms import number
from portal.web.organ.forms import ProposalForm
from portal.web.organ.writing import UNPROCESSABLE, spoken


@dataclass(frozen=True, slots=True)
class Own:
    """What the liaison's organ promises, and what it proposed."""

    organ: Promising
    proposals: list[Proposal]


def own() -> Own:
    """Return the commitments of the liaison's organ, or answer 404."""
    with reading(Actor.system()) as session:
        liaison = liaison_of(session, g.actor.staff_id) or abort(404)
        organ = session.get_one(Organ, liaison.organ_id)
        found = next((each for each in promising_organs(session) if each.code == organ.code), None)
        return Own(found or abort(404), proposals_of(session, organ.id))


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a proposal that was refused unread, with everything that was typed."""
    return show(own(), ProposalForm(), status, notice=notice)


@staff_only(Role.LIAISON)
@gives_back(staff_only(Role.LIAISON)(give_back))
def commitments() -> ResponseReturnValue:
    """Show what the organ promises, and take a proposal to change it."""
    found, form = own(), ProposalForm()
    if not form.is_submitted() or spoken():
        return show(found, form)
    if not form.validate():
        return show(found, form, UNPROCESSABLE)
    try:
        with transaction(g.actor) as session:
            commitment_proposals.propose(
                session, g.actor, form.words.data, now=now(),
                commitment_id=number(form.commitment.data) or None,
            )  # fmt: skip
    except NoResultFound:
        form.commitment.errors = [GONE]
        return show(own(), form, UNPROCESSABLE)
    flash(str(_l("Proposed. The administrator publishes it, or answers here why not.")))
    return redirect(url_for("organ.commitments"), 303)


GONE = _l("This commitment no longer stands; choose another")


def show(
    found: Own, form: ProposalForm, status: int = 200, *, notice: str = ""
) -> ResponseReturnValue:
    """Show the page."""
    return render_template("organ/commitments.html", own=found, form=form, notice=notice), status
