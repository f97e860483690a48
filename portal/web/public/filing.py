"""Filing: the form, which is exchanged for a receipt [R.1, practice 7.2, 7.4]."""

import secrets
from collections.abc import Callable
from typing import TypeVar

from flask import render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from portal.domain.filing import FACTS_MAX, Filing, Loss
from portal.domain.permissions import Actor
from portal.services import intake
from portal.services.intake import AlreadyFiledError, Receipt, UnknownOrganError
from portal.transaction import single_statement
from portal.web import language
from portal.web.access import public
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.form_files import FILES_TAKEN
from portal.web.public.again import status_again
from portal.web.public.commitments import commitments_to_name
from portal.web.public.forms import ComplaintForm
from portal.web.public.organs import list_organs
from portal.web.public.pages import by_system
from portal.web.public.receipts import Grant, lead_to_receipt
from portal.web.security import revisitable

UNPROCESSABLE = 422
ALREADY_FILED = _l(
    "This form was already filed as %(reference)s, and has been changed since. To add something to "
    "that complaint, use its receipt code. To file this text as a complaint of its own, send it "
    "again."
)
Form = TypeVar("Form", bound=ComplaintForm)
Put = Callable[[Filing], Receipt]
UNFINISHED = frozenset({"enter", "find_organ", "speak"})
"""The buttons that show the form again without having it checked."""


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show(read_form(ComplaintForm), status, notice=notice, checked=False)


@public
@revisitable
@gives_back(give_back)
def file_complaint() -> ResponseReturnValue:
    """Show the form, and file what it holds."""
    form = read_form(ComplaintForm)
    if not form.is_submitted() or unfinished(form):
        return show(form, status_again(form), checked=False)
    if not form.validate():
        return show(form, UNPROCESSABLE)
    try:
        receipt = file(form)
    except UnknownOrganError:
        form.organ.errors = [gettext("Choose an organ from the list")]
        return show(form, UNPROCESSABLE)
    except AlreadyFiledError as error:
        form.renew_key()
        return show(form, 409, notice=already_filed(error.reference))
    key, mailed = form.filing_key.data, bool(form.email.data)
    return lead_to_receipt(Grant(key=key, reference=receipt.reference, mailed=mailed))


def unfinished(form: ComplaintForm) -> bool:
    """Tell whether the form is wanted as it is, or the organ is searched for by pressing Enter."""
    searching = "send" in request.form and form.organ_search.data and not form.organ.data
    return bool(searching or UNFINISHED & request.form.keys())


def read_form(kind: type[Form], **begin: str) -> Form:
    """Return the form as it was sent, or a new one, in the language it asks for.

    A new one is of that *kind*, and holds what it is to *begin* with.
    """
    form = kind(organ=request.args.get("organ"), **begin)
    form.today = now().astimezone(office().zone).date()
    form.ensure_key()
    chosen = language.named(request.form.get("speak", ""))
    if chosen:
        language.choose(chosen)
        form.language.data = chosen.value
    return form


def show(
    form: ComplaintForm,
    status: int = 200,
    *,
    notice: str = "",
    checked: bool = True,
    page: str = "public/file_complaint.html",
    **more: object,
) -> ResponseReturnValue:
    """Show *form*; *checked* unless it is shown again without having been validated.

    Another *page* than the public's is given *more*.
    """
    lost = form.remember(checked=checked)
    commitments = commitments_to_name()
    organs = list_organs(form.organ_search.data, form.organ.data, commitments)
    body = render_template(
        page,
        form=form, notice=notice, lost_files=lost, organs=organs,
        systems=by_system(), losses=list(Loss), facts_max=FACTS_MAX,
        commitments=commitments, **FILES_TAKEN, **more,
    )  # fmt: skip
    return body, status


def file(form: ComplaintForm, put: Put | None = None) -> Receipt:
    """File what a valid *form* holds; files that no complaint came to own are removed again.

    What is filed for somebody else is *put* into the tables in another way.
    """
    store = office().store
    kept = [upload.keep(store) for upload in form.files]
    owned = False
    try:
        receipt = (put or store_filing)(form.as_filing(kept))
        owned = not receipt.repeated
    finally:
        for attachment in () if owned else kept:
            store.discard(attachment.token)
    return receipt


def store_filing(filing: Filing) -> Receipt:
    """Store *filing*: one statement writes all of it."""
    with single_statement(Actor.complainant(None)) as orm_session:
        return intake.file_complaint(
            orm_session, filing, office=office(), now=now(), token=filer_token()
        )


def filer_token() -> str:
    """Return what tells this browser's filings of today from others': random, and kept by it."""
    today = now().astimezone(office().zone).date().isoformat()
    known = session.get("filer", ("", ""))
    if known[0] != today:
        known = session["filer"] = (today, secrets.token_urlsafe(16))
    token: str = known[1]
    return token


def already_filed(reference: str) -> str:
    """Say that this form was sent before with other words in it."""
    return str(ALREADY_FILED) % {"reference": reference}
