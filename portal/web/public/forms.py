"""The forms that citizens fill in: they check shape; what it means is the domain's business."""

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.category import Category
from portal.domain.filing import (
    COMMITMENT_MAX,
    EMAIL_MAX,
    FACTS_MAX,
    NAME_MAX,
    PHONE_MAX,
    PLACE_MAX,
    POST_MAX,
    SUBJECT_MAX,
    WISH_MAX,
    Filing,
    Identity,
    Language,
    Loss,
    StoredFile,
)
from portal.web.fields import (
    CodesField,
    LineField,
    LinesField,
    at_most,
    needed,
    one_of,
    read_amount,
    read_day,
)
from portal.web.form_files import WithFiles
from portal.web.language import current

PHONE_DIGITS_MIN = 5
EARLIEST_YEAR = 1949
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?")
KEY = re.compile(r"[0-9a-f]{32}")
UNTICKED = ("", "0", "false", "no", "off")


class LossField(LineField):
    """What was lost: nobody is taken to have lost nothing who was asked and did not answer.

    The form asks by an empty value before its answers. A script that sends none says that there is
    no loss.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the last text sent, which is the answer if there is one."""
        super().process_formdata(valuelist[-1:] or [Loss.NONE.value])


class ComplaintForm(WithFiles, FlaskForm):
    """A complaint, as the filing page asks for it. *today* is the office's day."""

    organ_search = LineField(_l("Search for the organ by name"))
    organ = LineField(
        _l("Which organ is your complaint about?"),
        [needed(_l("Choose the organ your complaint is about"))],
    )
    official_name = LineField(_l("Name of the official"), [at_most(NAME_MAX)])
    official_post = LineField(_l("Post or window of the official"), [at_most(POST_MAX)])
    category = CodesField(
        _l("What went wrong?"),
        [
            needed(_l("Tick at least one thing that went wrong")),
            one_of(Category, _l("Tick only what is on the list")),
        ],
    )
    subject = LineField(
        _l("Your complaint in one sentence"),
        [needed(_l("Say in one sentence what your complaint is about")), at_most(SUBJECT_MAX)],
    )
    facts = LinesField(
        _l("What happened?"), [needed(_l("Describe what happened")), at_most(FACTS_MAX)]
    )
    occurred_on = LineField(_l("On which day did it happen?"))
    place = LineField(_l("Where did it happen?"), [at_most(PLACE_MAX)])
    commitment = LineField(_l("Which promise was not kept?"), [at_most(COMMITMENT_MAX)])
    loss = LossField(
        _l("Did it cost you anything?"),
        [one_of(Loss, _l("Choose one of the answers about your loss"))],
    )
    loss_amount = LineField(_l("About how much, in yuan?"))
    wish = LinesField(_l("What would you like to happen?"), [at_most(WISH_MAX)])
    anonymous = BooleanField(_l("I want to stay anonymous"), false_values=UNTICKED)
    name = LineField(_l("Your name"), [at_most(NAME_MAX)])
    email = LineField(_l("Your e-mail address"), [at_most(EMAIL_MAX)], filters=[str.strip])
    phone = LineField(_l("Your phone number"), [at_most(PHONE_MAX)])
    language = LineField(
        _l("In which language should we write to you?"),
        [one_of(Language, _l("Choose one of the languages"))],
        default=lambda: current().value,
    )
    attachments = MultipleFileField(_l("Photos, recordings or documents"))
    truthful = BooleanField(
        _l("What I have written is true as far as I know."),
        [needed(_l("Confirm that what you have written is true as far as you know"))],
        false_values=UNTICKED,
    )
    chosen_before = LineField(widget=HiddenInput())
    filing_key = LineField(widget=HiddenInput())

    today: date

    class Meta:
        """How WTForms treats the form."""

        def get_translations(self, _form: FlaskForm) -> None:
            """Load no catalogue for WTForms' own messages: the form has none of them."""

    @property
    def day_input(self) -> str:
        """Return the kind of input that shows the day as it was typed."""
        return "date" if ISO_DAY.fullmatch(self.occurred_on.data) else "text"

    def ensure_key(self) -> None:
        """Give the form a key unless it has kept the one it was first shown with."""
        if not KEY.fullmatch(self.filing_key.data):
            self.renew_key()

    def renew_key(self) -> None:
        """Make the next sending a complaint of its own."""
        self.filing_key.data = secrets.token_hex(16)

    def validate_occurred_on(self, field: LineField) -> None:
        """Check that the day, if given, is a day, and not one to come."""
        if not field.data:
            return
        day = read_day(field.data)
        if day is None or day.year < EARLIEST_YEAR:
            raise ValidationError(_l("Write the day like 2026-09-25"))
        if day > self.today:
            raise ValidationError(_l("The day must be today or earlier"))

    def validate_loss_amount(self, field: LineField) -> None:
        """Check that the amount, if given, is one, and that a loss was claimed."""
        if field.data and read_amount(field.data) is None:
            raise ValidationError(_l("Write the amount in figures, for example 1200 or 1200.50"))
        if field.data and self.loss.data == Loss.NONE:
            raise ValidationError(
                _l("You said that there was no loss: leave the amount empty, or choose a loss")
            )

    def validate_name(self, field: LineField) -> None:
        """Check that who does not stay anonymous gives a name."""
        if not self.anonymous.data and not field.data:
            raise ValidationError(_l("Write your name, or tick that you want to stay anonymous"))

    def validate_email(self, field: LineField) -> None:
        """Check the address, and that we can reach whoever does not stay anonymous."""
        if field.data and not deliverable(field.data):
            raise ValidationError(_l("Write an e-mail address like name@example.org"))
        if not (field.data or self.phone.data or self.anonymous.data):
            raise ValidationError(_l("Leave an e-mail address or a phone number"))

    def validate_phone(self, field: LineField) -> None:
        """Check that a phone number, if given, could be one."""
        if field.data and sum(sign.isdecimal() for sign in field.data) < PHONE_DIGITS_MIN:
            raise ValidationError(_l("Write the phone number in figures"))

    def as_filing(self, kept: Iterable[StoredFile]) -> Filing:
        """Return the complaint that a valid form describes, with its files as they were *kept*."""
        return Filing(
            filing_key=self.filing_key.data,
            organ_code=self.organ.data,
            official_name=self.official_name.data,
            official_post=self.official_post.data,
            categories=tuple(Category(code) for code in self.category.data),
            subject=self.subject.data,
            facts=self.facts.data,
            occurred_on=read_day(self.occurred_on.data),
            place=self.place.data,
            commitment=self.commitment.data,
            loss=Loss(self.loss.data),
            loss_amount=read_amount(self.loss_amount.data),
            wish=self.wish.data,
            anonymous=self.anonymous.data,
            identity=self.identity(),
            language=Language(self.language.data),
            attachments=tuple(kept),
        )

    def identity(self) -> Identity:
        """Return who complains: of somebody anonymous no more than where to write."""
        if self.anonymous.data:
            return Identity(email=self.email.data)
        return Identity(self.name.data, self.email.data, self.phone.data)


class TrackForm(FlaskForm):
    """The receipt code that opens one's own complaint."""

    receipt_code = LineField(_l("Receipt code"))


def deliverable(address: str) -> bool:
    """Tell whether mail could be sent to *address*, by its form alone."""
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True
