"""The register of evidence: its page, its manifest, entering pieces and taking copies [7.7]."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.evidence import EvidenceKind, Source
from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries import evidence as register
from portal.queries.casefile import Casefile
from portal.queries.disclosures import taken
from portal.queries.evidence import Piece, pieces
from portal.services import evidence
from portal.services.attachments import Fixity
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.downloads import hand_out
from portal.web.form_files import kept
from portal.web.office.desk import Task, look, page_of
from portal.web.office.fitting import today
from portal.web.office.forms import number
from portal.web.office.talk_forms import PieceForm

A_FILE, A_THING = "a", "e"


@dataclass(frozen=True, slots=True)
class Proved:
    """A piece of the register, and whether its file is still what came in."""

    piece: Piece
    fixity: Fixity | None


@staff_only(*OFFICE_ROLES)
def show_evidence(reference: str) -> ResponseReturnValue:
    """Show the register, every file of it compared with its hash."""
    file = look(reference)
    with reading(g.actor) as session:
        found = pieces(session, file.case.complaint_id)
        copies = taken(session, file.case.complaint_id)
    proved = [Proved(each, fixity(each)) for each in found]
    return render_template("office/evidence.html", file=file, proved=proved, taken=copies)


def fixity(piece: Piece) -> Fixity | None:
    """Return whether the file of *piece* is unchanged; None for a thing."""
    if piece.attachment_id is None:
        return None
    return office().store.fixity(piece.token, piece.sha256)


@staff_only(*OFFICE_ROLES)
def manifest(reference: str) -> ResponseReturnValue:
    """Hand out the list of files with their hashes, as sha256sum reads it."""
    file = look(reference)
    with reading(g.actor) as session:
        lines = register.manifest(session, file.case.complaint_id)
    told = "".join(
        f"# {line.size} · {line.source.zh} · {line.taken_at:%Y-%m-%d %H:%M} UTC\n"
        f"{line.sha256}  {line.name}\n"
        for line in lines
    )
    response = make_response(f"# {file.reference}\n{told}")
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}-sha256.txt"'
    return response


@staff_only(*OFFICE_ROLES)
def download_attachment(reference: str, attachment_id: int) -> ResponseReturnValue:
    """Hand out one file, to be saved and never to be opened as a page of ours; that is logged."""
    with transaction(g.actor) as session:
        found = register.evidence(session, reference, attachment_id)
        if found is None:
            abort(404)
        evidence.note_download(session, found.complaint_id, attachment_id, g.actor, now=now())
    return hand_out(found)


def form_about(file: Casefile) -> PieceForm:
    """Return the form as it was sent, or one that says of a piece what is known of it."""
    form = PieceForm.about(file)
    form.known = frozenset(point.category.value for point in file.points)
    if not form.is_submitted():
        form.piece.data = request.values.get("piece", "")
        form.taken_on.data = today().isoformat()
        with reading(g.actor) as session:
            named = pieces(session, file.case.complaint_id)
        for each in named:
            if form.piece.data == name_of(each):
                fill(form, each)
    return form


def name_of(piece: Piece) -> str:
    """Return by which name a form says which piece it is about."""
    if piece.attachment_id is not None:
        return f"{A_FILE}{piece.attachment_id}"
    return f"{A_THING}{piece.evidence_id}"


def fill(form: PieceForm, piece: Piece) -> None:
    """Write into *form* what is known of *piece*."""
    form.what.data, form.kind.data, form.source.data = piece.what, piece.kind, piece.source
    form.from_whom.data, form.remark.data = piece.from_whom, piece.remark
    form.taken_on.data = piece.taken_at.astimezone(office().zone).date().isoformat()
    form.supports.data = [category.value for category in piece.supports]


def enter(session: Session, complaint: Complaint, form: PieceForm) -> None:
    """Enter a new piece with its files, or say anew what one is."""
    said, which = form.as_piece(), number(form.piece.data[1:])
    if form.piece.data.startswith(A_FILE):
        evidence.describe(session, complaint.id, which, said, g.actor, now=now())
    elif form.piece.data.startswith(A_THING):
        evidence.redescribe(session, complaint.id, which, said, g.actor, now=now())
    else:
        with kept(form.files, office().store) as files:
            for each in files or (None,):
                evidence.register(session, complaint.id, said, g.actor, now=now(), file=each)


def choices(file: Casefile, _form: PieceForm) -> Mapping[str, object]:
    """Return what can be chosen."""
    points = {point.category.value: point.category.text for point in file.points}
    kinds = {each.value: each.text for each in EvidenceKind}
    return {"points": points, "kinds": kinds, "sources": {each.value: each.text for each in Source}}


register_evidence = page_of(
    Task(
        Action.REGISTER_EVIDENCE,
        form_about,
        "office/register_evidence.html",
        enter,
        _l("It is in the register of evidence."),
        more=choices,
        adds=lambda form: not form.piece.data,
    )
)
