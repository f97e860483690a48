"""What follows a decision: charging, proving, sending to a competent body, its final disposal."""

import hashlib
from collections.abc import Mapping

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.person_measures import Form
from portal.domain.referral import Body
from portal.domain.severity import Measure
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.evidence import manifest, pieces
from portal.services import disposal, person_measures, referrals
from portal.services.person_measures import Charge
from portal.services.referrals import Sending
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.fields import read_day
from portal.web.office.carrying_rows import to_be_sent
from portal.web.office.desk import Task, page_of
from portal.web.office.fitting import today
from portal.web.office.forms import number
from portal.web.office.proving_forms import ChargeForm, ProveForm
from portal.web.office.referring_forms import DisposalForm, ReferForm


def lines_of(session: Session, complaint_id: int) -> list[str]:
    """Return the list of evidence as sha256sum reads it: the hash and the name of each file."""
    return [f"{line.sha256}  {line.name}" for line in manifest(session, complaint_id)]


def charge_with(session: Session, complaint: Complaint, form: ChargeForm) -> None:
    """Charge somebody with the measure."""
    to = Charge(form.carried_by.data, read_day(form.due_on.data) or today())
    person_measures.charge(session, complaint, g.actor, number(form.measure.data), to, now=now())


def record_proof(session: Session, complaint: Complaint, form: ProveForm) -> None:
    """Put on record that it was done, or why there is none."""
    which = number(form.measure.data)
    if form.done:
        person_measures.prove(
            session, complaint, g.actor, which, form.as_proof(), office=office(), now=now()
        )
    else:
        person_measures.drop(session, complaint, g.actor, which, form.words.data, now=now())


def record_sending(session: Session, complaint: Complaint, form: ReferForm) -> None:
    """Put on record that it was sent, with the hash of the evidence that went with it."""
    measure, body = form.what.data.split(":")
    listed = "\n".join(lines_of(session, complaint.id))
    sending = Sending(
        Measure(measure),
        Body(body),
        max(form.sent_at, complaint.decided_at or form.sent_at),
        form.receipt_number.data,
        hashlib.sha256(listed.encode()).hexdigest(),
    )
    referrals.send(session, complaint, g.actor, sending, office=office(), now=now())


def record_end(session: Session, complaint: Complaint, form: DisposalForm) -> None:
    """Put on record what the body decided; the complainant is told."""
    disposal.record(
        session, complaint, g.actor, number(form.dispatch.data),
        disposed_on=read_day(form.disposed_on.data) or today(), disposal=form.disposal.data,
        office=office(), now=now(),
    )  # fmt: skip


def proving(file: Casefile) -> ProveForm:
    """Return the form of a proof, with the pieces that it can name."""
    form = ProveForm.about(file)
    form.pieces = frozenset(registered(file))
    return form


def registered(file: Casefile) -> dict[str, str]:
    """Return the described pieces of the register, by id."""
    with reading(g.actor) as session:
        found = pieces(session, file.case.complaint_id)
    return {str(each.evidence_id): each.what for each in found if each.evidence_id}


def referring(file: Casefile) -> ReferForm:
    """Return the form of a sending; it begins with now."""
    form = ReferForm.about(file)
    form.known = frozenset(to_send(file))
    if file.decided:
        form.decided_at = file.decided.at
    if not form.is_submitted():
        local = now().astimezone(office().zone)
        form.what.data = next(iter(to_send(file)), "")
        form.sent_on.data, form.sent_time.data = f"{local:%Y-%m-%d}", f"{local:%H:%M}"
    return form


def to_send(file: Casefile) -> dict[str, tuple[Measure, Body]]:
    """Return what is to be sent and to which body, by what the form calls it."""
    pairs = [(row.measure, row.body) for row in to_be_sent(file)]
    return {f"{measure}:{body}": (measure, body) for measure, body in pairs if body}


def proofs(file: Casefile, _form: ProveForm) -> Mapping[str, object]:
    """Return what can be chosen for a proof."""
    return {"ways": list(Form), "registered": registered(file)}


charge = page_of(
    Task(
        Action.CHARGE,
        ChargeForm.about,
        "office/charge.html",
        charge_with,
        _l("On record: who carries it out, and by when."),
    )
)
prove = page_of(
    Task(
        Action.PROVE,
        proving,
        "office/prove.html",
        record_proof,
        _l("On record. What closing still needs stands on this page."),
        more=proofs,
    )
)
refer = page_of(
    Task(
        Action.REFER,
        referring,
        "office/refer.html",
        record_sending,
        _l("On record. The final disposal is waited for from now on."),
        more=lambda file, _form: {"sendings": to_send(file)},
    )
)
record_disposal = page_of(
    Task(
        Action.RECORD_DISPOSAL,
        DisposalForm.about,
        "office/record_disposal.html",
        record_end,
        _l("On record. The complainant is being told."),
    )
)
