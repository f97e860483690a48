"""Handing out a kept file or an issued document: never as a page of ours."""

import structlog
from flask import Response, abort, make_response, send_file

from portal.queries.documents import Copy
from portal.queries.evidence import Kept
from portal.web.context import office

SANDBOX = "sandbox; default-src 'none'"
SELF_CONTAINED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

log = structlog.get_logger()


def hand_out(kept: Kept) -> Response:
    """Send the file, or answer 404 if the store has lost it."""
    try:
        stream = office().store.open(kept.token)
    except FileNotFoundError:
        log.exception("an attachment is missing from the store", complaint=kept.complaint_id)
        abort(404)
    response: Response = send_file(
        stream, mimetype=kept.media_type, as_attachment=True, download_name=kept.name
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response


def as_page(document: Copy) -> Response:
    """Send the page of a document byte for byte as it was issued."""
    return _self_contained(document.html.encode(), "text/html; charset=utf-8")


def as_pdf(document: Copy, document_id: int) -> Response:
    """Send the PDF of a document byte for byte as it was issued, or answer 404 without one."""
    response = _self_contained(document.pdf or abort(404), "application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{document_id}.pdf"'
    return response


def _self_contained(content: bytes, media_type: str) -> Response:
    """Return *content* as a page of nobody's: it loads nothing and runs nothing."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Security-Policy"] = SELF_CONTAINED
    response.headers["Cache-Control"] = "no-store"
    return response
