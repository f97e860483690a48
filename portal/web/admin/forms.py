"""The forms of the administrator."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.clock import CalendarDay
from portal.web.admin.year_lines import Span, as_days, read_spans
from portal.web.fields import LineField, LinesField, at_most, needed

NOTICE_MAX = 200
DAYS_MAX = 20_000
FAULTS_MAX = 20
NO_LINES = _l("Write at least one line")


class YearForm(FlaskForm):
    """The notice of one year, and the days it orders.

    *seen* says what stood there when the form was first shown. *taken* are the days that another
    year's notice orders, *titles* those notices, *known* the days entered so far.
    """

    notice = LineField(
        _l("Title of the notice"),
        [needed(_l("Write the title of the notice")), at_most(NOTICE_MAX)],
    )
    days = LinesField(
        _l("Days off and make-up working days"),
        [needed(NO_LINES), at_most(DAYS_MAX)],
    )
    seen = LineField(widget=HiddenInput())

    year: int
    taken: Mapping[date, str] = {}
    titles: Collection[str] = ()
    known: Sequence[CalendarDay] = ()
    spans: Sequence[Span] = ()

    def validate_notice(self, field: LineField) -> None:
        """Check that the notice is not that of another year."""
        if field.data in self.titles:
            raise ValidationError(_l("This is the notice of another year"))

    def validate_days(self, field: LinesField) -> None:
        """Check every line; each that cannot be is named."""
        self.spans, faults = read_spans(field.data, self.year, self.taken)
        if not faults and not self.spans:
            faults = [str(NO_LINES)]
        field.errors = [*field.errors, *faults[:FAULTS_MAX]]

    def as_days(self) -> list[CalendarDay]:
        """Return the days that a valid form orders."""
        return list(as_days(self.spans, self.notice.data, self.known))
