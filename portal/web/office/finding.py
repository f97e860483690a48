"""Findings: every point gets one; what the table makes of it is shown before it is saved."""

from collections.abc import Mapping
from functools import partial
from itertools import chain

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import Field

from portal.domain.clauses import CLAUSES
from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.domain.severity import (
    Explanation,
    case_approvals,
    case_measures,
    case_severity,
    explain,
    policy_on,
    to_record,
)
from portal.domain.severity.wording import change_text, condition_text
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.precedents import Precedent, precedents
from portal.services import findings
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now, office, today
from portal.web.errors import gives_back
from portal.web.office.desk import Task, give_back, look_for, require, run
from portal.web.office.forms import VersionedForm
from portal.web.office.inputs import input_text, label, options
from portal.web.office.point_form import PointForm


class FindingsForm(VersionedForm):
    """The findings on all points of a complaint."""

    points: list[PointForm]
    checked = False

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        """Check every point, so that all that is wrong is told at once."""
        checks = [point.validate() for point in self.points]
        self.checked = bool(super().validate(extra_validators)) and all(checks)
        return self.checked

    @property
    def fields(self) -> list[Field]:
        """Return the fields of all points."""
        return list(chain.from_iterable(self.points))


def form_about(file: Casefile) -> FindingsForm:
    """Return the form as it was sent, or as the points were found before, or empty."""
    form = FindingsForm.about(file)
    sent = request.form if form.is_submitted() else None
    form.points = [PointForm.about(point, sent) for point in file.points]
    return form


def work(session: Session, complaint: Complaint, form: FindingsForm) -> None:
    """Record the findings and propose them."""
    established = [point.as_established() for point in form.points]
    findings.propose(session, complaint, g.actor, established, office=office(), now=now())


WORDS = {
    "label": label,
    "options": options,
    "clauses": CLAUSES,
    "condition_text": condition_text,
    "change_text": change_text,
    "input_text": input_text,
}
"""What the templates say a finding with."""


def preview(file: Casefile, form: FindingsForm) -> Mapping[str, object]:
    """Return what the table makes of checked findings, why, and what was decided before."""
    if not form.checked:
        return WORDS
    explanations = [explained(point) for point in form.points]
    outcomes = [each.outcome for each in explanations]
    return {
        **WORDS,
        "explanations": explanations,
        "precedents": [before(file, point) for point in form.points],
        "severity": case_severity(outcomes),
        "measures": case_measures(outcomes),
        "approvals": case_approvals(outcomes),
    }


def explained(point: PointForm) -> Explanation:
    """Return what the policy of the office's day makes of a *point* that has been checked."""
    return explain(point.as_finding(), policy=policy_on(today()))


def before(file: Casefile, point: PointForm) -> list[Precedent]:
    """Return what was decided before on the like of a *point* that has been checked."""
    inputs = to_record(point.as_finding())
    with reading(g.actor) as session:
        return precedents(session, point.point.category, inputs, but_of=file.case.complaint_id)


FINDINGS = Task(
    Action.PROPOSE_FINDINGS,
    form_about,
    "office/propose_findings.html",
    work,
    _l("The findings are on record."),
    check="office/findings_check.html",
    more=preview,
)


@staff_only(*OFFICE_ROLES)
@gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, FINDINGS)))
def propose_findings(reference: str) -> ResponseReturnValue:
    """Put a finding on record for every point complained of."""
    return run(FINDINGS, reference)


@staff_only(*OFFICE_ROLES)
def read_findings(reference: str) -> ResponseReturnValue:
    """Say what the table makes of the answers so far, point by point; nothing is recorded."""
    file = look_for(FINDINGS.action, reference)
    require(FINDINGS.action, file)
    points = [point for point in form_about(file).points if point.answered()]
    explanations = {point: explained(point) for point in points}
    return render_template("office/_live_readings.html", explanations=explanations, **WORDS)
