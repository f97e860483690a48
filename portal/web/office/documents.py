"""Documents of an outcome: choosing, checking and issuing one, and handing it out as issued."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Self

from flask import abort, g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from portal.domain.documents import (
    FACTS_MAX,
    FOR_MEASURE,
    DocumentKind,
    Listed,
    NamesComplainantError,
    in_chinese,
)
from portal.domain.evidence import Source
from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.documents import Copy, issued_copy
from portal.queries.evidence import Piece, pieces
from portal.queries.person_measures import LaidOn, laid_on_persons
from portal.services import documents
from portal.services.documents import Wanted
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.downloads import as_page, as_pdf
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.desk import Task, page_of
from portal.web.office.documents_setting import blocks_of, page_of_sheet, rendered
from portal.web.office.forms import VersionedForm, number

NAMES = _l("This would tell who complained. Leave out name, address and phone number")

Offered = Mapping[str, tuple[DocumentKind, str]]


class IssueForm(VersionedForm):
    """Which document is issued, about whom, and the facts that it tells."""

    what = LineField(_l("Which document?"))
    facts = LinesField(_l("Facts found"), [needed(_l("Write the facts found")), at_most(FACTS_MAX)])

    offered: Offered = MappingProxyType({})
    complaint_id = 0

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one with what was found."""
        form = super().about(file)
        form.complaint_id = file.case.complaint_id
        with reading(g.actor) as session:
            form.offered = offered(laid_on_persons(session, form.complaint_id))
        if not form.is_submitted():
            form.what.data = next(iter(form.offered), "")
            form.facts.data = "\n".join(
                point.found.conclusion for point in file.points if point.found
            )
        return form

    def as_wanted(self, evidence: Iterable[Listed] = ()) -> Wanted:
        """Return what a valid form asks for."""
        kind, _, person = self.what.data.partition(":")
        return Wanted(DocumentKind(kind), self.facts.data, number(person) or None, tuple(evidence))

    def validate_what(self, field: LineField) -> None:
        """Check that the decision asks for such a document."""
        if field.data not in self.offered:
            raise ValidationError(_l("Choose the document"))

    def validate_facts(self, _field: LinesField) -> None:
        """Check that they do not tell who complained."""
        if self.what.data not in self.offered:
            return
        try:
            with reading(g.actor) as session:
                complaint = session.get_one(Complaint, self.complaint_id)
                documents.drafted(session, complaint, self.as_wanted(), office=office(), now=now())
        except NamesComplainantError:
            raise ValidationError(NAMES) from None


def offered(rows: Iterable[LaidOn]) -> Offered:
    """Return the documents that an outcome asks for, by what the form calls them."""
    outcome = {DocumentKind.OUTCOME.value: (DocumentKind.OUTCOME, "")}
    return outcome | {
        f"{FOR_MEASURE[row.measure]}:{row.person_id}": (
            FOR_MEASURE[row.measure],
            f"{row.part.text.zh} {row.name}".strip(),
        )
        for row in rows
        if row.measure in FOR_MEASURE
    }


def listed(session: Session, complaint_id: int) -> list[Listed]:
    """Return the whole register, which goes with a referral; no complainant is named in it."""
    return [_line(piece) for piece in pieces(session, complaint_id)]


def _line(piece: Piece) -> Listed:
    return Listed(
        name=piece.name or piece.what,
        source=piece.source.text.zh,
        taken_on=in_chinese(piece.taken_at.astimezone(office().zone).date()),
        taken_by=piece.taken_by,
        from_whom="" if piece.source is Source.COMPLAINANT else piece.from_whom,
        sha256=piece.sha256,
    )


def issue_one(session: Session, complaint: Complaint, form: IssueForm) -> None:
    """Issue the document."""
    wanted = form.as_wanted(listed(session, complaint.id))
    documents.issue(session, complaint, g.actor, wanted, rendered, office=office(), now=now())


def preview(file: Casefile, form: IssueForm) -> Mapping[str, object]:
    """Return what the document would say, once it is known which one it is."""
    if not form.is_submitted() or form.errors or form.what.data not in form.offered:
        return {}
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        wanted = form.as_wanted(listed(session, complaint.id))
        try:
            sheet = documents.drafted(session, complaint, wanted, office=office(), now=now())
        except NamesComplainantError:
            return {}
    return {"blocks": blocks_of(page_of_sheet(sheet))}


issue = page_of(
    Task(
        Action.ISSUE,
        IssueForm.about,
        "office/issue.html",
        issue_one,
        _l("Issued. It stands below, as a page and as a PDF."),
        check="office/issue_check.html",
        more=preview,
    )
)


@staff_only(*OFFICE_ROLES)
def show_document(reference: str, document_id: int) -> ResponseReturnValue:
    """Show a document byte for byte as it was issued."""
    return as_page(copy_of(reference, document_id))


@staff_only(*OFFICE_ROLES)
def download_document(reference: str, document_id: int) -> ResponseReturnValue:
    """Hand out the PDF of a document byte for byte as it was issued."""
    return as_pdf(copy_of(reference, document_id), document_id)


def copy_of(reference: str, document_id: int) -> Copy:
    """Return the document, or answer 404."""
    with reading(g.actor) as session:
        return issued_copy(session, reference, document_id) or abort(404)
