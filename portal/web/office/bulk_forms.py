"""What each deed done to many complaints asks for."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from portal.domain.bulk import TAG_MAX, Deed
from portal.domain.clock import AnswerClass
from portal.queries.choices import choices
from portal.web.fields import LineField, at_most, needed, one_of
from portal.web.office.forms import REASON_MAX


class BulkForm(FlaskForm):
    """A deed that needs nothing more."""

    def details(self, _session: Session) -> dict[str, Any]:
        """Return what a valid form gives, as JSON."""
        return {}


class BulkAssignForm(BulkForm):
    """Who is to take the complaints, and why."""

    officer = LineField(_l("Who should take them?"), [needed(_l("Choose who should take them"))])
    reason = LineField(_l("Why?"), [needed(_l("Say why they change hands")), at_most(REASON_MAX)])

    def details(self, session: Session) -> dict[str, Any]:
        """Return who takes them; nobody of that name takes none."""
        officers = choices(session)
        username = self.officer.data
        return {
            "staff_id": officers.officer_ids.get(username, 0),
            "name": officers.officers.get(username, username),
            "reason": self.reason.data,
        }


class BulkTagForm(BulkForm):
    """The tag."""

    tag = LineField(_l("Which tag?"), [needed(_l("Name the tag")), at_most(TAG_MAX)])

    def details(self, _session: Session) -> dict[str, Any]:
        """Return the tag."""
        return {"tag": self.tag.data}


class BulkClassForm(BulkForm):
    """How much work the complaints are, and why."""

    answer_class = LineField(
        _l("How much work is each of them?"),
        [one_of(AnswerClass, _l("Choose one of the classes"))],
    )
    reason = LineField(_l("Why this class?"), [at_most(REASON_MAX)])

    def details(self, _session: Session) -> dict[str, Any]:
        """Return the class and the reason."""
        return {"answer_class": self.answer_class.data, "reason": self.reason.data}


FORMS: Mapping[Deed, type[BulkForm]] = {
    Deed.ASSIGN: BulkAssignForm,
    Deed.TAG: BulkTagForm,
    Deed.UNTAG: BulkTagForm,
    Deed.SET_CLASS: BulkClassForm,
    Deed.EXPORT: BulkForm,
}
