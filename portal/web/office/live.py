"""What changes while somebody looks: the front of the queue, and who else has a complaint open."""

import hashlib

from flask import abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.domain.permissions import OFFICE_ROLES
from portal.queries.casefile import Casefile
from portal.queries.presence import Present, present
from portal.queries.worklist import front
from portal.services import glances
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.language import say
from portal.web.office.narrowing import read


@staff_only(*OFFICE_ROLES)
def queue_changes() -> ResponseReturnValue:
    """Tell which complaints stand on the first page, at which version; 304 when nothing moved."""
    with reading(g.actor) as session:
        shown = front(session, read(session, request.args.to_dict()).selection)
    response = jsonify(rows=shown)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20])
    response.headers["Cache-Control"] = "no-cache, private"
    return response.make_conditional(request)


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
    """Return who else has the complaint open, for the page that is being written."""
    with reading(g.actor) as session:
        return _others(session, file.case.complaint_id)


def _others(session: Session, complaint_id: int) -> list[Present]:
    return present(session, complaint_id, but_of=g.actor.staff_id, now=now())
