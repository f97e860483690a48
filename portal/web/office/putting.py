"""What the office puts to organs: enquiries and measures, their checking and re-examination."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import g, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.enquiring import Kept, OrganClock
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.liaison_wall import organs_to_ask
from portal.queries.casefile import Casefile
from portal.queries.directory import OrganEntry, organs
from portal.queries.organ_work import Ordered
from portal.services import enquiries, measures
from portal.services.enquiries import Question
from portal.services.measures import NewMeasure
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.form_files import kept
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import number
from portal.web.office.organ_forms import AskOrganForm, OrderMeasureForm, PuttingForm
from portal.web.office.organ_rows import asked, awaited, contested, reported
from portal.web.office.organ_verdict_forms import (
    EnquiryForm,
    JudgementForm,
    MoreTimeForm,
    VerdictForm,
)

Verdict = TypeVar("Verdict", bound=VerdictForm)


def ask(session: Session, complaint: Complaint, form: AskOrganForm) -> None:
    """Put the question to the organ, with the passage and the pictures that go with it."""
    with kept(form.pictures, office().store) as pictures:
        question = Question(
            form.organ.data, form.question.data, form.length, form.put,
            sure=form.sure.data, again=form.again.data, pictures=pictures,
        )  # fmt: skip
        enquiries.ask(session, complaint, g.actor, question, office=office(), now=now())


def take_back(session: Session, complaint: Complaint, form: EnquiryForm) -> None:
    """Withdraw the enquiry."""
    enquiries.take_back(session, complaint, g.actor, form.enquiry.data, form.reason.data, now=now())


def give_time(session: Session, complaint: Complaint, form: MoreTimeForm) -> None:
    """Give the organ more time for its answer."""
    enquiries.extend(
        session, complaint, g.actor, form.enquiry.data, days=number(form.days.data),
        reason=form.reason.data, office=office(), now=now(),
    )  # fmt: skip


def order(session: Session, complaint: Complaint, form: OrderMeasureForm) -> None:
    """Order the measure."""
    new = NewMeasure(form.organ.data, form.what.data, form.clause.data, form.length)
    measures.order(session, complaint, g.actor, new, office=office(), now=now())


def check(session: Session, complaint: Complaint, form: JudgementForm) -> None:
    """Judge the report."""
    measures.judge(
        session, complaint, g.actor, form.chosen, form.judgement, office=office(), now=now()
    )


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
    if not form.is_submitted():
        begin_again(file, form, request.values.get("again", ""))
    return form


def begin_again(file: Casefile, form: AskOrganForm, number: str) -> None:
    """Begin with the words of an earlier enquiry, if *number* names one."""
    earlier = next((each for each in asked(file) if each.number == number), None)
    if earlier is not None:
        form.again.data, form.organ.data = earlier.number, earlier.organ_code
        form.question.data, form.passage.data = earlier.question, earlier.passage
        form.puts_passage.data = bool(earlier.passage)


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


def verdict_on(
    kind: type[Verdict], rows: Callable[[Casefile], list[Ordered]]
) -> Callable[[Casefile], Verdict]:
    """Return what makes the form of a *kind* for one of the measures that *rows* finds."""

    def made(file: Casefile) -> Verdict:
        form = kind.about(file)
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
        check="office/ask_organ_check.html",
        more=limits(OrganClock.ENQUIRY),
    )
)
take_back_enquiry = page_of(
    Task(
        Action.TAKE_BACK,
        EnquiryForm.about,
        "office/take_back.html",
        take_back,
        _l("Taken back. The organ is being told that no answer is needed."),
        more=lambda file, _form: {"rows": awaited(file)},
    )
)
extend_enquiry = page_of(
    Task(
        Action.EXTEND_ENQUIRY,
        MoreTimeForm.about,
        "office/extend_enquiry.html",
        give_time,
        _l("The organ has more time and is being told."),
        more=lambda file, _form: {"rows": awaited(file)},
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
        verdict_on(JudgementForm, reported),
        "office/judge_measure.html",
        check,
        _l("Noted. The organ can read it."),
        more=lambda file, _form: {"rows": reported(file), "kept": list(Kept)},
    )
)
answer_objection = page_of(
    Task(
        Action.ANSWER_OBJECTION,
        verdict_on(VerdictForm, contested),
        "office/judge_measure.html",
        examine,
        _l("Answered. The organ can read it."),
        more=lambda file, _form: {"rows": contested(file)},
    )
)
