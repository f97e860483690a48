"""What operations ask: whether the process is alive, whether it can serve, and how much is owed."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.domain.permissions import Actor
from portal.transaction import reading
from portal.web import metrics
from portal.web.access import public
from portal.web.context import now

bp = Blueprint("ops", __name__)
bp.after_app_request(metrics.count)
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return "alive\n", PLAIN


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """Say whether the database answers; without it nothing can be filed. Redis is not asked."""
    try:
        with reading(Actor.complainant(None)) as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "the database does not answer\n", 503, PLAIN
    return "ready\n", PLAIN


@bp.get("/metrics")
@public
def figures() -> ResponseReturnValue:
    """Give Prometheus the figures; for whoever comes through a proxy there is no such page."""
    if "X-Forwarded-For" in request.headers:
        abort(404)
    try:
        with reading(Actor.system()) as session:
            return metrics.exposition(session, now=now()), {"Content-Type": CONTENT_TYPE_LATEST}
    except SQLAlchemyError:
        return "the database does not answer\n", 503, PLAIN
