"""Filing for a visitor, a caller or whoever wrote a letter, with who was asked first [1.1-1.3]."""

from typing import Any

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.filing import Filing
from portal.domain.inquiry import DESK_CHANNELS, DESK_ROLES, Outcome, Remit
from portal.domain.receipt import make_code
from portal.domain.text import Text
from portal.queries.directory import KINDS
from portal.queries.worklist import holds
from portal.services import first_inquiry
from portal.services.intake import AlreadyFiledError, Receipt, UnknownOrganError
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.first_inquiry_forms import FilingForm
from portal.web.public import filing
from portal.web.public.organs import known_organs
from portal.web.public.receipts import RECEIPT_SHOWN

UNPROCESSABLE = 422
CONFLICT = 409


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    return show(read_form(), status, notice=notice, checked=False)


@staff_only(*DESK_ROLES)
@gives_back(staff_only(*DESK_ROLES)(give_back))
def file_for() -> ResponseReturnValue:
    """Show the form, and file what it holds for somebody else."""
    form = read_form()
    if not form.is_submitted() or filing.UNFINISHED & request.form.keys():
        return show(form, checked=False)
    if not form.validate():
        return show(form, UNPROCESSABLE)
    try:
        receipt = filing.file(form, lambda filed: put(filed, form))
    except UnknownOrganError:
        form.organ.errors = [_("Choose an organ from the list")]
        return show(form, UNPROCESSABLE)
    except AlreadyFiledError as error:
        form.renew_key()
        return show(form, CONFLICT, notice=filing.already_filed(error.reference))
    hand_over(form, receipt)
    return redirect(url_for("office.desk_receipt"), 303)


def hand_over(form: FilingForm, receipt: Receipt) -> None:
    """Let this clerk see the receipt for a while; the code itself is not in the cookie."""
    session["desk_receipt"] = {
        "key": form.filing_key.data,
        "reference": receipt.reference,
        "clerk": g.actor.staff_id,
        "until": (now() + RECEIPT_SHOWN).timestamp(),
    }


def read_form() -> FilingForm:
    """Return the form as it was sent, or a new one: most often the clerk was asked first."""
    return filing.read_form(FilingForm, **asked_here())


def asked_here() -> dict[str, str]:
    """Return what a form begins with: whoever is signed in, in the office itself."""
    return {"asked_name": g.actor.name, "asked_organ": own_organ()}


def own_organ() -> str:
    """Return the code of the supervision office, or nothing if there are several."""
    own = [entry.code for entry in known_organs("") if entry.kind == KINDS["supervision"]]
    return own[0] if len(own) == 1 else ""


def put(filed: Filing, form: FilingForm) -> Receipt:
    """Store a filing with its first inquiry."""
    with transaction(g.actor) as orm_session:
        return first_inquiry.file_for(
            orm_session, filed, form.as_asked(), g.actor, office=office(), now=now()
        )


def show(
    form: FilingForm, status: int = 200, *, notice: str = "", checked: bool = True
) -> ResponseReturnValue:
    """Show *form*; *checked* unless it is shown again without having been validated."""
    return filing.show(
        form, status, notice=notice, checked=checked, page="office/file_for.html", **choices()
    )


def choices() -> dict[str, object]:
    """Return what can be chosen in the fields about the first inquiry."""
    return {
        "channels": DESK_CHANNELS,
        "remits": list(Remit),
        "outcomes": list(Outcome),
        "all_organs": all_organs(),
    }


def all_organs() -> dict[str, Text]:
    """Return the names of the organs by code."""
    return {entry.code: entry.name for entry in known_organs("")}


def still_shown() -> dict[str, Any] | None:
    """Return the receipt that this clerk may still print, if there is one."""
    shown: dict[str, Any] | None = session.get("desk_receipt")
    if not shown or shown["clerk"] != g.actor.staff_id or shown["until"] < now().timestamp():
        return None
    return shown


@staff_only(*DESK_ROLES)
def desk_receipt() -> ResponseReturnValue:
    """Show the receipt to be printed, until it has been handed over."""
    shown = still_shown()
    if request.method == "POST" or shown is None:
        session.pop("desk_receipt", None)
        return redirect(url_for("office.file_for"), 303)
    with reading(g.actor) as orm_session:
        visible = holds(orm_session, shown["reference"])
    return render_template(
        "office/desk_receipt.html",
        reference=shown["reference"], visible=visible,
        code=make_code(office().receipt_key, shown["key"]),
    )  # fmt: skip
