"""What every citizen can reach."""

from flask import Blueprint

from portal.web.public import (
    acts,
    commitments,
    conversation,
    deadlines,
    filing,
    law,
    notices,
    pages,
    rating,
    receipts,
    statistics,
    tracking,
)

bp = Blueprint("public", __name__)

BOTH = ["GET", "POST"]

bp.add_url_rule("/", view_func=pages.home)
bp.add_url_rule("/complaints/new", view_func=filing.file_complaint, methods=BOTH)
bp.add_url_rule("/complaints/receipt", view_func=receipts.receipt, methods=BOTH)
bp.add_url_rule("/track", view_func=tracking.track, methods=BOTH)
bp.add_url_rule("/track/complaint", view_func=tracking.tracked_complaint)
bp.add_url_rule("/track/complaint/answer", "clarify", conversation.clarify, methods=BOTH)
bp.add_url_rule("/track/complaint/message", "write", conversation.write, methods=BOTH)
bp.add_url_rule(
    "/track/complaint/files/<int:attachment_id>", view_func=conversation.message_attachment
)
bp.add_url_rule("/track/complaint/notices/<int:document_id>", view_func=notices.show_notice)
bp.add_url_rule("/track/complaint/notices/<int:document_id>.pdf", view_func=notices.download_notice)
bp.add_url_rule("/track/complaint/withdraw", "withdraw", acts.withdraw, methods=BOTH)
bp.add_url_rule("/track/complaint/review", "ask_review", acts.ask_review, methods=BOTH)
bp.add_url_rule("/track/complaint/rate", "rate", rating.rate, methods=BOTH)
bp.add_url_rule("/track/forget", view_func=tracking.forget, methods=["POST"])
bp.add_url_rule("/statistics", view_func=statistics.statistics)
bp.add_url_rule("/statistics.csv", view_func=statistics.statistics_csv)
bp.add_url_rule("/statistics.json", view_func=statistics.statistics_json)
bp.add_url_rule("/opinion", view_func=law.opinion)
bp.add_url_rule("/opinion/severity", view_func=law.severity_table)
bp.add_url_rule("/opinion/limits", view_func=law.time_limits)
bp.add_url_rule("/deadlines", view_func=deadlines.deadlines)
bp.add_url_rule("/commitments", view_func=commitments.commitments)
bp.add_url_rule("/commitments/<code>", view_func=commitments.organ_commitments)
