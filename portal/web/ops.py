"""What operations ask: whether the process is alive, and whether it can serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.domain.permissions import Actor
from portal.transaction import reading
from portal.web.access import public

bp = Blueprint("ops", __name__)
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
