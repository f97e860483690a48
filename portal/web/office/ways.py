"""The ways a complaint can take besides being decided: asked about, passed on."""

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.referral import Body
from portal.models.complaint import Complaint
from portal.services import casework
from portal.web.context import now, office
from portal.web.office.desk import Task, page_of
from portal.web.office.ways_forms import (
    ClarificationForm,
    ReportForm,
    TransferForm,
)


def ask(session: Session, complaint: Complaint, form: ClarificationForm) -> None:
    """Ask the complainant."""
    casework.ask_clarification(
        session, complaint, g.actor, form.question.data, office=office(), now=now()
    )


def pass_on(session: Session, complaint: Complaint, form: TransferForm) -> None:
    """Pass *complaint* on to the body that the form names."""
    casework.transfer(
        session, complaint, g.actor, target=form.target.data, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


def note_report(session: Session, complaint: Complaint, form: ReportForm) -> None:
    """Put on record what the body reported, which ends the matter here."""
    casework.advance(
        session, complaint, g.actor, Action.REPORT_BACK, office=office(), now=now(),
        reason=form.report.data,
    )  # fmt: skip


ask_clarification = page_of(
    Task(
        Action.ASK_CLARIFICATION,
        ClarificationForm.about,
        "office/ask_clarification.html",
        ask,
        _l("The question is on its way to the complainant. The clock stands still until then."),
        check="office/ask_clarification_check.html",
    )
)
transfer = page_of(
    Task(
        Action.TRANSFER,
        TransferForm.about,
        "office/transfer.html",
        pass_on,
        _l("Passed on. The complainant is being told where and why."),
        check="office/transfer_check.html",
        more=lambda _file, _form: {"bodies": list(Body)},
    )
)
report_back = page_of(
    Task(
        Action.REPORT_BACK,
        ReportForm.about,
        "office/report_back.html",
        note_report,
        _l("The report is on record, and the complaint is closed."),
        check="office/report_back_check.html",
    )
)
