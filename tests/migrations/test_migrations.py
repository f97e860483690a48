"""Migrations: up, down, up again, and equal to the models."""

from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from deploy.local.postgres import Postgres
from portal import create_app
from portal.extensions import db
from portal.settings import Settings

FOLDER = str(Path(__file__).parents[2] / "migrations")


@pytest.fixture
def fresh_app(postgres: Postgres, settings: Settings) -> Flask:
    postgres.drop_database("migrations")
    url = postgres.create_database("migrations")
    values = settings.model_dump() | {"database_url": url}
    return create_app(Settings(_env_file=None, **values))


def test_the_migrations_go_up_down_and_up_again(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        upgrade(directory=FOLDER)
        tables = set(inspect(db.engine).get_table_names())

        downgrade(directory=FOLDER, revision="base")
        left = set(inspect(db.engine).get_table_names())
        upgrade(directory=FOLDER)

        assert left == {"alembic_version"}
        assert set(inspect(db.engine).get_table_names()) == tables
        assert set(db.metadata.tables) <= tables
        db.engine.dispose()


def test_nothing_of_ours_outlives_the_way_down(fresh_app: Flask) -> None:
    left = text(
        "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = 'public' UNION SELECT sequencename FROM pg_sequences"
    )
    with fresh_app.app_context():
        upgrade(directory=FOLDER)

        downgrade(directory=FOLDER, revision="base")

        with db.engine.connect() as connection:
            assert connection.execute(left).all() == []
        db.engine.dispose()


def test_the_head_is_one_and_applied(app: Flask) -> None:
    script = ScriptDirectory(FOLDER)

    with db.engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()

    assert script.get_heads() == [at]
