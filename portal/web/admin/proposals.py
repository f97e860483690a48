"""What organs propose about their commitments: the administrator publishes, or says why not."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import NoResultFound

from portal.domain.permissions import Role
from portal.queries.commitment_proposals import open_proposals
from portal.services import commitment_proposals
from portal.services.commitment_proposals import AlreadyAnsweredProposalError
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.errors import gives_back
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.desk import CONFLICT, UNPROCESSABLE
from portal.web.office.forms import number

ANSWER_MAX = 2_000
ANSWERED = _l("Somebody else has answered it meanwhile. Nothing you typed is lost.")


class ProposalAnswerForm(FlaskForm):
    """What became of one proposal."""

    proposal = LineField(_l("Which proposal?"))
    words = LinesField(
        _l("What became of it, as the organ will read it"),
        [needed(_l("Write what became of it")), at_most(ANSWER_MAX)],
    )


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show an answer that was refused unread, with everything that was typed."""
    return show(ProposalAnswerForm(), status, notice=notice)


@staff_only(Role.ADMIN)
@gives_back(staff_only(Role.ADMIN)(give_back))
def proposals() -> ResponseReturnValue:
    """List the proposals that wait, and take the answer to one."""
    form = ProposalAnswerForm()
    if not form.is_submitted():
        return show(form)
    if not form.validate():
        return show(form, UNPROCESSABLE)
    try:
        with transaction(g.actor) as session:
            commitment_proposals.answer(
                session, g.actor, number(form.proposal.data), form.words.data, now=now()
            )
    except (AlreadyAnsweredProposalError, NoResultFound):
        return show(form, CONFLICT, notice=str(ANSWERED))
    flash(str(_l("Answered. The organ can read it.")))
    return redirect(url_for("admin.proposals"), 303)


def show(form: ProposalAnswerForm, status: int = 200, *, notice: str = "") -> ResponseReturnValue:
    """Show the proposals that wait."""
    with reading(g.actor) as session:
        rows = open_proposals(session)
    if rows and not form.proposal.data:
        form.proposal.data = str(rows[0].id)
    return render_template("admin/proposals.html", rows=rows, form=form, notice=notice), status
