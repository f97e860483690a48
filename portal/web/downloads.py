"""Handing out a kept file: to be saved, never to be opened as a page of ours."""

import structlog
from flask import Response, abort, send_file

from portal.queries.evidence import Kept
from portal.web.context import office

SANDBOX = "sandbox; default-src 'none'"

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
