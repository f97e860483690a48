"""The notice of the outcome, for whoever has opened the complaint by its receipt code [2.4(d)]."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Actor
from portal.queries.documents import Copy
from portal.queries.notices import notice_copy
from portal.transaction import reading
from portal.web.access import public
from portal.web.downloads import as_page, as_pdf
from portal.web.public.tracking import opened


@public
def show_notice(document_id: int) -> ResponseReturnValue:
    """Show the notice byte for byte as it was issued."""
    found = _found(document_id)
    return as_page(found) if found else redirect(url_for("public.track"), 303)


@public
def download_notice(document_id: int) -> ResponseReturnValue:
    """Hand out the PDF of the notice byte for byte as it was issued."""
    found = _found(document_id)
    return as_pdf(found, document_id) if found else redirect(url_for("public.track"), 303)


def _found(document_id: int) -> Copy | None:
    """Return the notice, None where no complaint is open, or answer 404."""
    known = opened()
    if known is None:
        return None
    with reading(Actor.complainant(known[0])) as session:
        return notice_copy(session, known[0], document_id) or abort(404)
