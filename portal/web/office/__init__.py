"""The supervision office: sign-in, queue, one complaint and what is done to it."""

from flask import Blueprint, g

from portal.web.office import (
    complaint,
    deciding,
    declining,
    finding,
    handling,
    outbox,
    queue,
    reassigning,
    signing_in,
)
from portal.web.office.desk import may

bp = Blueprint("office", __name__, url_prefix="/office")

BOTH = ["GET", "POST"]
POST = ["POST"]
COMPLAINT = "/complaints/<reference>"

bp.add_url_rule("/login", view_func=signing_in.login, methods=BOTH)
bp.add_url_rule("/logout", view_func=signing_in.logout, methods=POST)
bp.add_url_rule("/", view_func=queue.queue)
bp.add_url_rule(COMPLAINT, view_func=complaint.show_complaint)
bp.add_url_rule(
    f"{COMPLAINT}/attachments/<int:attachment_id>", view_func=complaint.download_attachment
)
bp.add_url_rule(f"{COMPLAINT}/accept", view_func=handling.accept, methods=POST)
bp.add_url_rule(f"{COMPLAINT}/investigate", view_func=handling.investigate, methods=POST)
bp.add_url_rule(f"{COMPLAINT}/decline", view_func=declining.decline, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/findings", view_func=finding.propose_findings, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/decide", view_func=deciding.decide, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/reassign", view_func=reassigning.reassign, methods=BOTH)
bp.add_url_rule("/outbox", view_func=outbox.outbox)
bp.add_url_rule("/outbox/<int:row_id>/revive", view_func=outbox.revive, methods=POST)

bp.add_app_template_global(may)
bp.add_app_template_test(may, "may_now")


@bp.context_processor
def offer() -> dict[str, object]:
    """Give the office's templates who acts, and whether they look after parked work."""
    actor = g.get("actor")
    return {"actor": actor, "looks_after": actor and actor.role in outbox.LOOKS_AFTER}
