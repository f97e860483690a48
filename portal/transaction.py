"""The one place that commits, and the two ways to get a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.extensions import db
from portal.models import wall


@contextmanager
def transaction(actor: Actor) -> Iterator[Session]:
    """Commit what the block did as *actor*, or, if it raised, undo all of it."""
    with acting(actor) as session:
        yield session
        session.commit()


@contextmanager
def single_statement(actor: Actor) -> Iterator[Session]:
    """Run one statement as *actor* that commits itself: a third of a transaction's round trips.

    For the filing path, where one statement writes everything; a second one would stand alone.
    """
    with acting(actor) as session:
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        yield session


@contextmanager
def reading(actor: Actor) -> Iterator[Session]:
    """Answer questions as *actor*; nothing that the block changed is kept."""
    with acting(actor) as session:
        yield session


@contextmanager
def acting(actor: Actor) -> Iterator[Session]:
    """Give a session that sees what *actor* may see, and leave nothing open behind it."""
    session = db.session()
    before = session.info.get("actor")
    if before is not None and before != actor:
        session.flush()  # is still the doing of whoever acted before
        session.expire_all()  # what they have read is to be read again, through the wall
    session.info["actor"] = actor
    wall.forget(session)
    try:
        yield session
    finally:
        session.rollback()
        session.info["actor"] = before
        wall.forget(session)
