"""Writing to the complainant, and waiting for the answer or no longer."""

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.canned import CANNED
from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.services import messages
from portal.web.context import now, office
from portal.web.form_files import kept
from portal.web.office.desk import Task, page_of
from portal.web.office.talk_forms import MessageForm, StopForm


def send(session: Session, complaint: Complaint, form: MessageForm) -> None:
    """Send the message with its files."""
    with kept(form.files, office().store) as files:
        messages.send(
            session, complaint, g.actor, form.body.data,
            files=files, waits=form.waits.data, office=office(), now=now(),
        )  # fmt: skip


def go_on(session: Session, complaint: Complaint, form: StopForm) -> None:
    """Wait no longer."""
    messages.stop_waiting(
        session, complaint, g.actor, reason=form.reason.data, office=office(), now=now()
    )


send_message = page_of(
    Task(
        Action.SEND_MESSAGE,
        MessageForm.about,
        "office/send_message.html",
        send,
        _l("The message is on the complainant's page, and a letter is on its way."),
        more=lambda _file, _form: {"canned": {key: each.title for key, each in CANNED.items()}},
    )
)
stop_waiting = page_of(
    Task(
        Action.STOP_WAITING,
        StopForm.about,
        "office/stop_waiting.html",
        go_on,
        _l("Nothing is waited for any more; the clocks go on."),
    )
)
