"""Breaking the seal on who complained, for a reason and on record; and telling by phone [7.5]."""

from collections.abc import Mapping
from functools import partial

from flask import g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.filing import Identity
from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES, Role
from portal.domain.revealing import SHOWN_FOR, RevealCode, Way
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.disclosures import revealed, to_be_called
from portal.services import identities, tellings
from portal.services.identities import AlreadyShownError, Demand, NothingSealedError
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now, office, today
from portal.web.errors import gives_back
from portal.web.office.desk import (
    CONFLICT,
    UNPROCESSABLE,
    Task,
    asked_back,
    back_to,
    carry_out,
    conflict,
    give_back,
    look,
    look_for,
    page_of,
    require,
    show,
)
from portal.web.office.forms import number
from portal.web.office.talk_forms import RevealForm, TellForm

READS_ALL = (Role.DIRECTOR, Role.SUPERIOR, Role.AUDITOR)
TELLS = (Role.INTAKE, Role.SUPERVISOR, Role.DIRECTOR)
NOTHING = _l("The complainant left nothing that could be shown: the complaint is anonymous.")


def codes(_file: Casefile, _form: object) -> Mapping[str, object]:
    """Return the reasons that can be chosen."""
    return {"codes": list(RevealCode), "minutes": SHOWN_FOR.seconds // 60}


REVEAL = Task(
    Action.REVEAL,
    RevealForm.about,
    "office/reveal.html",
    lambda _session, _complaint, _form: None,
    "",
    more=codes,
)


@staff_only(*OFFICE_ROLES)
@gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, REVEAL)))
def reveal(reference: str) -> ResponseReturnValue:
    """Ask why, then show who complained: once, for two minutes, and on record."""
    file = look_for(Action.REVEAL, reference)
    form = RevealForm.about(file)
    if form.is_submitted() and sent_before(form):
        return back_to(file)
    if form.is_submitted() and form.seen != file.version:
        return conflict(REVEAL, file, form)
    require(Action.REVEAL, file)
    if not form.is_submitted() or asked_back():
        return show(REVEAL, file, form)
    if not form.validate():
        return show(REVEAL, file, form, UNPROCESSABLE)
    return disclose(file, form)


def sent_before(form: RevealForm) -> bool:
    """Tell whether this form was sent before: a page that is loaded again shows nothing again."""
    with reading(g.actor) as session:
        return identities.shown(session, form.form_key.data)


def disclose(file: Casefile, form: RevealForm) -> ResponseReturnValue:
    """Show who complained; a form that is sent again leads back to the complaint."""
    found: list[Identity] = []
    demand = Demand(RevealCode(form.code.data), form.words.data, form.form_key.data)

    def work(session: Session, complaint: Complaint) -> None:
        found.append(
            identities.reveal(session, complaint, g.actor, demand, office=office(), now=now())
        )

    try:
        carry_out(file, form, work)
    except AlreadyShownError:
        return back_to(file)  # two at once
    except StaleDataError:
        return conflict(REVEAL, look(file.reference), form)
    except NothingSealedError:
        return show(REVEAL, file, form, CONFLICT, notice=str(NOTHING))
    return shown(file, found[0])


def shown(file: Casefile, identity: Identity) -> ResponseReturnValue:
    """Show *identity* on a page that nothing keeps and that leaves by itself."""
    response = make_response(
        render_template("office/revealed.html", file=file, identity=identity, kept=SHOWN_FOR)
    )
    back = url_for("office.show_complaint", reference=file.reference)
    response.headers["Refresh"] = f"{SHOWN_FOR.seconds};url={back}"
    response.headers["Cache-Control"] = "no-store"
    return response


@staff_only(*READS_ALL)
def list_revealed() -> ResponseReturnValue:
    """List the broken seals, the last first, as far as whoever reads may know of them."""
    before = number(request.args.get("before", ""))
    with reading(g.actor) as session:
        rows = revealed(session, before=before or None)
    return render_template("office/list_revealed.html", rows=rows, before=before)


@staff_only(*OFFICE_ROLES)
def to_call() -> ResponseReturnValue:
    """List the outcomes that must be told by phone or in person [2.4(d)]."""
    with reading(g.actor) as session:
        rows = to_be_called(session)
    return render_template("office/to_call.html", rows=rows, today=today())


def put_down(session: Session, complaint: Complaint, form: TellForm) -> None:
    """Put on record how the outcome was told."""
    tellings.tell(session, complaint, g.actor, Way(form.way.data), form.words.data, now=now())


tell = page_of(
    Task(
        Action.TELL,
        TellForm.about,
        "office/tell.html",
        put_down,
        _l("On record. The complaint can be closed now."),
        more=lambda _file, _form: {"ways": list(Way)},
    )
)
