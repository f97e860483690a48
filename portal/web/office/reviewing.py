"""Reviewing: somebody who had no part in a decision says whether it stands [practice 7.6, 7.10]."""

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.services import reviews
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.desk import Task, look, run
from portal.web.office.desk import give_back as show_again
from portal.web.office.ways_forms import ReviewForm


def work(session: Session, complaint: Complaint, form: ReviewForm) -> None:
    """Conclude the review of *complaint*."""
    reviews.conclude_review(
        session, complaint, g.actor, stands=form.stands, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


def task(action: Action) -> Task:
    """Return the task of concluding a review by *action*."""
    return Task(
        action,
        ReviewForm.about,
        "office/review.html",
        work,
        _l("The review is concluded. The complainant is being told."),
        check="office/review_check.html",
    )


def task_for(reference: str) -> Task:
    """Return the task of the review that is due: the first, or the second after it."""
    second = look(reference).case.reviews > 1
    return task(Action.CONCLUDE_SECOND_REVIEW if second else Action.CONCLUDE_REVIEW)


@staff_only(*OFFICE_ROLES)
def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show_again(task(Action.CONCLUDE_REVIEW), notice, status)


@staff_only(*OFFICE_ROLES)
@gives_back(give_back)
def conclude_review(reference: str) -> ResponseReturnValue:
    """Conclude the review of the complaint."""
    return run(task_for(reference), reference)
