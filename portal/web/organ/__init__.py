"""The liaison of an organ: what has been put to the organ and its answers; never a complaint."""

from flask import Blueprint, g

from portal.web.organ import commitments, landing, writing

bp = Blueprint("organ", __name__, url_prefix="/organ")

BOTH = ["GET", "POST"]

bp.add_url_rule("/", view_func=landing.landing)
bp.add_url_rule("/measures/<number>", view_func=landing.show_measure)
bp.add_url_rule("/commitments", view_func=commitments.commitments, methods=BOTH)
bp.add_url_rule("/files/<number>/<int:attachment_id>", view_func=landing.download)
bp.add_url_rule("/enquiries/<number>", "answer", writing.answer, methods=BOTH)
bp.add_url_rule("/measures/<number>/report", "report", writing.report, methods=BOTH)
bp.add_url_rule("/measures/<number>/object", "object_to", writing.object_to, methods=BOTH)


@bp.context_processor
def offer() -> dict[str, object]:
    """Give the templates who acts."""
    return {"actor": g.get("actor")}
