"""The forms of the first-inquiry desk: who was asked first, and what came of it [1.1-1.3]."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from portal.domain.filing import NAME_MAX, POST_MAX
from portal.domain.inquiry import (
    ANSWER_MAX,
    CONTACT_MAX,
    DESK_CHANNELS,
    MATTER_MAX,
    PROMISE_DAYS_MAX,
    REASON_MAX,
    REPRESENTATIVES_MAX,
    Asked,
    Channel,
    Fault,
    Outcome,
    Remit,
)
from portal.services.first_inquiry import Question
from portal.web.fields import LineField, LinesField, at_most, needed, one_of, read_day
from portal.web.office.forms import number
from portal.web.public.forms import ComplaintForm
from portal.web.public.organs import known_organs

DAY_FORMAT = _l("Write the day like 2026-09-25")
FROM_LIST = _l("Choose an organ from the list")
WRONG: dict[Fault, object] = {
    Fault.NOT_HANDED_OVER: _l("A colleague's job is handed over at once, or a day is promised"),
    Fault.NO_RECEIVER: _l("Write to whom it was handed over, or where they were sent"),
    Fault.NO_DAY: _l("Write the day that was promised"),
    Fault.DAY_PAST: _l("The promised day must be today or later"),
    Fault.DAY_FAR: _l("The promised day must be within %(days)d days"),
    Fault.NO_REASON: _l("Write why it could not be done at once"),
}


class AskedFields:
    """What every form of the desk asks for; *today* is the office's day."""

    channel = LineField(_l("How did they come?"), default=Channel.VISIT.value)
    people = LineField(_l("How many people speak for the matter?"), default="1")
    asked_name = LineField(
        _l("Who was asked first?"), [needed(_l("Write who was asked first")), at_most(NAME_MAX)]
    )
    asked_post = LineField(_l("Their post or window"), [at_most(POST_MAX)])
    asked_organ = LineField(_l("Where do they work?"), [needed(FROM_LIST)])
    remit = LineField(
        _l("Whose job is the matter?"), [one_of(Remit, _l("Choose whose job the matter is"))]
    )
    answer = LinesField(
        _l("What was answered?"), [needed(_l("Write what was answered")), at_most(ANSWER_MAX)]
    )
    outcome = LineField(_l("What came of it?"), [one_of(Outcome, _l("Choose what came of it"))])
    handed_to = LineField(_l("Handed over to whom, or sent where?"), [at_most(NAME_MAX)])
    due_on = LineField(_l("Which day was promised?"))
    promise_reason = LineField(_l("Why could it not be done at once?"), [at_most(REASON_MAX)])

    today: date

    def validate_channel(self, field: LineField) -> None:
        """Check that it is a visit, a call or a letter."""
        if field.data not in DESK_CHANNELS:
            raise ValidationError(_l("Choose visit, call or letter"))

    def validate_people(self, field: LineField) -> None:
        """Check that no more people speak than representatives are heard."""
        if not 1 <= number(field.data) <= REPRESENTATIVES_MAX:
            raise ValidationError(
                _l("Write a number from 1 to 5: more people choose five to speak for them")
            )

    def validate_asked_organ(self, field: LineField) -> None:
        """Check that the organ is on the list."""
        if field.data not in {entry.code for entry in known_organs("")}:
            raise ValidationError(FROM_LIST)

    def validate_outcome(self, _field: LineField) -> None:
        """Check that a colleague's job was not just talked about [1.3(c)]."""
        self._refuse(Fault.NOT_HANDED_OVER)

    def validate_handed_to(self, _field: LineField) -> None:
        """Check that what was handed over has a receiver [1.3(c)]."""
        self._refuse(Fault.NO_RECEIVER)

    def validate_due_on(self, field: LineField) -> None:
        """Check the promised day [1.3(b)]."""
        if field.data and read_day(field.data) is None:
            raise ValidationError(DAY_FORMAT)
        self._refuse(Fault.NO_DAY, Fault.DAY_PAST, Fault.DAY_FAR)

    def validate_promise_reason(self, _field: LineField) -> None:
        """Check that a promise has its reason [1.3(b)]."""
        self._refuse(Fault.NO_REASON)

    def _refuse(self, *faults: Fault) -> None:
        if not self._known():
            return  # is said beside those questions
        found = self.as_asked().faults(self.today)
        for fault in (each for each in faults if each in found):
            raise ValidationError(str(WRONG[fault]) % {"days": PROMISE_DAYS_MAX})

    def _known(self) -> bool:
        chosen = (
            (self.channel.data, DESK_CHANNELS),
            (self.remit.data, list(Remit)),
            (self.outcome.data, list(Outcome)),
        )
        return all(code in codes for code, codes in chosen)

    def as_asked(self) -> Asked:
        """Return the first inquiry that a form describes; its codes must be known ones."""
        outcome = Outcome(self.outcome.data)
        promised = outcome is Outcome.PROMISED
        return Asked(
            channel=Channel(self.channel.data),
            name=self.asked_name.data,
            post=self.asked_post.data,
            organ_code=self.asked_organ.data,
            remit=Remit(self.remit.data),
            answer=self.answer.data,
            outcome=outcome,
            handed_to=self.handed_to.data,
            due_on=read_day(self.due_on.data) if promised else None,
            reason=self.promise_reason.data if promised else "",
            people=number(self.people.data),
        )


class FilingForm(AskedFields, ComplaintForm):
    """A complaint that the desk writes down for somebody."""


class QuestionForm(AskedFields, FlaskForm):
    """A question that is no complaint."""

    matter = LinesField(
        _l("What was asked or wanted?"),
        [needed(_l("Write what was asked or wanted")), at_most(MATTER_MAX)],
    )
    about = LineField(_l("Which organ is it about?"))
    contact = LineField(_l("Who asked, and how to reach them"), [at_most(CONTACT_MAX)])

    def validate_about(self, field: LineField) -> None:
        """Check that the organ, if one is given, is on the list."""
        if field.data and field.data not in {entry.code for entry in known_organs("")}:
            raise ValidationError(FROM_LIST)

    def validate_contact(self, field: LineField) -> None:
        """Check that whoever was promised an answer can be reached."""
        if self.outcome.data == Outcome.PROMISED and not field.data:
            raise ValidationError(_l("Write how to reach them: an answer was promised"))

    def as_question(self) -> Question:
        """Return the question that a valid form describes."""
        return Question(self.matter.data, self.about.data, self.contact.data)


class AnswerForm(FlaskForm):
    """The answer that was promised."""

    answer = LinesField(
        _l("What was answered?"), [needed(_l("Write what was answered")), at_most(ANSWER_MAX)]
    )
