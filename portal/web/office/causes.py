"""Shared causes to look at: one cluster, two complaints side by side, and all that is alike."""

from collections.abc import Sequence

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.cluster import objection
from portal.domain.comparing import marked, text_of
from portal.domain.permissions import OFFICE_ROLES
from portal.domain.search import Piece
from portal.queries.casefile import Casefile
from portal.queries.causes import joined_causes, suggested_causes
from portal.queries.cluster_events import cluster_events
from portal.queries.clusters import candidates, joining
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.office.clustering_forms import REFERENCE
from portal.web.office.clustering_rows import cause_of
from portal.web.office.desk import look
from portal.web.office.fitting import today
from portal.web.office.forms import number

JOINED = "joined"


def to_cluster(file: Casefile) -> ResponseReturnValue:
    """Send the browser to what stands together with the complaint."""
    return redirect(url_for("office.show_cluster", reference=file.reference), 303)


@staff_only(*OFFICE_ROLES)
def show_cluster(reference: str) -> ResponseReturnValue:
    """Show what stands together with one complaint, who leads, and what was joined when."""
    file = look(reference)
    with reading(g.actor) as session:
        cause = cause_of(session, file)
        events = cluster_events(session, file.case.complaint_id)
    return render_template(
        "office/show_cluster.html", file=file, cause=cause, events=events, today=today()
    )


@staff_only(*OFFICE_ROLES)
def compare(reference: str) -> ResponseReturnValue:
    """Show two complaints side by side, what is alike marked."""
    named = request.args.get("with", "")
    file, other = look(reference), look(named) if REFERENCE.fullmatch(named) else abort(404)
    with reading(g.actor) as session:
        found = candidates(session, file.case.complaint_id, [other.reference])
        own = joining(session, file.case.complaint_id)
    if not found or file.reference == other.reference:
        abort(404)
    return render_template(
        "office/compare.html", file=file, other=other, alike=found[0],
        sides=[side(file, other), side(other, file)], objection=objection(own, found[0].joining),
    )  # fmt: skip


def side(one: Casefile, other: Casefile) -> tuple[Casefile, Sequence[Piece], Sequence[Piece]]:
    """Return *one* with its subject and its facts in pieces, those marked that *other* says too."""
    said = text_of(other.matter.subject, other.matter.facts)
    return one, marked(one.matter.subject, said), marked(one.matter.facts, said)


@staff_only(*OFFICE_ROLES)
def list_causes() -> ResponseReturnValue:
    """List what says much the same and waits to be joined, or what is joined."""
    joined_ones = request.args.get("which") == JOINED
    before = number(request.args.get("before", "")) or None
    ask = joined_causes if joined_ones else suggested_causes
    with reading(g.actor) as session:
        page = ask(session, before=before)
    return render_template(
        "office/list_causes.html", page=page, joined=joined_ones, before=before, today=today()
    )
