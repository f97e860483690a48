"""Steps that leave the status as it is: stepping back, handing back, the class, more time."""

from collections.abc import Mapping
from contextlib import suppress

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass, Deadline, Extension, ExtensionError
from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import extensions, forecasts, hand_backs, recusals
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.office.desk import Task, page_of, to_queue
from portal.web.office.fitting import hand_back_by
from portal.web.office.standing_forms import (
    ClassForm,
    DecideHandBackForm,
    ExtendForm,
    HandBackForm,
    RecuseForm,
    RefuseExtensionForm,
)


def step_back(session: Session, complaint: Complaint, form: RecuseForm) -> None:
    """Keep whoever acts away from *complaint* from now on."""
    recusals.recuse(
        session, complaint, g.actor, reason=form.reason.data, office=office(), now=now()
    )


def give_back(session: Session, complaint: Complaint, form: HandBackForm) -> None:
    """Ask to be relieved of *complaint*."""
    hand_backs.hand_back(
        session, complaint, g.actor, reason=form.reason.data, office=office(), now=now()
    )


def answer_hand_back(session: Session, complaint: Complaint, form: DecideHandBackForm) -> None:
    """Relieve who has *complaint*, or do not."""
    hand_backs.decide(
        session, complaint, g.actor, granted=form.granted, answer=form.answer.data,
        office=office(), now=now(),
    )  # fmt: skip


def classify(session: Session, complaint: Complaint, form: ClassForm) -> None:
    """Set the class of *complaint*."""
    extensions.set_class(
        session, complaint, g.actor, form.chosen, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


def ask_time(session: Session, complaint: Complaint, form: ExtendForm) -> None:
    """Ask for more time."""
    extensions.ask(
        session, complaint, g.actor, days=form.length, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


def refuse_time(session: Session, complaint: Complaint, form: RefuseExtensionForm) -> None:
    """Refuse more time."""
    extensions.refuse(session, complaint, g.actor, reason=form.answer.data, now=now())


def extend(session: Session, complaint: Complaint, form: ExtendForm) -> None:
    """Give the answer more time."""
    extensions.extend(
        session, complaint, g.actor, days=form.length, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


def class_form(file: Casefile) -> ClassForm:
    """Return the form as it was sent, or with the class as it stands."""
    form = ClassForm.about(file)
    if not form.is_submitted():
        form.answer_class.data = file.standing.answer_class.value
    return form


def class_dates(file: Casefile, _form: ClassForm) -> Mapping[str, object]:
    """Return by when the answer would be due in each class."""
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        dates = forecasts.by_class(session, complaint, office=office(), now=now())
    return {"classes": list(AnswerClass), "dates": dates}


def extend_form(file: Casefile) -> ExtendForm:
    """Return the form as it was sent, or with what was asked for."""
    form, asked = ExtendForm.about(file), file.standing.more_time
    if asked and not form.is_submitted():
        form.days.data, form.reason.data = str(asked.days), asked.reason
    return form


def extension_dates(file: Casefile, form: ExtendForm) -> Mapping[str, object]:
    """Return the day as it is and, of a form that says how long and why, the deadline then."""
    after: Deadline | None = None
    with suppress(ExtensionError), reading(g.actor) as session:
        extension = Extension(form.length, form.reason.data, str(g.actor.staff_id), now())
        complaint = session.get_one(Complaint, file.case.complaint_id)
        after = forecasts.extended(session, complaint, extension, office=office(), now=now())
    return {"before": file.standing.answer_on, "after": after}


recuse = page_of(
    Task(
        Action.RECUSE,
        RecuseForm.about,
        "office/recuse.html",
        step_back,
        _l("You have stepped back. The complaint is out of your sight from now on."),
        after=to_queue,
    )
)
hand_back = page_of(
    Task(
        Action.HAND_BACK,
        HandBackForm.about,
        "office/hand_back.html",
        give_back,
        _l("Handed back. Until a supervisor has decided, the complaint stays yours."),
        more=lambda file, _form: {"until": hand_back_by(file)},
    )
)
decide_hand_back = page_of(
    Task(
        Action.DECIDE_HAND_BACK,
        DecideHandBackForm.about,
        "office/decide_hand_back.html",
        answer_hand_back,
        _l("Decided. It is in the case log."),
    )
)
set_class = page_of(
    Task(
        Action.SET_CLASS,
        class_form,
        "office/set_class.html",
        classify,
        _l("The class is set. Where a promised day moves by it, the complainant is being told."),
        more=class_dates,
    )
)
extend_time = page_of(
    Task(
        Action.EXTEND,
        extend_form,
        "office/extend.html",
        extend,
        _l("Extended. The complainant is being told of the new day and why."),
        check="office/extend_check.html",
        more=extension_dates,
    )
)
ask_extension = page_of(
    Task(
        Action.ASK_EXTENSION,
        ExtendForm.about,
        "office/ask_extension.html",
        ask_time,
        _l("Asked. Until somebody else has agreed, the last day stays as it is."),
        more=lambda file, _form: {"before": file.standing.answer_on},
    )
)
refuse_extension = page_of(
    Task(
        Action.REFUSE_EXTENSION,
        RefuseExtensionForm.about,
        "office/refuse_extension.html",
        refuse_time,
        _l("Refused. The last day stays as it is; request and reasons are in the case log."),
    )
)
