"""The forms by which what a gate asks is said, in place on the checklist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from portal.domain.category import Category
from portal.domain.lifecycle import Action
from portal.domain.severity import Gate
from portal.domain.severity.gates import QUESTIONS, SAID_MAX, SCREENED, Question
from portal.models.complaint import Complaint
from portal.queries.roster import roster
from portal.services import gates
from portal.services.gates import Asked, Reply
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.forms import VersionedForm, number

CLEAR, CLUE = "clear", "clue"


class GateForm(VersionedForm):
    """What is said of one gate of one finding; where it screens, also whether there is a clue."""

    finding = LineField()
    gate = LineField()
    verdict = LineField(_l("Is there a clue of a crime?"))
    said = LinesField(
        _l("Answer, with its reasons"),
        [needed(_l("Write the answer and its reasons")), at_most(SAID_MAX)],
    )

    @property
    def reply(self) -> Reply:
        """Return what a valid form says."""
        return Reply(
            number(self.finding.data),
            Gate(self.gate.data),
            self.said.data,
            clue=self.verdict.data == CLUE,
        )

    @property
    def key(self) -> str:
        """Return what tells this form apart from the others on the page."""
        return f"{self.finding.data}-{self.gate.data}"

    def stand_apart(self) -> "GateForm":
        """Give the fields ids of their own: there are several such forms on a page."""
        for field in (self.verdict, self.said):
            field.id = f"{field.name}-{self.key}"
        return self

    def validate_gate(self, field: LineField) -> None:
        """Check that it is a gate."""
        if field.data not in list(Gate):
            raise ValidationError(_l("This is not asked"))

    def validate_verdict(self, field: LineField) -> None:
        """Check that who screens says whether there is a clue."""
        if self.gate.data in list(SCREENED) and field.data not in {CLEAR, CLUE}:
            raise ValidationError(_l("Say whether there is a clue of a crime"))


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate of one point on the page: what it asks, what was said, and the form to say it."""

    gate: Gate
    category: Category
    question: Question
    action: Action
    open: bool
    screens: bool
    said: str
    clue: bool
    by: str
    at: datetime | None
    form: GateForm


def lines(
    session: Session, complaint: Complaint, sent: GateForm | None = None
) -> Sequence[GateLine]:
    """Return every gate that the findings meet; the form that was *sent* keeps what was typed."""
    asked = gates.asked(session, complaint)
    names = {who.id: who.name for who in roster(session)} if asked else {}
    return [_line(each, names, sent) for each in asked]


def _line(each: Asked, names: dict[int, str], sent: GateForm | None) -> GateLine:
    answer, form = each.answer, _empty(each)
    if sent is not None and sent.key == form.key:
        form = sent
    return GateLine(
        gate=each.gate,
        category=each.finding.allegation.category,
        question=QUESTIONS[each.gate],
        action=gates.action_for(each.gate),
        open=each.open,
        screens=each.gate in SCREENED,
        said=answer.said if answer else "",
        clue=answer is not None and not answer.passed,
        by=names[answer.staff_id] if answer else "",
        at=answer.at if answer else None,
        form=form,
    )


def _empty(each: Asked) -> GateForm:
    form = GateForm(formdata=None)
    form.finding.data, form.gate.data = str(each.finding.id), each.gate.value
    form.verdict.data = form.said.data = ""
    return form.stand_apart()
