"""One complaint, and the files that were handed in with it."""

import structlog
from flask import Response, abort, g, render_template, send_file
from flask.typing import ResponseReturnValue

from portal.domain.permissions import OFFICE_ROLES
from portal.queries.casefile import Casefile
from portal.queries.evidence import evidence
from portal.queries.inquiries import inquiry_of
from portal.queries.lateness import lateness
from portal.queries.organ_work import asked_of_organs, ordered_of_organs
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import office
from portal.web.office.desk import look
from portal.web.office.fitting import today
from portal.web.office.ratings import days_of
from portal.web.running_clocks import running_clocks

SANDBOX = "sandbox; default-src 'none'"

log = structlog.get_logger()


@staff_only(*OFFICE_ROLES)
def show_complaint(reference: str) -> ResponseReturnValue:
    """Show everything about one complaint but who complained."""
    return page(look(reference))


def page(file: Casefile, *, notice: str = "") -> str:
    """Render the page of *file*."""
    with reading(g.actor) as session:
        clocks = running_clocks(session, file.case.complaint_id)
        asked = asked_of_organs(session, file.case.complaint_id)
        ordered = ordered_of_organs(session, file.case.complaint_id)
        late = lateness(session, file.case.complaint_id)
        inquiry = inquiry_of(session, file.case.complaint_id)
    return render_template(
        "office/show_complaint.html",
        file=file,
        clocks=clocks,
        asked=asked,
        ordered=ordered,
        lateness=late,
        inquiry=inquiry,
        today=today(),
        notice=notice,
        call_back=days_of(file),
    )


@staff_only(*OFFICE_ROLES)
def download_attachment(reference: str, attachment_id: int) -> ResponseReturnValue:
    """Hand out one attachment, to be saved and never to be opened as a page of ours."""
    with reading(g.actor) as session:
        found = evidence(session, reference, attachment_id)
    if found is None:
        abort(404)
    try:
        stream = office().store.open(found.token)
    except FileNotFoundError:
        log.exception("an attachment is missing from the store", reference=reference)
        abort(404)
    response: Response = send_file(
        stream, mimetype=found.media_type, as_attachment=True, download_name=found.name
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
