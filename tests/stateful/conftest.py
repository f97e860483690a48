"""A clean slate within one test."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from portal.extensions import db


@pytest.fixture
def empty_tables(app: Flask) -> Callable[[], None]:
    """Empty every table, as before each test."""
    names = sorted(set(db.metadata.tables) - {"calendar_day", "calendar_year"})
    tables = ", ".join(f'"{name}"' for name in names)

    def empty() -> None:
        db.session.remove()
        with db.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
            connection.execute(text("ALTER SEQUENCE complaint_number RESTART"))

    return empty
