"""The administrator: calendar, accounts and organs; never what is in a complaint."""

from flask import Blueprint, g

from portal.web.admin import calendar, pages

bp = Blueprint("admin", __name__, url_prefix="/admin")

BOTH = ["GET", "POST"]

bp.add_url_rule("/", view_func=pages.landing)
bp.add_url_rule("/accounts", view_func=pages.accounts)
bp.add_url_rule("/organs", view_func=pages.organs)
bp.add_url_rule("/calendar", view_func=calendar.years)
bp.add_url_rule("/calendar/<int:year>", view_func=calendar.show_year)
bp.add_url_rule("/calendar/<int:year>/enter", view_func=calendar.enter_year, methods=BOTH)


@bp.context_processor
def offer() -> dict[str, object]:
    """Give the templates who acts."""
    return {"actor": g.get("actor")}
