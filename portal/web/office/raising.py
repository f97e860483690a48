"""Saying that a complaint is graver than it was taken for: a clue of crime, or a heavier claim."""

from collections.abc import Mapping
from typing import Self

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.filing import Loss
from portal.domain.lifecycle import Action
from portal.domain.routing import band, provisional_severity
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import clocks, raising
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import REASON_MAX, VersionedForm

CLUE, CLAIM = "clue", "claim"


class RaiseForm(VersionedForm):
    """What makes a complaint graver: a clue of crime, or a category and a loss claimed now."""

    ground = LineField(_l("What has come to light?"))
    category = LineField(_l("Which kind of conduct?"))
    loss = LineField(_l("Which loss is claimed now?"))
    reason = LinesField(
        _l("What shows it?"), [needed(_l("Say what shows it")), at_most(REASON_MAX)]
    )

    before = Severity.NO_FAULT
    named: tuple[Category, ...] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form, knowing how grave *file* is now."""
        form = super().about(file)
        form.before = file.severity
        form.named = tuple(point.category for point in file.points)
        return form

    @property
    def claim(self) -> tuple[Category, Loss]:
        """Return the category and the loss that a valid form names."""
        return Category(self.category.data), Loss(self.loss.data)

    @property
    def severity(self) -> Severity:
        """Return how grave the complaint is by a valid form."""
        if self.ground.data == CLUE:
            return Severity.REFERRAL
        category, loss = self.claim
        return provisional_severity([*self.named, category], loss)

    def validate_ground(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in {CLUE, CLAIM}:
            raise ValidationError(_l("Choose one of the answers"))

    def validate_category(self, field: LineField) -> None:
        """Check that a heavier claim names its category."""
        if self.ground.data == CLAIM and field.data not in set(Category):
            raise ValidationError(_l("Choose the kind of conduct"))

    def validate_loss(self, field: LineField) -> None:
        """Check that a heavier claim names its loss, and does weigh more."""
        if self.ground.data != CLAIM or self.category.data not in set(Category):
            return
        if field.data not in set(Loss):
            raise ValidationError(_l("Choose the loss that is claimed"))
        if self.severity.rank <= self.before.rank:
            raise ValidationError(
                _l("With this the complaint weighs no more than now. It never goes down by itself.")
            )


def raise_it(session: Session, complaint: Complaint, form: RaiseForm) -> None:
    """Move the complaint up."""
    reason = form.reason.data
    if form.ground.data == CLUE:
        raising.flag_clue(session, complaint, g.actor, reason=reason, office=office(), now=now())
    else:
        raising.rerate(
            session, complaint, g.actor, form.claim, reason=reason, office=office(), now=now()
        )


def choices(_file: Casefile, form: RaiseForm) -> Mapping[str, object]:
    """Return what can be chosen and, of a form that says enough, what follows."""
    told: dict[str, object] = {
        "categories": {each.value: each.text for each in Category},
        "losses": {each.value: each.text for each in Loss},
        "CLUE": CLUE,
        "CLAIM": CLAIM,
    }
    if not form.is_submitted() or form.errors:
        return told
    today = now().astimezone(office().zone).date()
    with reading(g.actor) as session:
        kind = ClockKind.CRIME_CLUE_DECISION
        by = clocks.promised(session, kind, today, office=office(), now=now())
    return {**told, "after": form.severity, "band": band(form.severity), "decided_by": by}


raise_severity = page_of(
    Task(
        Action.RAISE,
        RaiseForm.about,
        "office/raise_severity.html",
        raise_it,
        _l("It is handled as graver from now on. Whoever takes it over is being told."),
        check="office/raise_severity_check.html",
        more=choices,
    )
)
