"""Rating the handling and, apart from it, the result, once the complaint is closed [8.4]."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.rating import COMMENT_MAX, Satisfaction
from portal.models.complaint import Complaint
from portal.services import ratings
from portal.web.context import now
from portal.web.fields import LineField, LinesField, at_most, one_of
from portal.web.public.acts import Act, page_of

CHOOSE = _l("Choose one of the five answers")


class RatingForm(FlaskForm):
    """Two answers out of five, and room for a few words."""

    handling = LineField(
        _l("How satisfied are you with the way your complaint was handled?"),
        [one_of(Satisfaction, CHOOSE)],
    )
    result = LineField(_l("How satisfied are you with the result?"), [one_of(Satisfaction, CHOOSE)])
    comment = LinesField(_l("What would you like to tell us?"), [at_most(COMMENT_MAX)])
    levels = tuple(Satisfaction)


def take(session: Session, complaint: Complaint, form: RatingForm) -> None:
    """Take the two answers."""
    ratings.rate(
        session,
        complaint,
        Actor.complainant(complaint.id),
        handling=Satisfaction(form.handling.data),
        result=Satisfaction(form.result.data),
        comment=form.comment.data,
        now=now(),
    )


rate = page_of(
    Act(
        (Action.RATE,),
        RatingForm,
        "public/rate.html",
        take,
        _l("Thank you. Your answers are with us."),
    )
)
