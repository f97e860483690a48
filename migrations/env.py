"""How Alembic reaches the portal's database: through the application that called it."""

from alembic import context
from flask import current_app
from sqlalchemy import text

import portal.models.every  # noqa: F401 -- gives the metadata all its tables

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "10min"

target = current_app.extensions["migrate"].db.metadata


def run() -> None:
    """Run the migrations over one connection, giving up early where a lock is held."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
        connection.commit()
        context.configure(connection=connection, target_metadata=target, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
