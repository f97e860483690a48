"""A visitor, an organ to complain about, and a form filled in well."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.web.browsing import Fill, Page, Refused, Visitor
from tools import catalogues

GOOD = {
    "organ": "housing",
    "category": ["C03", "C12"],
    "subject": "窗口推诿，三次都没办成",
    "facts": "我三次去窗口办理，每次都说材料不全。",
    "loss": "none",
    "name": "王某",
    "email": "wang@example.org",
    "truthful": "y",
}


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    """The catalogues as they stand in the tree."""
    for area in catalogues.AREAS:
        catalogues.compile_area(area)


@pytest.fixture
def client(app: Flask) -> Visitor:
    return Visitor(app, use_cookies=True)


@pytest.fixture
def organ(make: Make, session: Session) -> str:
    """The code of an organ."""
    code = make.organ().code
    session.commit()
    return code


@pytest.fixture
def fill(client: Visitor, organ: str) -> Fill:
    """Fill in the form as shown, well but for the *changes*; None leaves a field out."""

    def filled(**changes: Any) -> dict[str, Any]:
        form = {**client.page("/complaints/new").form(), **GOOD, "organ": organ, **changes}
        return {name: value for name, value in form.items() if value is not None}

    return filled


@pytest.fixture
def refused(client: Visitor, fill: Fill) -> Refused:
    """Send the form with *changes* that make it fail, and return the page that comes back."""

    def sent(**changes: Any) -> Page:
        response = client.send("/complaints/new", fill(**changes))
        assert response.status_code == 422
        return Page.of(response)

    return sent
