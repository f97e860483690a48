"""The public figures, as a page and as open data, kept for some minutes [8.2, 8.3, 8.8, 8.9]."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, current_app, jsonify, make_response, render_template
from flask.typing import ResponseReturnValue

from portal.domain.definitions import DEFINITIONS, WITHHELD
from portal.domain.permissions import Actor
from portal.domain.severity import Severity
from portal.domain.statistics import Figures, Share, State, published
from portal.queries.statistics import census
from portal.transaction import reading
from portal.web.access import public
from portal.web.context import now, office
from portal.web.public.open_data import as_csv, as_document

KEPT = timedelta(minutes=5)
"""How old the figures may be: a page that everybody opens must stay cheap."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures as counted at one instant."""

    figures: Figures
    counted_at: datetime


def edition() -> Edition:
    """Return the figures of this process, counted again when they are older than KEPT."""
    kept: Edition | None = current_app.extensions.get("statistics")
    if kept is None or now() - kept.counted_at > KEPT:
        kept = current_app.extensions["statistics"] = count()
    return kept


def count() -> Edition:
    """Count everything as the system: nothing but sums comes back, and small ones stay here."""
    counted_at, zone = now(), office().zone
    with reading(Actor.system()) as session:
        found = census(session, zone=zone, today=counted_at.astimezone(zone).date())
    return Edition(published(found), counted_at)


@public
def statistics() -> ResponseReturnValue:
    """Show the figures with their definitions."""
    current = edition()
    return render_template(
        "public/statistics.html",
        figures=current.figures, counted_at=current.counted_at, definitions=DEFINITIONS,
        withheld=WITHHELD, states=list(State), shares=list(Share), severities=list(Severity),
    )  # fmt: skip


@public
def statistics_csv() -> ResponseReturnValue:
    """Hand out the figures as one long table."""
    current = edition()
    return as_file(make_response(as_csv(current.figures, current.counted_at)), "text/csv", "csv")


@public
def statistics_json() -> ResponseReturnValue:
    """Hand out the figures as one document, definitions included."""
    current = edition()
    document = as_document(current.figures, current.counted_at)
    return as_file(jsonify(document), "application/json", "json")


def as_file(response: Response, media_type: str, ending: str) -> Response:
    """Return *response* as a file to keep."""
    response.headers["Content-Type"] = f"{media_type}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="statistics.{ending}"'
    response.headers["Cache-Control"] = f"public, max-age={int(KEPT.total_seconds())}"
    return response
