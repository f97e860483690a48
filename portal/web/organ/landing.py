"""What a liaison reads: what is due, what is behind, one measure, and the files of either."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.permissions import Actor, Role
from portal.queries import organ_desk, organ_todo
from portal.queries.organ_desk import PutEnquiry, PutMeasure
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import office, today
from portal.web.downloads import hand_out


@staff_only(Role.LIAISON)
def landing() -> ResponseReturnValue:
    """List what the liaison's organ has to do, the overdue first, or what is behind it."""
    behind, page = "behind" in request.args, request.args.get("page", 1, type=int)
    with reading(Actor.system()) as session:
        todo = organ_todo.organ_todo(
            session, g.actor.staff_id, today=today(), behind=behind, page=max(1, page)
        )
    if todo is None or page > todo.pages(behind=behind):
        abort(404)
    return render_template("organ/landing.html", todo=todo, behind=behind, today=today())


@staff_only(Role.LIAISON)
def show_measure(number: str) -> ResponseReturnValue:
    """Show one measure with its proof and what came of an objection."""
    return render_template("organ/measure.html", measure=measure(number), today=today())


@staff_only(Role.LIAISON)
def download(number: str, attachment_id: int) -> ResponseReturnValue:
    """Hand out a file that was put to the liaison's organ, or sent in by it."""
    with reading(Actor.system()) as session:
        found = organ_desk.put_file(
            session, g.actor.staff_id, number, attachment_id, zone=office().zone
        )
    return hand_out(found or abort(404))


def enquiry(number: str) -> PutEnquiry:
    """Return an enquiry to the liaison's organ, or answer 404."""
    with reading(Actor.system()) as session:
        found = organ_desk.put_enquiry(session, g.actor.staff_id, number, zone=office().zone)
    return found or abort(404)


def measure(number: str) -> PutMeasure:
    """Return a measure for the liaison's organ, or answer 404."""
    with reading(Actor.system()) as session:
        found = organ_desk.put_measure(session, g.actor.staff_id, number, zone=office().zone)
    return found or abort(404)
