"""The first page of the administrator, and the lists of accounts and organs."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Role
from portal.queries.calendar_years import entered_years
from portal.queries.organ_register import organ_register
from portal.queries.roster import roster
from portal.transaction import reading
from portal.web.access import staff_only


@staff_only(Role.ADMIN)
def landing() -> ResponseReturnValue:
    """Show what can be looked after here, and from which day on deadlines are provisional."""
    with reading(g.actor) as session:
        years = entered_years(session)
    return render_template("admin/landing.html", last=years[0].year if years else None)


@staff_only(Role.ADMIN)
def accounts() -> ResponseReturnValue:
    """List the accounts of the staff."""
    with reading(g.actor) as session:
        return render_template("admin/accounts.html", accounts=roster(session))


@staff_only(Role.ADMIN)
def organs() -> ResponseReturnValue:
    """List the organs."""
    with reading(g.actor) as session:
        return render_template("admin/organs.html", organs=organ_register(session))
