"""First inquiries: the list, a question that is no complaint, and a promise kept [1.2, 1.3]."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.inquiry import DESK_ROLES
from portal.domain.permissions import OFFICE_ROLES
from portal.queries.inquiries import Entry, inquiries, inquiry, open_promises
from portal.services import first_inquiry
from portal.services.first_inquiry import AlreadyAnsweredError
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now, office, today
from portal.web.errors import gives_back
from portal.web.office.desk import asked_back
from portal.web.office.first_inquiry import CONFLICT, UNPROCESSABLE, asked_here, choices
from portal.web.office.first_inquiry_forms import AnswerForm, QuestionForm


@staff_only(*OFFICE_ROLES)
def list_inquiries() -> ResponseReturnValue:
    """Show the open promises, then one page of all inquiries, the newest first."""
    after = request.args.get("after", "")
    with reading(g.actor) as session:
        page = inquiries(session, after=after)
        promises = () if after else open_promises(session)
    return render_template(
        "office/inquiries.html", page=page, promises=promises, today=today(), after=after
    )


def give_back_question(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show_question(read_question(), status, notice=notice)


@staff_only(*DESK_ROLES)
@gives_back(staff_only(*DESK_ROLES)(give_back_question))
def record_inquiry() -> ResponseReturnValue:
    """Record a question that is no complaint."""
    form = read_question()
    if not form.is_submitted() or asked_back():
        return show_question(form)
    if not form.validate():
        return show_question(form, UNPROCESSABLE)
    with transaction(g.actor) as session:
        first_inquiry.record(
            session, form.as_question(), form.as_asked(), g.actor, office=office(), now=now()
        )
    flash(_("The inquiry is recorded."))
    return redirect(url_for("office.list_inquiries"), 303)


def read_question() -> QuestionForm:
    """Return the form as it was sent, or a new one."""
    form = QuestionForm(**asked_here())
    form.today = today()
    return form


def show_question(
    form: QuestionForm, status: int = 200, *, notice: str = ""
) -> ResponseReturnValue:
    """Show the form of a question."""
    body = render_template("office/record_inquiry.html", form=form, notice=notice, **choices())
    return body, status


def give_back_answer(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show_answer(AnswerForm(), look((request.view_args or {})["inquiry_id"]), status, notice)


@staff_only(*DESK_ROLES)
@gives_back(staff_only(*DESK_ROLES)(give_back_answer))
def keep_promise(inquiry_id: int) -> ResponseReturnValue:
    """Write down the answer that was promised."""
    entry, form = look(inquiry_id), AnswerForm()
    if not form.is_submitted() or asked_back():
        return show_answer(form, entry)
    if not form.validate():
        return show_answer(form, entry, UNPROCESSABLE)
    try:
        with transaction(g.actor) as session:
            first_inquiry.keep_promise(
                session, inquiry_id, g.actor, form.answer.data, office=office(), now=now()
            )
    except AlreadyAnsweredError:
        return show_answer(form, look(inquiry_id), CONFLICT, _("This was answered already."))
    flash(_("The promise is kept: the answer is recorded."))
    return redirect(url_for("office.list_inquiries"), 303)


def look(inquiry_id: int) -> Entry:
    """Return an inquiry, or answer 404: one behind the wall is like one that never was."""
    with reading(g.actor) as session:
        found = inquiry(session, inquiry_id)
    return found or abort(404)


def show_answer(
    form: AnswerForm, entry: Entry, status: int = 200, notice: str = ""
) -> ResponseReturnValue:
    """Show an inquiry with the form of its answer; how to reach people while a promise is open."""
    contact = office().sealer.open(entry.contact_sealed) if entry.open else ""
    body = render_template(
        "office/keep_promise.html",
        form=form, inquiry=entry, contact=contact, notice=notice, today=today(),
    )  # fmt: skip
    return body, status
