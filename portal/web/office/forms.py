"""The forms of the office: they check shape; what it means is the domain's business."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.assignment import Candidate
from portal.domain.declining import DeclineCode
from portal.queries.casefile import Casefile
from portal.queries.history import Step
from portal.web.fields import LineField, LinesField, at_most, needed, one_of

REASON_MAX = 2_000
SUMMARY_MAX = 5_000
FIGURES = re.compile("[0-9]{1,18}")
AFRESH: ContextVar[bool] = ContextVar("afresh", default=False)


@contextmanager
def afresh() -> Iterator[None]:
    """Make every form about a complaint in the block as if nothing had been sent."""
    token = AFRESH.set(True)
    try:
        yield
    finally:
        AFRESH.reset(token)


def number(text: str) -> int:
    """Return the number that *text* writes in figures; 0, which nothing has, for any other."""
    return int(text) if FIGURES.fullmatch(text) else 0


class LoginForm(FlaskForm):
    """Name and password; whether they fit is answered for both together."""

    username = LineField(_l("Username"))
    password = PasswordField(_l("Password"))


class CodeForm(FlaskForm):
    """The code of the second factor."""

    totp = LineField(_l("Six-digit code"))


class VersionedForm(FlaskForm):
    """A form about a complaint as it was at *version*, its log read up to the entry *read*."""

    version = LineField(widget=HiddenInput())
    read = LineField(widget=HiddenInput())

    class Meta(FlaskForm.Meta):
        """Where a form takes what was sent from."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:  # noqa: ANN401 -- WTForms'
            """Return what was sent, unless the form is wanted afresh."""
            return None if AFRESH.get() else super().wrap_formdata(form, formdata)

    def is_submitted(self) -> bool:
        """Tell whether the form was sent, and is not wanted afresh."""
        return not AFRESH.get() and bool(super().is_submitted())

    @property
    def seen(self) -> int:
        """Return the version that was looked at; 0, which none is, when the form does not say."""
        return number(self.version.data)

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one about *file*."""
        form = cls()
        if not form.is_submitted():
            form.look_again(file)
        return form

    def look_again(self, file: Casefile) -> None:
        """Let the form be about *file* as it is now."""
        self.version.data = str(file.version)
        self.read.data = str(file.log[0].id) if file.log else ""

    def missed(self, file: Casefile) -> tuple[Step, ...]:
        """Return what was done since the form was shown, the oldest first; at least the last."""
        upto = number(self.read.data) or (file.log[0].id - 1 if file.log else 0)
        return tuple(step for step in reversed(file.log) if step.id > upto)


class DeclineForm(VersionedForm):
    """Why a complaint is not taken up."""

    code = LineField(_l("On which ground?"), [one_of(DeclineCode, _l("Choose one of the grounds"))])
    reason = LinesField(
        _l("Reasons, as the complainant will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(REASON_MAX)],
    )

    @property
    def ground(self) -> DeclineCode:
        """Return the ground that a valid form names."""
        return DeclineCode(self.code.data)


class DecideForm(VersionedForm):
    """What the complainant is told beside the findings."""

    summary = LinesField(
        _l("What the complainant is told"),
        [needed(_l("Say in a few sentences what came of the complaint")), at_most(SUMMARY_MAX)],
    )


class ReassignForm(VersionedForm):
    """Who is to take a complaint instead, and why."""

    staff_id = LineField(_l("Who should take it?"), [needed(_l("Choose who should take it"))])
    reason = LineField(_l("Why?"), [needed(_l("Say why it changes hands")), at_most(REASON_MAX)])

    takers: Sequence[Candidate] = ()
    names: Mapping[int, str] = {}

    def validate_staff_id(self, field: LineField) -> None:
        """Check that whoever is chosen may take the complaint."""
        if number(field.data) not in {who.staff_id for who in self.takers}:
            raise ValidationError(_l("Choose somebody from the list"))
