"""The forms by which the office puts something to an organ."""

from collections.abc import Sequence
from typing import Self

from flask import g, request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, MultipleFileField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.clauses import CLAUSES
from portal.domain.enquiring import DAYS_MAX
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.directory import OrganEntry
from portal.services import traces
from portal.transaction import reading
from portal.web.context import office
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.form_files import WithFiles
from portal.web.office.forms import SUMMARY_MAX, VersionedForm, number
from portal.web.office.pictures import bare
from portal.web.uploads import Upload

SAVE = "save"
SHOWN = 60
TELLS_TOO_MUCH = _l(
    "The organ must not learn of the complaint, and this is taken from it: “%(words)s”. Say it in "
    "your own words, or put a passage on purpose"
)


class PuttingForm(VersionedForm):
    """What is put to which organ, within how many days; empty leaves them to the adopted policy."""

    organ = LineField(_l("To which organ?"))
    days = LineField(_l("Within how many days?"))

    organs: Sequence[OrganEntry] = ()
    complaint_id: int = 0

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form about *file*, whose own words are kept out of it."""
        form = super().about(file)
        form.complaint_id = file.case.complaint_id
        return form

    @property
    def length(self) -> int | None:
        """Return the days that a valid form gives, if it does."""
        return number(self.days.data) or None

    def validate_organ(self, field: LineField) -> None:
        """Check that one of the organs was chosen."""
        if field.data not in {each.code for each in self.organs}:
            raise ValidationError(_l("Choose one of the organs"))

    def validate_days(self, field: LineField) -> None:
        """Check that there are as many days as can be given, if any."""
        keep_days(field, DAYS_MAX)

    def keep_own(self, field: LinesField) -> None:
        """Check that nothing of the complaint's own words is put."""
        keep_own_words(self.complaint_id, field)


def keep_days(field: LineField, most: int) -> None:
    """Check that *field* is empty or a number of days from one to *most*."""
    if field.data and not 1 <= number(field.data) <= most:
        limit = {"limit": most}
        raise ValidationError(str(_l("Write a number of days from 1 to %(limit)d")) % limit)


def keep_own_words(complaint_id: int, field: LinesField) -> None:
    """Check that what an organ will read is not taken from the complaint."""
    with reading(g.actor) as session:
        taken = traces.copied(session, session.get_one(Complaint, complaint_id), field.data)
    if taken:
        raise ValidationError(str(TELLS_TOO_MUCH) % {"words": taken[:SHOWN]})


class AskOrganForm(WithFiles, PuttingForm):
    """What an organ is asked; pictures are chosen last, where all is shown as the organ sees it."""

    question = LinesField(
        _l("What is asked, in your own words"),
        [needed(_l("Write what is asked")), at_most(SUMMARY_MAX)],
    )
    puts_passage = BooleanField(_l("Put a passage of the complaint to the organ, word for word"))
    passage = LinesField(_l("The passage"), [at_most(SUMMARY_MAX)])
    sure = BooleanField(_l("I have read it: the organ may see this"))
    again = LineField(widget=HiddenInput())
    attachments = MultipleFileField(_l("Pictures to show to the organ"))
    chosen_before = LineField(widget=HiddenInput())

    @property
    def put(self) -> str:
        """Return the passage that is put; nothing unless it is put on purpose."""
        return self.passage.data.strip() if self.puts_passage.data else ""

    @property
    def found(self) -> tuple[str, ...]:
        """Return what the organ would read that could tell who complained."""
        told = f"{self.question.data}\n{self.put}"
        with reading(g.actor) as session:
            complaint = session.get_one(Complaint, self.complaint_id)
            return traces.found(session, complaint, told, office=office())

    @property
    def pictures(self) -> list[Upload]:
        """Return the pictures of a valid form, without any trace of where they came from."""
        return [drawn for each in self.files if (drawn := bare(each))]

    def validate_question(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        self.keep_own(field)

    def validate_passage(self, field: LinesField) -> None:
        """Check that there is a passage if one is put, and that it is not written in vain."""
        if self.puts_passage.data and not field.data.strip():
            raise ValidationError(_l("Write the passage, or do not tick that one is put"))
        if field.data.strip() and not self.puts_passage.data:
            raise ValidationError(_l("Tick that the passage is put, or empty it"))

    def validate_sure(self, field: BooleanField) -> None:
        """Check that somebody has read what could tell who complained."""
        if saving() and self.found and not field.data:
            raise ValidationError(_l("Tick that the organ may see it, or change the words"))

    def validate_attachments(self, field: MultipleFileField) -> None:
        """Check, once it is put, that there are pictures and nothing else."""
        if not saving():
            return
        super().validate_attachments(field)
        if not field.errors and len(self.pictures) < len(self.files):
            raise ValidationError(_l("Only pictures can be shown: JPG, PNG or WebP"))


def saving() -> bool:
    """Tell whether the form is sent for good, not to be looked at once more."""
    return request.form.get("step") == SAVE


class OrderMeasureForm(PuttingForm):
    """What an organ is to carry out, and under which clause."""

    what = LinesField(
        _l("What is the organ to do?"),
        [needed(_l("Say what the organ is to do")), at_most(SUMMARY_MAX)],
    )
    clause = LineField(_l("Under which clause?"))

    def validate_what(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        self.keep_own(field)

    def validate_clause(self, field: LineField) -> None:
        """Check that there is such a clause."""
        if field.data not in CLAUSES:
            raise ValidationError(_l("Give the number of a clause, like 6.10"))
