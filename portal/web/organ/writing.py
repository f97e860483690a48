"""What a liaison writes for the organ: answers, reports, objections; nothing typed is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from portal.domain.filing import StoredFile
from portal.domain.lifecycle import IllegalTransitionError
from portal.domain.permissions import Role
from portal.services import enquiries, measures
from portal.services.enquiries import AlreadyAnsweredError
from portal.services.measures import ObjectionTooLateError
from portal.transaction import transaction
from portal.web import language
from portal.web.access import staff_only
from portal.web.context import now, office, today
from portal.web.errors import gives_back
from portal.web.form_files import WithFiles, chosen_files, kept
from portal.web.organ import landing
from portal.web.organ.forms import AnswerForm, ObjectionForm, ReportForm
from portal.web.uploads import Upload

UNPROCESSABLE, CONFLICT = 422, 409
OVERTAKEN = (AlreadyAnsweredError, ObjectionTooLateError, IllegalTransitionError)
MOVED_ON = _l(
    "This can no longer be sent: somebody was faster, or the time for it is over. What you typed "
    "is still here; you can copy it."
)


@dataclass(frozen=True)
class Writing:
    """Something that a liaison writes about what *find* finds."""

    find: Callable[[str], Any]
    form: Callable[[], FlaskForm]
    page: str
    work: Callable[[Session, str, str, Sequence[StoredFile]], None]
    possible: Callable[[Any], bool]
    done: str


def run(writing: Writing, number: str) -> ResponseReturnValue:
    """Show the form, or send what was written."""
    found, form = writing.find(number), writing.form()
    if not form.is_submitted() or spoken():
        return show(writing, found, form)
    if not writing.possible(found):
        return show(writing, found, form, CONFLICT, notice=str(MOVED_ON))
    if not form.validate():
        return show(writing, found, form, UNPROCESSABLE)
    try:
        with kept(files_of(form), office().store) as files, transaction(g.actor) as session:
            writing.work(session, number, form["words"].data, files)
    except OVERTAKEN:
        return show(writing, writing.find(number), form, CONFLICT, notice=str(MOVED_ON))
    flash(str(writing.done))
    return redirect(url_for("organ.landing"), 303)


def files_of(form: FlaskForm) -> list[Upload]:
    """Return the files that came with *form*, if it takes any."""
    return form.files if isinstance(form, WithFiles) else []


def spoken() -> bool:
    """Tell whether the form is only wanted in another language."""
    chosen = language.named(request.form.get("speak", ""))
    if chosen:
        language.choose(chosen)
    return "speak" in request.form


def show(
    writing: Writing, found: object, form: FlaskForm, status: int = 200, *, notice: str = ""
) -> ResponseReturnValue:
    """Show the form about what was found."""
    return render_template(
        writing.page,
        found=found,
        form=form,
        notice=notice,
        possible=writing.possible(found),
        today=today(),
        **chosen_files(form),
    ), status


def page_of(writing: Writing) -> Callable[[str], ResponseReturnValue]:
    """Return the view on which *writing* is done."""

    @staff_only(Role.LIAISON)
    @gives_back(staff_only(Role.LIAISON)(partial(give_back, writing)))
    def opened(number: str) -> ResponseReturnValue:
        return run(writing, number)

    return opened


def give_back(writing: Writing, notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    found = writing.find((request.view_args or {})["number"])
    return show(writing, found, writing.form(), status, notice=notice)


def send_answer(session: Session, number: str, words: str, files: Sequence[StoredFile]) -> None:
    """Answer the enquiry."""
    enquiries.answer(session, number, g.actor, words, files=files, office=office(), now=now())


def send_report(session: Session, number: str, words: str, files: Sequence[StoredFile]) -> None:
    """Report the measure."""
    measures.report(session, number, g.actor, words, files=files, office=office(), now=now())


def send_objection(session: Session, number: str, words: str, _files: Sequence[StoredFile]) -> None:
    """Ask for the re-examination."""
    measures.object_to(session, number, g.actor, words, office=office(), now=now())


answer = page_of(
    Writing(
        landing.enquiry,
        AnswerForm,
        "organ/enquiry.html",
        send_answer,
        lambda found: found.open,
        _l("The answer is sent."),
    )
)
report = page_of(
    Writing(
        landing.measure,
        ReportForm,
        "organ/report.html",
        send_report,
        lambda found: found.open,
        _l("Reported. The office checks the proof."),
    )
)
object_to = page_of(
    Writing(
        landing.measure,
        ObjectionForm,
        "organ/object.html",
        send_objection,
        lambda found: found.objectionable(today()),
        _l("Sent. Somebody who had no part in the decision answers it."),
    )
)
