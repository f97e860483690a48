"""The administrator: calendar, commitments, accounts and organs; never what is in a complaint."""

from flask import Blueprint, g

from portal.web.admin import calendar, commitments, pages, proposals

bp = Blueprint("admin", __name__, url_prefix="/admin")

BOTH = ["GET", "POST"]

bp.add_url_rule("/", view_func=pages.landing)
bp.add_url_rule("/accounts", view_func=pages.accounts)
bp.add_url_rule("/organs", view_func=pages.organs)
bp.add_url_rule("/calendar", view_func=calendar.years)
bp.add_url_rule("/calendar/<int:year>", view_func=calendar.show_year)
bp.add_url_rule("/calendar/<int:year>/enter", view_func=calendar.enter_year, methods=BOTH)
bp.add_url_rule("/commitments", view_func=commitments.commitments)
bp.add_url_rule("/proposals", view_func=proposals.proposals, methods=BOTH)
bp.add_url_rule("/commitments/enter", view_func=commitments.enter_commitment, methods=BOTH)
bp.add_url_rule(
    "/commitments/<int:commitment_id>/change",
    view_func=commitments.change_commitment, methods=BOTH,
)  # fmt: skip
bp.add_url_rule(
    "/commitments/<int:commitment_id>/withdraw",
    view_func=commitments.withdraw_commitment, methods=BOTH,
)  # fmt: skip


@bp.context_processor
def offer() -> dict[str, object]:
    """Give the templates who acts."""
    return {"actor": g.get("actor")}
