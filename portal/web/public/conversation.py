"""The conversation on the complainant's own page: reading it, writing in it, taking its files."""

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.queries.evidence import message_file
from portal.services import messages
from portal.transaction import reading
from portal.web.access import public
from portal.web.context import now, office
from portal.web.downloads import hand_out
from portal.web.form_files import kept
from portal.web.public.act_forms import AnswerForm, WriteForm
from portal.web.public.acts import Act, page_of
from portal.web.public.tracking import opened

OFTEN = "20 per hour"


def take(session: Session, complaint: Complaint, form: AnswerForm) -> None:
    """Take what the complainant writes, an answer or not, with its files."""
    who = Actor.complainant(complaint.id)
    with kept(form.files, office().store) as files:
        messages.write(
            session, complaint, who, form.answer.data, files=files, office=office(), now=now()
        )


clarify = page_of(
    Act(
        (Action.CLARIFY,),
        AnswerForm,
        "public/clarify.html",
        take,
        _l("Thank you. Your answer is with us, and the time limit runs on."),
    )
)
write = public(
    limiter.limit(OFTEN, methods=["POST"])(
        page_of(
            Act(
                (Action.WRITE,),
                WriteForm,
                "public/write.html",
                take,
                _l("Thank you. Whoever handles your complaint sees what you wrote."),
            )
        )
    )
)


@public
def message_attachment(attachment_id: int) -> ResponseReturnValue:
    """Hand out a file of the conversation to whoever has opened the complaint."""
    known = opened()
    if known is None:
        return redirect(url_for("public.track"), 303)
    with reading(Actor.complainant(known[0])) as session:
        found = message_file(session, known[0], attachment_id)
    response: Response = hand_out(found) if found else abort(404)
    return response
