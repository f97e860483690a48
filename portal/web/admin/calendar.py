"""The calendar: the years that are entered, and a year's notice entered or replaced.

Before a notice is put in force, everything it would move is shown: how many deadlines of each
kind, from which day to which. Whose complaints they are is none of the administrator's business.
"""

from datetime import date

import structlog
from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.clock import Calendar
from portal.domain.permissions import Actor, Role
from portal.queries.calendar_moves import Moved, calendar_moves
from portal.queries.calendar_years import EnteredYear, entered_years
from portal.services import calendars
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.admin.forms import YearForm
from portal.web.admin.year_lines import periods, written
from portal.web.context import now, office, today
from portal.web.errors import gives_back
from portal.web.office.desk import CONFLICT, SAVE, UNPROCESSABLE, asked_back

FIRST_YEAR, LAST_YEAR = 2000, 2199

log = structlog.get_logger()


@staff_only(Role.ADMIN)
def years() -> ResponseReturnValue:
    """List the years that are entered, and offer the next one."""
    with reading(g.actor) as session:
        entered = entered_years(session)
    following = entered[0].year + 1 if entered else today().year
    return render_template("admin/years.html", years=entered, following=following)


@staff_only(Role.ADMIN)
def show_year(year: int) -> ResponseReturnValue:
    """Show the days that the notice of one year orders."""
    with reading(g.actor) as session:
        entered = entry(session, year) or abort(404)
        days = calendars.days_of(session, year)
    return render_template("admin/show_year.html", entered=entered, periods=periods(days))


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show(form_of((request.view_args or {})["year"]), status, notice=notice)


@staff_only(Role.ADMIN)
@gives_back(staff_only(Role.ADMIN)(give_back))
def enter_year(year: int) -> ResponseReturnValue:
    """Take the notice of a year: check it, show what it moves, and put it in force."""
    form = form_of(year)
    if not form.is_submitted() or asked_back():
        return show(form)
    with reading(g.actor) as session:
        seen = stamp(session, year)
    if form.seen.data != seen:
        return conflict(form, seen)
    if not form.validate():
        return show(form, UNPROCESSABLE)
    if request.form.get("step") != SAVE:
        return preview(form)
    return put_in_force(form)


def form_of(year: int) -> YearForm:
    """Return the form as it was sent, or one filled with what is entered for *year*."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    with reading(g.actor) as session:
        entered, days = entry(session, year), calendars.days_of(session, year)
        form = YearForm(
            notice=entered.notice if entered else "", days=written(days), seen=stamp(session, year)
        )
        form.year, form.taken = year, calendars.taken(session, year)
        form.known = [*calendars.read(session).days.values()]
        form.titles = {each.notice for each in entered_years(session) if each.year != year}
    return form


def entry(session: Session, year: int) -> EnteredYear | None:
    """Return what is entered for *year*, if anything is."""
    return next((each for each in entered_years(session) if each.year == year), None)


def stamp(session: Session, year: int) -> str:
    """Return what tells one entry of *year* from a later one."""
    entered = entry(session, year)
    return entered.entered_at.isoformat() if entered else ""


def show(form: YearForm, status: int = 200, *, notice: str = "") -> ResponseReturnValue:
    """Show *form*."""
    return render_template("admin/enter_year.html", form=form, notice=notice), status


def conflict(form: YearForm, seen: str) -> ResponseReturnValue:
    """Show the form again, all that was typed in it, after somebody else entered the year."""
    form.seen.data = seen
    told = _("Somebody else entered this year meanwhile. Nothing you typed is lost: compare it.")
    return show(form, CONFLICT, notice=told)


def preview(form: YearForm) -> ResponseReturnValue:
    """Show what the notice orders and which deadlines it would move, before it is in force."""
    days = form.as_days()
    with reading(Actor.system()) as session:
        before, after = calendars.read(session), calendars.amended(session, form.year, days)
        moves = moved(session, before, after, form.year)
    return render_template(
        "admin/preview_year.html",
        form=form, periods=periods(days), moves=[move for move in moves if move.day_moves],
        firm=sum(move.count for move in moves if not move.day_moves),
    )  # fmt: skip


def moved(session: Session, before: Calendar, after: Calendar, year: int) -> list[Moved]:
    """Return the running deadlines that the calendar *after* moves."""
    differing = [
        on for on in {*before.days, *after.days} if before.days.get(on) != after.days.get(on)
    ]
    since = min([date(year, 1, 1), *differing])
    return calendar_moves(session, before, after, since=since, zone=office().zone, today=today())


def put_in_force(form: YearForm) -> ResponseReturnValue:
    """Publish the year; the workers reckon every running deadline anew."""
    with transaction(g.actor) as session:
        calendars.publish(
            session, form.year, form.as_days(), g.actor, notice=form.notice.data, now=now()
        )
    log.info("calendar entered", year=form.year, staff=g.actor.staff_id)
    flash(
        _(
            "The calendar of %(year)s is in force. Deadlines are being reckoned anew.",
            year=form.year,
        )
    )
    return redirect(url_for("admin.show_year", year=form.year), 303)
