"""What every page about one complaint does alike: look, ask the one table who may, act, answer.

A view and its button ask the same two tables, so that they cannot disagree. Nobody acts on a
complaint that has changed since they looked, and nothing typed is lost when it has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain import lifecycle, permissions
from portal.domain.assignment import NobodyLeftError
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import OFFICE_ROLES, ForbiddenError
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile, casefile
from portal.services.unchanged import as_it_is, unchanged
from portal.transaction import reading, transaction
from portal.web import language
from portal.web.access import staff_only
from portal.web.errors import gives_back
from portal.web.form_files import chosen_files
from portal.web.language import say
from portal.web.office.faster import OVERTAKEN
from portal.web.office.fitting import fits
from portal.web.office.forms import VersionedForm
from portal.web.office.overtaken import overtaken, versions

UNPROCESSABLE = 422
CONFLICT = 409
SAVE, CHANGE, CHECK = "save", "change", "check"

NOBODY_LEFT = _l(
    "Nobody else could take this complaint, not even at the superior body, so nothing was changed. "
    "Nothing you typed is lost. Ask the administrator to let somebody in."
)

Work = Callable[[Session, Complaint], None]
Typed = VersionedForm


def back_to(file: Casefile) -> ResponseReturnValue:
    """Send the browser to the complaint."""
    return redirect(url_for("office.show_complaint", reference=file.reference), 303)


def to_queue(_file: Casefile) -> ResponseReturnValue:
    """Send the browser to the queue."""
    return redirect(url_for("office.queue"), 303)


@dataclass(frozen=True)
class Task:
    """Something done to a complaint with a form: shown by *page*, confirmed on *check* if given.

    *more* is what the templates need besides the complaint and the form, *after* where to go then,
    *nobody* what is said where nobody is left to go on with it. What *adds* to a complaint and
    changes nothing of it goes in whatever others did meanwhile.
    """

    action: Action
    form: Callable[[Casefile], Any]
    page: str
    work: Callable[[Session, Complaint, Any], None]
    done: str
    check: str = ""
    more: Callable[[Casefile, Any], Mapping[str, object]] = lambda _file, _form: {}
    after: Callable[[Casefile], ResponseReturnValue] = back_to
    nobody: str = NOBODY_LEFT
    adds: Callable[[Any], bool] = lambda _form: False


def look(reference: str) -> Casefile:
    """Return the complaint, or answer 404: one behind the wall is like one that never was."""
    with reading(g.actor) as session:
        found = casefile(session, reference)
    return found or abort(404)


def look_for(action: Action, reference: str) -> Casefile:
    """Return the complaint to a role that can ever carry out *action*, or raise ForbiddenError."""
    file = look(reference)
    if (g.actor.role, action) not in permissions.PERMISSIONS:
        raise ForbiddenError(g.actor, action)
    return file


def may(action: str, file: Casefile) -> bool:
    """Tell whether whoever is signed in can carry out *action* on *file* as it stands."""
    asked = Action(action)
    possible = asked in lifecycle.possible_actions(file.status)
    return possible and permissions.may(g.actor, asked, file.case) and fits(asked, file)


def require(action: Action, file: Casefile) -> None:
    """Raise ForbiddenError or IllegalTransitionError unless *action* can be carried out.

    Whoever could decide once all have signed is told so, not that they may not.
    """
    signed = replace(file.case, approved=True) if action is Action.DECIDE else file.case
    permissions.require(g.actor, action, signed)
    if not may(action, file):
        raise IllegalTransitionError(file.status, action)


def run(task: Task, reference: str) -> ResponseReturnValue:
    """Show the form of *task*, have it checked, or carry it out."""
    file = look_for(task.action, reference)
    form = task.form(file)
    if form.is_submitted() and form.seen != file.version and not task.adds(form):
        return conflict(task, file, form)
    try:
        require(task.action, file)
    except IllegalTransitionError:
        return misfit(task, file, form)
    if not form.is_submitted() or asked_back():
        return show(task, file, form)
    if not form.validate():
        return show(task, file, form, UNPROCESSABLE)
    if task.check and request.form.get("step") != SAVE:
        return render(task.check, task, file, form)
    return finish(task, file, form)


def asked_back() -> bool:
    """Tell whether the form is wanted as it is: to change it, or to read it in another language."""
    speak_as_asked()
    return request.form.get("step") == CHANGE or "speak" in request.form


def speak_as_asked() -> None:
    """Answer in the language that a button of the form names, if one does."""
    chosen = language.named(request.form.get("speak", ""))
    if chosen:
        language.choose(chosen)


def show(
    task: Task, file: Casefile, form: Typed, status: int = 200, **said: object
) -> ResponseReturnValue:
    """Show the form of *task*; *said* is a notice, or what somebody else did meanwhile."""
    return render(task.page, task, file, form, **said), status


def render(template: str, task: Task, file: Casefile, form: Typed, **more: object) -> str:
    """Render a page of *task*."""
    return render_template(
        template, file=file, form=form, action=task.action, onward=CHECK if task.check else SAVE,
        **task.more(file, form), **chosen_files(form), **more,
    )  # fmt: skip


def finish(task: Task, file: Casefile, form: Typed) -> ResponseReturnValue:
    """Carry out *task*, or show its form again if somebody was faster."""
    try:
        carry_out(
            file, form, lambda session, complaint: task.work(session, complaint, form),
            adds=task.adds(form),
        )  # fmt: skip
    except OVERTAKEN:
        return conflict(task, look(file.reference), form)
    except NobodyLeftError:
        return show(task, look(file.reference), form, CONFLICT, notice=str(task.nobody))
    flash(str(task.done))
    return task.after(file)


def carry_out(file: Casefile, form: Typed, work: Work, *, adds: bool = False) -> None:
    """Do *work* in one transaction, on the complaint as it was looked at, or is where it *adds*."""
    with transaction(g.actor) as session:
        if adds:
            work(session, as_it_is(session, file.reference))
        else:
            work(session, unchanged(session, file.reference, form.seen))


def conflict(task: Task, file: Casefile, form: Typed) -> ResponseReturnValue:
    """Show what somebody else did meanwhile, both versions, and the form with all that was typed.

    Sent again, it is about the complaint as it stands now.
    """
    told = overtaken(file, form)
    page = partial(render, task.page, task, file)
    told |= versions(page, form, partial(task.form, file))
    return show(task, file, form, CONFLICT, **told)


def misfit(task: Task, file: Casefile, form: Typed) -> ResponseReturnValue:
    """Say that the step does not fit where the complaint stands; what was typed is kept."""
    if form.is_submitted():
        return show(task, file, form, CONFLICT, notice=unfitting(task.action, file))
    return render_template("office/unfitting.html", file=file, action=task.action), CONFLICT


def unfitting(action: Action, file: Casefile) -> str:
    """Say that *action* does not fit where the complaint stands."""
    told = _(
        "“%(what)s” does not fit this complaint as it stands: it is “%(status)s”.",
        what=say(action.text), status=say(file.status.text),
    )  # fmt: skip
    return str(told)


def give_back(task: Task, notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    file = look_for(task.action, (request.view_args or {})["reference"])
    return show(task, file, task.form(file), status, notice=notice)


def page_of(task: Task) -> Callable[[str], ResponseReturnValue]:
    """Return the view that does *task*."""

    @staff_only(*OFFICE_ROLES)
    @gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, task)))
    def opened(reference: str) -> ResponseReturnValue:
        return run(task, reference)

    return opened
