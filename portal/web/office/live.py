"""What changes while somebody looks: the front of the queue, and who else has a complaint open."""

import hashlib
from typing import Any

from flask import abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.domain.permissions import OFFICE_ROLES
from portal.queries.casefile import Casefile
from portal.queries.choices import Choices
from portal.queries.presence import Present, present
from portal.queries.search import found_front
from portal.queries.worklist import front
from portal.services import glances
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.language import say
from portal.web.office.narrowing import Narrowing, read
from portal.web.office.places import Place
from portal.web.office.queue_views import shown_views


@staff_only(*OFFICE_ROLES)
def queue_changes() -> ResponseReturnValue:
    """Tell which complaints stand on a page, at which version; 304 when nothing moved.

    What each view counts is told too where the address asks for it.
    """
    asked = request.args.to_dict()
    with reading(g.actor) as session:
        narrowing = read(session, asked)
        told: dict[str, Any] = {"rows": shown_now(session, narrowing, Place.read(asked))}
        if "counts" in asked:
            told["counts"] = counts(session, narrowing.choices)
    response = jsonify(told)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20])
    response.headers["Cache-Control"] = "no-cache, private"
    return response.make_conditional(request)


def shown_now(session: Session, narrowing: Narrowing, place: Place) -> list[tuple[str, int]]:
    """Return the reference and the version of each row of a page of the queue or of a search."""
    if narrowing.unsearchable:
        return []
    selection, after = narrowing.selection, place.after
    if narrowing.sought:
        return found_front(session, narrowing.sought, selection, after=after)
    return front(session, selection, after=after)


def counts(session: Session, found: Choices) -> dict[str, str]:
    """Return what each view counts, as it is shown, by the arguments of its address."""
    views = shown_views(session, found)
    return {view.query: str(view.count) for view in views if view.count}


@staff_only(*OFFICE_ROLES)
def stay(reference: str) -> ResponseReturnValue:
    """Note that whoever is signed in still has the complaint open, and tell who else has."""
    with transaction(g.actor) as session:
        complaint_id = glances.stay(session, reference, g.actor, now=now())
        others = _others(session, complaint_id) if complaint_id else []
    if complaint_id is None:
        abort(404)
    response = jsonify(others=[f"{who.name} · {say(who.role.text)}" for who in others])
    response.headers["Cache-Control"] = "no-store"
    return response


def arrive(file: Casefile) -> None:
    """Note that whoever is signed in reads the complaint as it is, and has it open."""
    with transaction(g.actor) as session:
        glances.arrive(session, file.case.complaint_id, g.actor, version=file.version, now=now())


def others_here(file: Casefile) -> list[Present]:
    """Return who else has the complaint open, for the page that is being written.

    Whoever is shown it is there from now on, also at a form that was opened by its address.
    """
    with transaction(g.actor) as session:
        glances.come(session, file.case.complaint_id, g.actor, now=now())
        return _others(session, file.case.complaint_id)


def _others(session: Session, complaint_id: int) -> list[Present]:
    return present(session, complaint_id, but_of=g.actor.staff_id, now=now())
