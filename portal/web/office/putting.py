"""What the office puts to organs: enquiries and measures, their checking and re-examination."""

from collections.abc import Callable, Mapping

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.enquiring import OrganClock
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.liaison_wall import organs_to_ask
from portal.queries.casefile import Casefile
from portal.queries.directory import OrganEntry, organs
from portal.queries.organ_work import Ordered
from portal.services import enquiries, measures
from portal.services.measures import NewMeasure
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.office.desk import Task, page_of
from portal.web.office.organ_forms import (
    AskOrganForm,
    OrderMeasureForm,
    PuttingForm,
    VerdictForm,
)
from portal.web.office.organ_rows import contested, reported


def ask(session: Session, complaint: Complaint, form: AskOrganForm) -> None:
    """Put the question to the organ."""
    enquiries.ask(
        session, complaint, g.actor, form.organ.data, form.question.data,
        office=office(), now=now(), days=form.length,
    )  # fmt: skip


def order(session: Session, complaint: Complaint, form: OrderMeasureForm) -> None:
    """Order the measure."""
    new = NewMeasure(form.organ.data, form.what.data, form.clause.data, form.length)
    measures.order(session, complaint, g.actor, new, office=office(), now=now())


def check(session: Session, complaint: Complaint, form: VerdictForm) -> None:
    """Take the report as proof, or let the organ report again."""
    measures.confirm(
        session, complaint, g.actor, form.chosen, enough=form.yes, remark=form.words.data,
        now=now(),
    )  # fmt: skip


def examine(session: Session, complaint: Complaint, form: VerdictForm) -> None:
    """Answer the objection: *yes* lets the measure stand."""
    measures.examine(
        session, complaint, g.actor, form.chosen, lifted=not form.yes, verdict=form.words.data,
        now=now(),
    )  # fmt: skip


def asking(file: Casefile) -> AskOrganForm:
    """Return the form of an enquiry."""
    form = AskOrganForm.about(file)
    form.organs = organs_to_ask_by(file)
    return form


def ordering(file: Casefile) -> OrderMeasureForm:
    """Return the form of a measure; it begins with the clause of adopted policy."""
    form = OrderMeasureForm.about(file)
    form.organs = organs_to_ask_by(file)
    if not form.is_submitted():
        form.clause.data = "6.10"
    return form


def organs_to_ask_by(file: Casefile) -> list[OrganEntry]:
    """Return the organs with a liaison who may be told what the complaint puts [7.5]."""
    with reading(Actor.system()) as session:
        codes = organs_to_ask(session, file.case.complaint_id)
        return [organ for organ in organs(session) if organ.code in codes]


def verdict_on(rows: Callable[[Casefile], list[Ordered]]) -> Callable[[Casefile], VerdictForm]:
    """Return what makes the form for one of the measures that *rows* finds."""

    def made(file: Casefile) -> VerdictForm:
        form = VerdictForm.about(file)
        form.ids = [each.id for each in rows(file)]
        if not form.is_submitted() and form.ids:
            form.measure_id.data = str(form.ids[0])
        return form

    return made


def limits(clock: OrganClock) -> Callable[[Casefile, PuttingForm], Mapping[str, object]]:
    """Return what tells how long there is unless told otherwise."""
    return lambda _file, form: {"rule": clock.rule, "organs": form.organs}


ask_organ = page_of(
    Task(
        Action.ASK_ORGAN,
        asking,
        "office/ask_organ.html",
        ask,
        _l("Put to the organ. Its liaisons are being told; the answer will stand here."),
        more=limits(OrganClock.ENQUIRY),
    )
)
order_measure = page_of(
    Task(
        Action.ORDER_MEASURE,
        ordering,
        "office/order_measure.html",
        order,
        _l("Ordered. The organ's liaisons see it from now on."),
        more=limits(OrganClock.MEASURE),
    )
)
confirm_measure = page_of(
    Task(
        Action.CONFIRM_MEASURE,
        verdict_on(reported),
        "office/judge_measure.html",
        check,
        _l("Noted. The organ can read it."),
        more=lambda file, _form: {"rows": reported(file)},
    )
)
answer_objection = page_of(
    Task(
        Action.ANSWER_OBJECTION,
        verdict_on(contested),
        "office/judge_measure.html",
        examine,
        _l("Answered. The organ can read it."),
        more=lambda file, _form: {"rows": contested(file)},
    )
)
