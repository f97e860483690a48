"""What organs owe the office, organ by organ: for whoever leads, chases or audits."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.permissions import OFFICE_ROLES
from portal.queries.organ_owing import SIZE, owed_by, owing_organs
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.office.fitting import today


@staff_only(*OFFICE_ROLES)
def organs_owing() -> ResponseReturnValue:
    """List the organs that owe answers and measures, and the lines of one."""
    code, page = request.args.get("organ", ""), max(1, request.args.get("page", 1, type=int))
    with reading(g.actor) as session:
        organs = owing_organs(session, today=today())
        chosen = next((each for each in organs if each.code == code), None)
        lines = owed_by(session, code, page=page) if chosen else []
    if code and chosen is None:
        abort(404)
    return render_template(
        "office/organs_owing.html", organs=organs, chosen=chosen, lines=lines, page=page,
        more=len(lines) == SIZE, today=today(),
    )  # fmt: skip
