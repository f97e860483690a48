"""The forms of what goes to another body: its sending, and the final disposal afterwards."""

from datetime import UTC, datetime
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.queries.casefile import Casefile
from portal.queries.person_measures import Sent
from portal.web.context import now, office
from portal.web.fields import LineField, LinesField, at_most, needed, read_day
from portal.web.office.carrying_rows import open_sendings
from portal.web.office.fitting import today
from portal.web.office.forms import REASON_MAX, VersionedForm
from portal.web.office.talk_forms import DAY_FORMAT

NUMBER_MAX = 100


class ReferForm(VersionedForm):
    """What was sent to which body, when, under which number of its receipt."""

    what = LineField(_l("What was sent, and to which body?"))
    sent_on = LineField(_l("On which day?"))
    sent_time = LineField(_l("At what time?"))
    receipt_number = LineField(
        _l("Receipt number of the body"),
        [needed(_l("Write the number of the receipt")), at_most(NUMBER_MAX)],
    )

    known: frozenset[str] = frozenset()
    decided_at = datetime.min.replace(tzinfo=UTC)

    @property
    def sent_at(self) -> datetime:
        """Return the instant that a valid form names."""
        text = f"{self.sent_on.data}T{self.sent_time.data}"
        return datetime.fromisoformat(text).replace(tzinfo=office().zone)

    def validate_what(self, field: LineField) -> None:
        """Check that it is one of the things to be sent."""
        if field.data not in self.known:
            raise ValidationError(_l("Choose what was sent"))

    def validate_sent_on(self, _field: LineField) -> None:
        """Check that the instant is one, after the decision and not to come."""
        try:
            at = self.sent_at
        except ValueError:
            raise ValidationError(_l("Write day and time like 2026-09-25 and 14:30")) from None
        if not self.decided_at <= at.replace(second=59, microsecond=999999):
            raise ValidationError(_l("That was before the decision"))
        if at > now():
            raise ValidationError(_l("That is still to come"))


class DisposalForm(VersionedForm):
    """What another body finally made of what was sent to it."""

    dispatch = LineField(_l("Which sending?"))
    disposed_on = LineField(_l("Decided on which day?"))
    disposal = LinesField(
        _l("What the body decided, in general words, as the complainant will read it"),
        [needed(_l("Write what the body decided")), at_most(REASON_MAX)],
    )

    rows: tuple[Sent, ...] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or one about the first sending not disposed of."""
        form = super().about(file)
        form.rows = open_sendings(file)
        if not form.is_submitted() and form.rows:
            form.dispatch.data = str(form.rows[0].id)
        return form

    @property
    def row(self) -> Sent | None:
        """Return the sending chosen."""
        return next((row for row in self.rows if str(row.id) == self.dispatch.data), None)

    def validate_dispatch(self, _field: LineField) -> None:
        """Check that it is one of those that are waited for."""
        if self.row is None:
            raise ValidationError(_l("Choose the sending"))

    def validate_disposed_on(self, field: LineField) -> None:
        """Check that the day lies between the sending and today."""
        day = read_day(field.data)
        if day is None:
            raise ValidationError(DAY_FORMAT)
        sent_on = self.row.sent_at.astimezone(office().zone).date() if self.row else day
        if not sent_on <= day <= today():
            raise ValidationError(_l("The day lies between the sending and today"))
