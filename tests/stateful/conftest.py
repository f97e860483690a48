"""A clean slate within one test."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.extensions import db
from tests import emptying


@pytest.fixture
def empty_tables(app: Flask) -> Callable[[], None]:
    """Empty every table, as before each test."""

    def empty() -> None:
        db.session.remove()
        emptying.empty_tables()

    return empty
