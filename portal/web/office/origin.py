"""From where an item came: from above, of delegates, from below; it starts a clock [4.1-4.5]."""

from collections.abc import Mapping
from datetime import date

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from portal.domain.clock import CLOCKS
from portal.domain.lifecycle import Action
from portal.domain.origin import OriginKind
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import clocks, origins
from portal.services.origins import FromElsewhere
from portal.transaction import reading
from portal.web.context import now, office, today
from portal.web.fields import LineField, LinesField, at_most, needed, one_of, read_day
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import REASON_MAX, VersionedForm

SOURCE_MAX = 200


class OriginForm(VersionedForm):
    """What kind of item it is, who sent it, and until when if they said so."""

    kind = LineField(_l("What kind of item is it?"), [one_of(OriginKind, _l("Choose one"))])
    due_on = LineField(_l("Until which day?"))
    source = LineField(
        _l("Who sent it, or under which document?"),
        [needed(_l("Name who sent it, or the document")), at_most(SOURCE_MAX)],
    )
    reason = LinesField(
        _l("What is asked for, and why is it marked?"),
        [needed(_l("Say why it is marked")), at_most(REASON_MAX)],
    )

    @property
    def day(self) -> date | None:
        """Return the day that a valid form sets, where the kind has one."""
        return read_day(self.due_on.data) if self._sets_day else None

    @property
    def _sets_day(self) -> bool:
        return self.kind.data in list(OriginKind) and OriginKind(self.kind.data).sets_day

    @property
    def item(self) -> FromElsewhere:
        """Return what a valid form says of the item."""
        return FromElsewhere(
            OriginKind(self.kind.data), self.source.data, self.reason.data, self.day
        )

    def validate_due_on(self, field: LineField) -> None:
        """Check that there is a day, not over yet, where one is set from above."""
        if not self._sets_day:
            return
        day = read_day(field.data)
        if day is None:
            raise ValidationError(_l("Write the day that was set, as 2026-10-31"))
        if day < today():
            raise ValidationError(_l("The day that was set is over already"))


def mark(session: Session, complaint: Complaint, form: OriginForm) -> None:
    """Mark the complaint, which starts the clock."""
    origins.mark(session, complaint, g.actor, form.item, office=office(), now=now())


def kinds(_file: Casefile, form: OriginForm) -> Mapping[str, object]:
    """Return the kinds with their last days, as if marked today."""
    with reading(g.actor) as session:
        days = {
            kind: clocks.promised(session, kind.clock, today(), office=office(), now=now())
            for kind in OriginKind
            if CLOCKS[kind.clock].limit is not None
        }
    return {"kinds": list(OriginKind), "days": days, "day": form.day}


set_origin = page_of(
    Task(
        Action.SET_ORIGIN,
        OriginForm.about,
        "office/set_origin.html",
        mark,
        _l("Marked. The clock runs, and its explanation stands below."),
        check="office/set_origin_check.html",
        more=kinds,
    )
)
