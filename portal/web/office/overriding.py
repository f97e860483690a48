"""Overriding: somebody proposes another outcome than the table's, a second person answers."""

from collections.abc import Mapping

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.severity import Outcome, Severity
from portal.domain.severity.override import OverrideError
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.queries.casefile import Casefile
from portal.queries.roster import roster
from portal.services import outcomes, overrides
from portal.transaction import reading
from portal.web.context import now
from portal.web.language import say
from portal.web.office.desk import Task, page_of
from portal.web.office.overriding_forms import GROUNDS, ConcurForm, OverrideForm


class CheckedOverrideForm(OverrideForm):
    """The form, held against the rule: it may say that the change is not allowed."""

    file: Casefile

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        """Check the fields, then the change as a whole."""
        if not super().validate(extra_validators):
            return False
        try:
            changed(self.file, self)
        except OverrideError as error:
            self.to.errors = [say(error.text)]
            return False
        return True


def form_about(file: Casefile) -> CheckedOverrideForm:
    """Return the form, with the points found and everybody who could be the second person."""
    form = CheckedOverrideForm.about(file)
    form.file, form.points = file, file.points
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        form.able = overrides.seconds(session, complaint, g.actor, now=now())
        form.names = {who.id: who.name for who in roster(session)}
    if not form.is_submitted() and len(file.points) == 1:
        form.point.data = str(file.points[0].allegation_id)
    return form


def changed(file: Casefile, form: OverrideForm) -> tuple[Outcome, Outcome]:
    """Return what the table made of the point, and what it would come to.

    Raises OverrideError.
    """
    proposal = form.proposal
    with reading(g.actor) as session:
        finding = session.scalars(
            select(Finding).where(
                Finding.complaint_id == file.case.complaint_id,
                Finding.allegation_id == proposal.allegation_id,
            )
        ).one()
        table = outcomes.by_table(finding)
    return table, outcomes.changed_by(table, proposal.by(g.actor.staff_id))


def choices(file: Casefile, form: CheckedOverrideForm) -> Mapping[str, object]:
    """Return what can be chosen, and of a form that can be sent what it comes to."""
    severities = [each for each in Severity if each is not Severity.REFERRAL]
    words = {"severities": severities, "grounds": GROUNDS}
    filled = form.is_submitted() and form.chosen and not form.errors
    if not (filled and form.to.data in list(Severity) and form.ground.data in list(GROUNDS)):
        return words
    try:
        before, after = changed(file, form)
    except OverrideError:
        return words
    return {**words, "before": before, "after": after, "ground": form.proposal.ground}


def propose(session: Session, complaint: Complaint, form: OverrideForm) -> None:
    """Propose the other outcome."""
    overrides.propose(session, complaint, g.actor, form.proposal, now=now())


def answer(session: Session, complaint: Complaint, form: ConcurForm) -> None:
    """Agree to it, or do not."""
    overrides.answer(
        session, complaint, g.actor, agreed=form.agreed, reason=form.reason.data, now=now()
    )


override = page_of(
    Task(
        Action.OVERRIDE,
        form_about,
        "office/override.html",
        propose,
        _l("Proposed. It counts once the second person has agreed."),
        check="office/override_check.html",
        more=choices,
    )
)
concur = page_of(
    Task(
        Action.CONCUR,
        ConcurForm.about,
        "office/concur.html",
        answer,
        _l("Answered. It is in the case log."),
    )
)
