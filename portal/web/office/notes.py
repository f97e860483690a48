"""Notes: for the office alone, corrected by adding another."""

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.services import notes
from portal.web.context import now
from portal.web.office.desk import Task, page_of
from portal.web.office.talk_forms import NoteForm


def put_down(session: Session, complaint: Complaint, form: NoteForm) -> None:
    """Add the note."""
    notes.add(session, complaint, g.actor, form.body.data, now=now(), corrects=form.corrected)


add_note = page_of(
    Task(
        Action.ADD_NOTE,
        NoteForm.about,
        "office/add_note.html",
        put_down,
        _l("The note is on file. Only the office reads it."),
        adds=lambda _form: True,
    )
)
