"""The forms of what is said and kept about a complaint: notes, messages, evidence, seals."""

import secrets
from datetime import date
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.canned import CANNED, promises_standstill
from portal.domain.category import Category
from portal.domain.conversation import AWAITING, MESSAGE_MAX, NOTE_MAX
from portal.domain.evidence import FROM_MAX, REMARK_MAX, WHAT_MAX, EvidenceKind, Source
from portal.domain.revealing import WORDS_MAX, RevealCode, Way
from portal.queries.casefile import Casefile
from portal.services.evidence import Piece
from portal.web.fields import CodesField, LineField, LinesField, at_most, needed, one_of, read_day
from portal.web.form_files import WithFiles
from portal.web.office.fitting import today
from portal.web.office.forms import REASON_MAX, VersionedForm, number
from portal.web.office.wording import in_words

DAY_FORMAT = _l("Write the day like 2026-09-25")
CHANGE = "change"
FALSE_PROMISE = _l(
    "The message says that the time limit stands still. Tick this box so that it does, or leave "
    "that sentence out"
)
NO_STANDSTILL = _l(
    "As the complaint stands, the time limit cannot stand still: leave that sentence out"
)


class FilesForm(WithFiles, VersionedForm):
    """A form about a complaint that files can come with."""

    attachments = MultipleFileField(_l("Files"))
    chosen_before = LineField(widget=HiddenInput())


class NoteForm(VersionedForm):
    """A note that only the office reads."""

    body = LinesField(_l("Note for the office"), [needed(_l("Write the note")), at_most(NOTE_MAX)])
    corrects = LineField(widget=HiddenInput())

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one, which may correct an earlier note."""
        form = super().about(file)
        if not form.is_submitted():
            form.corrects.data = request.values.get("corrects", "")
        return form

    @property
    def corrected(self) -> int | None:
        """Return the id of the note that this one puts right, if it does."""
        return number(self.corrects.data) or None


class MessageForm(FilesForm):
    """What the complainant is written; a canned text can be put in to begin with."""

    canned = LineField(_l("Begin with a text"))
    body = LinesField(
        _l("What you write to the complainant"),
        [needed(_l("Write what you want to tell the complainant")), at_most(MESSAGE_MAX)],
    )
    waits = BooleanField(_l("Wait for an answer: the clocks stand still until it is here"))

    can_wait = False

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, with the canned text put in if that was asked for."""
        form = super().about(file)
        form.can_wait = file.status in AWAITING
        chosen = CANNED.get(form.canned.data)
        if chosen and request.form.get("step") == CHANGE:
            before = form.body.data.rstrip()
            form.body.data = f"{before}\n\n{in_words(chosen, file)}".lstrip()
            promised = form.can_wait and promises_standstill(form.body.data)
            form.waits.data = form.waits.data or promised
        return form

    def validate_body(self, field: LinesField) -> None:
        """Check that no standstill is promised where nothing can wait."""
        if not self.can_wait and promises_standstill(field.data):
            raise ValidationError(NO_STANDSTILL)

    def validate_waits(self, field: BooleanField) -> None:
        """Check that something can wait for the complainant as the complaint stands."""
        if field.data and not self.can_wait:
            raise ValidationError(_l("As the complaint stands, nothing can wait for an answer"))
        if self.can_wait and not field.data and promises_standstill(self.body.data):
            raise ValidationError(FALSE_PROMISE)


class StopForm(VersionedForm):
    """Why an answer is no longer waited for."""

    reason = LinesField(
        _l("Why do you go on without the answer?"),
        [needed(_l("Say why you go on without the answer")), at_most(REASON_MAX)],
    )


class PieceForm(FilesForm):
    """A piece of evidence: what it is, from whom, when taken, what it supports."""

    piece = LineField(widget=HiddenInput())
    what = LineField(_l("What is it?"), [needed(_l("Say what it is")), at_most(WHAT_MAX)])
    kind = LineField(_l("Of which kind?"), [one_of(EvidenceKind, _l("Choose the kind"))])
    source = LineField(_l("Where is it from?"), [one_of(Source, _l("Choose where it is from"))])
    from_whom = LineField(_l("From whom exactly, or from which place"), [at_most(FROM_MAX)])
    taken_on = LineField(_l("Taken on which day?"))
    supports = CodesField(_l("Which points does it support?"))
    remark = LinesField(_l("How it was taken, and where it is kept"), [at_most(REMARK_MAX)])

    known: frozenset[str] = frozenset()

    def validate_taken_on(self, field: LineField) -> None:
        """Check that the day is one, and not one to come."""
        day = read_day(field.data)
        if day is None:
            raise ValidationError(DAY_FORMAT)
        if day > today():
            raise ValidationError(_l("The day must be today or earlier"))

    def validate_supports(self, field: CodesField) -> None:
        """Check that only points of this complaint are chosen."""
        if not self.known.issuperset(field.data):
            raise ValidationError(_l("Tick only points of this complaint"))

    def as_piece(self) -> Piece:
        """Return the piece that a valid form describes."""
        return Piece(
            self.what.data,
            EvidenceKind(self.kind.data),
            Source(self.source.data),
            read_day(self.taken_on.data) or date.min,
            self.from_whom.data,
            tuple(Category(code) for code in self.supports.data),
            self.remark.data,
        )


class RevealForm(VersionedForm):
    """Why somebody must know who complained."""

    code = LineField(
        _l("Why must you know who complained?"), [one_of(RevealCode, _l("Choose the reason"))]
    )
    words = LineField(
        _l("What do you need it for?"),
        [needed(_l("Say what you need it for")), at_most(WORDS_MAX)],
    )
    form_key = LineField(widget=HiddenInput())

    def look_again(self, file: Casefile) -> None:
        """Let the form be about *file* as it is now, under a key of its own."""
        super().look_again(file)
        self.form_key.data = self.form_key.data or secrets.token_hex(16)
        self.code.data = self.code.data or request.args.get("code", "")


class TellForm(VersionedForm):
    """How an outcome came to somebody whom no letter reaches."""

    way = LineField(_l("How was it told?"), [one_of(Way, _l("Choose how it was told"))])
    words = LinesField(
        _l("When and by whom, or why it could not be told"),
        [needed(_l("Say when and how, or why it could not be told")), at_most(REASON_MAX)],
    )
