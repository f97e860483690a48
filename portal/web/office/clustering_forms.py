"""The forms of joining complaints, of taking one out, and of carrying work over."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Self

from flask import g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain.cluster import Joining, objection
from portal.queries.casefile import Casefile
from portal.queries.clusters import Alike, candidates, joining, suggested
from portal.services.carrying_over import Target
from portal.transaction import reading
from portal.web.fields import CodesField, LineField, LinesField, at_most, needed
from portal.web.language import say
from portal.web.office.fitting import targets
from portal.web.office.forms import REASON_MAX, VersionedForm

SAVE = "save"
AT_ONCE = 20
BETWEEN = re.compile(r"[\s,;、]+")
REFERENCE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{1,12}")
NAMELESS = _l("Name no complaint here: whoever may not know of it reads this too.")


def references(text: str) -> list[str]:
    """Return the numbers that *text* writes, in either width and case, in their order."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return [each for each in BETWEEN.split(plain) if each]


class ReasonForm(VersionedForm):
    """A reason that stands in the log of each complaint: it names none."""

    def validate_reason(self, field: LinesField) -> None:
        """Check that no complaint is named."""
        if REFERENCE.search(unicodedata.normalize("NFKC", field.data).upper()):
            raise ValidationError(NAMELESS)


class JoinForm(ReasonForm):
    """Which complaints have one cause with this one, ticked or by number, and why.

    *looked* says which versions of them were shown before they are joined.
    """

    others = CodesField(_l("Which have the same cause?"))
    numbers = LineField(_l("Others, by number"))
    reason = LinesField(
        _l("Why do they have one cause?"),
        [needed(_l("Say why they have one cause")), at_most(REASON_MAX)],
    )
    looked = LineField(widget=HiddenInput())

    own: Joining
    suggested: Sequence[Alike] = ()
    chosen: Sequence[Alike] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form, what is suggested, and what was chosen as it is now."""
        form = super().about(file)
        if not form.is_submitted():
            form.others.data = [
                each for each in request.args.getlist("with") if REFERENCE.fullmatch(each)
            ]
        with reading(g.actor) as session:
            form.own = joining(session, file.case.complaint_id)
            form.suggested = suggested(session, file.case.complaint_id)
            form.chosen = candidates(session, file.case.complaint_id, form.named[: AT_ONCE + 1])
        return form

    @property
    def named(self) -> list[str]:
        """Return the references that were ticked or written, each once."""
        return list(dict.fromkeys([*self.others.data, *references(self.numbers.data)]))

    @property
    def listed(self) -> list[Alike]:
        """Return what can be ticked: what is suggested, and what else was ticked."""
        known = {each.reference for each in self.suggested}
        ticked = [each for each in self.chosen if each.reference in self.others.data]
        return [*self.suggested, *(each for each in ticked if each.reference not in known)]

    @property
    def seen_of_others(self) -> str:
        """Return which versions of the chosen ones are shown."""
        return " ".join(f"{each.reference}:{each.version}" for each in self.chosen)

    def validate_others(self, field: CodesField) -> None:
        """Check that there are some, that each can be joined, and that they are as looked at."""
        if not self.named:
            raise ValidationError(_l("Tick one at least, or write its number"))
        if len(self.named) > AT_ONCE:
            raise ValidationError(_("At most %(most)d at once", most=AT_ONCE))
        self._check(field.data)
        groups = {each.joining.cluster_id for each in self.chosen if each.joined}
        if not self.own.cluster_id and len(groups) > 1:
            raise ValidationError(
                _l("Two of them belong to different groups. Groups are not joined with each other.")
            )
        if request.form.get("step") == SAVE and self.looked.data != self.seen_of_others:
            self.looked.data = ""
            raise ValidationError(
                _l("One of them was changed while you were looking. Check them once more.")
            )
        self.looked.data = self.seen_of_others

    def validate_numbers(self, field: LineField) -> None:
        """Check that each number written is one of a complaint that can be joined."""
        self._check(references(field.data))

    def _check(self, asked: Sequence[str]) -> None:
        problems = list(self._problems(asked))
        if problems:
            raise ValidationError(" ".join(problems))

    def _problems(self, asked: Sequence[str]) -> Iterator[str]:
        known = {each.reference: each for each in self.chosen}
        for each in asked[: AT_ONCE + 1]:
            found = known.get(each)
            if found is None:
                yield _("There is no complaint %(reference)s.", reference=each)
            elif why := objection(self.own, found.joining):
                yield _("%(reference)s: %(why)s", reference=each, why=say(why.text))


class TakeOutForm(ReasonForm):
    """Why a complaint has another cause after all."""

    reason = LinesField(
        _l("Why does it not belong with the others?"),
        [needed(_l("Say why it does not belong with the others")), at_most(REASON_MAX)],
    )


class CarryForm(VersionedForm):
    """To which of the others work is carried over."""

    others = CodesField(_l("Where to?"))

    targets: Sequence[Target] = ()
    telling: Sequence[str] = ()

    @property
    def open(self) -> list[Target]:
        """Return the others to which something can be carried over."""
        return [each for each in self.targets if each.hindrance is None]

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form, with what stands together with *file*; all that can be is ticked."""
        form = super().about(file)
        form.targets = targets(file)
        if not form.is_submitted():
            form.others.data = [each.reference for each in form.open]
        return form

    def validate_others(self, field: CodesField) -> None:
        """Check that there are some, that each takes it, and that nothing tells who complained."""
        if not field.data:
            raise ValidationError(_l("Tick one at least"))
        if not {each.reference for each in self.open}.issuperset(field.data):
            raise ValidationError(_l("One of them does not take it any longer. See why below."))
        if self.telling:
            raise ValidationError(
                _("Your findings could tell who complained: %(what)s. Change them first.",
                  what="、".join(self.telling))
            )  # fmt: skip
