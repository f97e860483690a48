"""What a liaison reads: everything put to the organ, and one measure."""

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Actor, Role
from portal.queries import organ_desk
from portal.queries.organ_desk import PutEnquiry, PutMeasure
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import today


@staff_only(Role.LIAISON)
def landing() -> ResponseReturnValue:
    """List the enquiries and measures put to the liaison's organ."""
    with reading(Actor.system()) as session:
        desk = organ_desk.organ_desk(session, g.actor.staff_id) or abort(404)
    return render_template("organ/landing.html", desk=desk, today=today())


@staff_only(Role.LIAISON)
def show_measure(number: str) -> ResponseReturnValue:
    """Show one measure with its proof and what came of an objection."""
    return render_template("organ/measure.html", measure=measure(number), today=today())


def enquiry(number: str) -> PutEnquiry:
    """Return an enquiry to the liaison's organ, or answer 404."""
    with reading(Actor.system()) as session:
        return organ_desk.put_enquiry(session, g.actor.staff_id, number) or abort(404)


def measure(number: str) -> PutMeasure:
    """Return a measure for the liaison's organ, or answer 404."""
    with reading(Actor.system()) as session:
        return organ_desk.put_measure(session, g.actor.staff_id, number) or abort(404)
