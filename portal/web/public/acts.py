"""What complainants do about their own complaint, opened with its receipt code.

A page and the link to it ask the same two tables. What was typed is shown again when it cannot be
sent: a form that is faulty, a page open for too long, a complaint that has moved on meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.complaint import Complaint
from portal.queries.tracking import Tracked
from portal.services import casework, reviews
from portal.services.ratings import AlreadyRatedError
from portal.services.reviews import ReviewTooLateError
from portal.transaction import transaction
from portal.web import language
from portal.web.access import public
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.form_files import chosen_files
from portal.web.public.act_forms import ReviewForm, WithdrawForm
from portal.web.public.again import status_again
from portal.web.public.tracking import opened, today

UNPROCESSABLE = 422
CONFLICT = 409
SAVE, CHANGE = "save", "change"

MOVED_ON = _l(
    "Your complaint has moved on while this page was open, so nothing was sent. Everything you "
    "typed is still here; you can copy it."
)
OVERTAKEN = (
    ForbiddenError,
    IllegalTransitionError,
    StaleDataError,
    ReviewTooLateError,
    AlreadyRatedError,
)


@dataclass(frozen=True)
class Act:
    """Something that a complainant does: shown by *page*, looked at again on *check* if given."""

    actions: tuple[Action, ...]
    form: Callable[[], Any]
    page: str
    work: Callable[[Session, Complaint, Any], None]
    done: str
    check: str = ""

    def possible(self, complaint: Tracked) -> bool:
        """Tell whether it can be done to *complaint* as it stands."""
        return any(action in complaint.acts(today()) for action in self.actions)


def run(act: Act) -> ResponseReturnValue:
    """Show the form of *act*, have it looked at again, or carry it out."""
    found = opened()
    if found is None:
        return redirect(url_for("public.track"), 303)
    complaint_id, complaint = found
    form = act.form()
    if not act.possible(complaint):
        return leave(act, complaint, form)
    if not form.is_submitted() or asked_back():
        return show(act, complaint, form, status_again(form))
    if not form.validate():
        return show(act, complaint, form, UNPROCESSABLE)
    if act.check and request.form.get("step") != SAVE:
        return show(act, complaint, form, template=act.check)
    return finish(act, complaint_id, complaint, form)


def leave(act: Act, complaint: Tracked, form: FlaskForm) -> ResponseReturnValue:
    """Say that it can no longer be done, with what was typed, or show how the complaint stands."""
    if form.is_submitted():
        return show(act, complaint, form, CONFLICT, notice=str(MOVED_ON))
    return redirect(url_for("public.tracked_complaint"), 303)


def finish(act: Act, complaint_id: int, complaint: Tracked, form: FlaskForm) -> ResponseReturnValue:
    """Carry out *act*, or show its form again if the office was faster."""
    try:
        with transaction(Actor.complainant(complaint_id)) as session:
            row = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
            act.work(session, row, form)
    except OVERTAKEN:
        return show(act, complaint, form, CONFLICT, notice=str(MOVED_ON))
    flash(str(act.done))
    return redirect(url_for("public.tracked_complaint"), 303)


def asked_back() -> bool:
    """Tell whether the form is wanted as it is: to change it, or to read it in another language."""
    chosen = language.named(request.form.get("speak", ""))
    if chosen:
        language.choose(chosen)
    return chosen is not None or request.form.get("step") == CHANGE


def show(
    act: Act,
    complaint: Tracked,
    form: FlaskForm,
    status: int = 200,
    *,
    notice: str = "",
    template: str = "",
) -> ResponseReturnValue:
    """Show the form of *act*, or another *template* with it."""
    body = render_template(
        template or act.page, complaint=complaint, form=form, notice=notice,
        possible=act.possible(complaint) and status != CONFLICT, **chosen_files(form),
    )  # fmt: skip
    return body, status


def give_back(act: Act, notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    found = opened()
    if found is None:
        return redirect(url_for("public.track"), 303)
    return show(act, found[1], act.form(), status, notice=notice)


def page_of(act: Act) -> Callable[[], ResponseReturnValue]:
    """Return the view that does *act*."""

    @public
    @gives_back(partial(give_back, act))
    def shown() -> ResponseReturnValue:
        return run(act)

    return shown


def take_back(session: Session, complaint: Complaint, form: WithdrawForm) -> None:
    """Take the complaint back."""
    who = Actor.complainant(complaint.id)
    casework.withdraw(session, complaint, who, reason=form.reason.data, office=office(), now=now())


def ask_again(session: Session, complaint: Complaint, form: ReviewForm) -> None:
    """Ask for a review, or for the second one."""
    who = Actor.complainant(complaint.id)
    reviews.ask_review(session, complaint, who, form.grounds.data, office=office(), now=now())


withdraw = page_of(
    Act(
        (Action.WITHDRAW,),
        WithdrawForm,
        "public/withdraw.html",
        take_back,
        _l("You have taken your complaint back. It is not looked into any further."),
        check="public/withdraw_check.html",
    )
)
ask_review = page_of(
    Act(
        (Action.ASK_REVIEW, Action.ASK_SECOND_REVIEW),
        ReviewForm,
        "public/ask_review.html",
        ask_again,
        _l("Somebody who had no part in the decision looks at it again. We will tell you."),
    )
)
