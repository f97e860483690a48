"""The supervision office: sign-in, queue, one complaint and what is done to it."""

import re
from typing import Any

from flask import Blueprint, abort, g

from portal.domain.inquiry import DESK_ROLES
from portal.domain.lifecycle import Action
from portal.domain.permissions import PART_TAKEN, PERMISSIONS, took_part
from portal.web.office import (
    board,
    carrying,
    clustering,
    complaint,
    deciding,
    declining,
    excusing,
    finding,
    first_inquiry,
    handling,
    inquiries,
    origin,
    outbox,
    overriding,
    owing,
    putting,
    queue_places,
    raising,
    ratings,
    reassigning,
    revealing,
    reviewing,
    signing,
    signing_in,
    standing,
    talking,
    ways,
)
from portal.web.office.desk import may

bp = Blueprint("office", __name__, url_prefix="/office")

BOTH = ["GET", "POST"]
POST = ["POST"]
COMPLAINT = "/complaints/<reference>"

bp.add_url_rule("/login", view_func=signing_in.login, methods=BOTH)
bp.add_url_rule("/logout", view_func=signing_in.logout, methods=POST)
queue_places.register(bp)
bp.add_url_rule(COMPLAINT, view_func=complaint.show_complaint)
bp.add_url_rule(f"{COMPLAINT}/accept", "accept", handling.accept, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/investigate", view_func=handling.investigate, methods=POST)
bp.add_url_rule(f"{COMPLAINT}/decline", view_func=declining.decline, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/findings", view_func=finding.propose_findings, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/findings/reading", view_func=finding.read_findings, methods=POST)
bp.add_url_rule(f"{COMPLAINT}/decide", view_func=deciding.decide, methods=BOTH)
bp.add_url_rule(f"{COMPLAINT}/reassign", view_func=reassigning.reassign, methods=BOTH)
for way, view in {
    "recuse": standing.recuse,
    "hand_back": standing.hand_back,
    "decide_hand_back": standing.decide_hand_back,
    "set_class": standing.set_class,
    "ask_extension": standing.ask_extension,
    "extend": standing.extend_time,
    "refuse_extension": standing.refuse_extension,
    "excuse": excusing.excuse,
    "raise_severity": raising.raise_severity,
    "ask_clarification": ways.ask_clarification,
    "transfer": ways.transfer,
    "report_back": ways.report_back,
    "submit": signing.submit,
    "approve": signing.approve,
    "send_back": signing.send_back,
    "override": overriding.override,
    "concur": overriding.concur,
    "set_origin": origin.set_origin,
    "conclude_review": reviewing.conclude_review,
    "call_back": ratings.call_back,
    "ask_organ": putting.ask_organ,
    "take_back": putting.take_back_enquiry,
    "extend_enquiry": putting.extend_enquiry,
    "order_measure": putting.order_measure,
    "confirm_measure": putting.confirm_measure,
    "answer_objection": putting.answer_objection,
}.items():
    bp.add_url_rule(f"{COMPLAINT}/{way}", way, view, methods=BOTH)
talking.register(bp)
carrying.register(bp)
clustering.register(bp)
bp.add_url_rule("/board", view_func=board.board)
bp.add_url_rule("/organs", view_func=owing.organs_owing)
bp.add_url_rule("/file", "file_for", first_inquiry.file_for, methods=BOTH)
bp.add_url_rule("/file/receipt", "desk_receipt", first_inquiry.desk_receipt, methods=BOTH)
bp.add_url_rule("/inquiries", view_func=inquiries.list_inquiries)
bp.add_url_rule("/inquiries/new", view_func=inquiries.record_inquiry, methods=BOTH)
bp.add_url_rule("/inquiries/<int:inquiry_id>", view_func=inquiries.keep_promise, methods=BOTH)
bp.add_url_rule("/outbox", view_func=outbox.outbox)
bp.add_url_rule("/outbox/<int:row_id>/revive", view_func=outbox.revive, methods=POST)

REFERENCE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{1,12}")

bp.add_app_template_global(may)
bp.add_app_template_test(may, "may_now")


@bp.url_value_preprocessor
def refuse_malformed(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Answer 404 to what cannot be a reference, before anything is looked up by it."""
    if values and "reference" in values and not REFERENCE.fullmatch(values["reference"]):
        abort(404)


@bp.context_processor
def offer() -> dict[str, object]:
    """Give the office's templates who acts, and whether they look after parked work."""
    actor = g.get("actor")
    return {
        "actor": actor,
        "receives": actor and actor.role in DESK_ROLES,
        "looks_after": actor and actor.role in outbox.LOOKS_AFTER,
        "joins": actor and (actor.role, Action.JOIN) in PERMISSIONS,
        "tells_outcomes": revealing.TELLS,
        "reads_seals": revealing.READS_ALL,
        "PART_TAKEN": PART_TAKEN,
        "took_part": took_part,
    }
