"""The public figures as a page and as open data."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.definitions import DEFINITIONS
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.services.office import Office
from portal.web.context import now
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.web.browsing import Page, Visitor

PAGE, CSV, JSON = "/statistics", "/statistics.csv", "/statistics.json"


@pytest.fixture(autouse=True)
def _counted_anew(app: Flask) -> Iterator[None]:
    """Figures of another test are forgotten."""
    app.extensions.pop("statistics", None)
    yield
    app.extensions.pop("statistics", None)


@pytest.fixture
def complaints(session: Session, make: Make, office: Office) -> None:
    """Six complaints to decide on, six declined, and two taken back."""
    make.staff(), make.staff(Role.SUPERVISOR)
    for status, number in ((Status.ASSIGNED, 6), (Status.DECLINED, 6), (Status.WITHDRAWN, 2)):
        for _ in range(number):
            lead_to(session, make, status, office=office)
    session.commit()


def rows(client: Visitor) -> list[dict[str, str]]:
    text = client.get(CSV).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_shows_what_adds_up_and_withholds_what_is_small(
    client: Visitor, complaints: None
) -> None:
    page = client.page(PAGE, headers={"Accept-Language": "en"})

    line = " ".join(page.said("main").split())
    assert "Received 14 = Accepted, in hand 0" in line
    assert "Declined 6 + withheld states together 8" in line
    assert "h1" in {tag for tag, _ in page.elements}


def test_every_chart_stands_beside_a_table(client: Visitor, complaints: None) -> None:
    page = client.page(PAGE)

    tags = [tag for tag, _ in page.elements if tag in {"svg", "table"}]
    assert tags.count("svg") == 4
    assert tags == ["svg", "table", "table"] * 3 + ["svg", "table"]
    assert all(known.get("aria-label") for tag, known in page.elements if tag == "svg")


def test_the_page_stands_before_anybody_complained(client: Visitor) -> None:
    assert client.page(PAGE).response.status_code == 200


def test_the_open_data_say_what_the_page_says(client: Visitor, complaints: None) -> None:
    document = json.loads(client.get(JSON).get_data(as_text=True))
    table = {(row["breakdown"], row["key"], row["figure"]): row["value"] for row in rows(client)}

    assert document["total"]["received"] == 14
    assert document["total"]["withdrawn"] is None
    assert document["together"]["count"] == 8
    assert set(document["definitions"]) == set(map(str, DEFINITIONS))
    assert table["total", "all", "received"] == "14"
    assert table["total", "all", "withdrawn"] == ""
    assert table["organ", "housing", "declined"] == str(document["by_organ"][0]["declined"])


def test_every_line_of_the_table_carries_its_definition(client: Visitor, complaints: None) -> None:
    listed = rows(client)

    assert listed
    assert [row for row in listed if not (row["definition_zh"] and row["definition_en"])] == []


@pytest.mark.parametrize(("path", "kind"), [(CSV, "text/csv"), (JSON, "application/json")])
def test_the_open_data_are_files(client: Visitor, path: str, kind: str) -> None:
    response = client.get(path)

    assert response.mimetype == kind
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_no_single_complaint_is_named(client: Visitor, complaints: None) -> None:
    for path in (PAGE, CSV, JSON):
        assert "XN-" not in client.get(path).get_data(as_text=True)


def test_the_figures_are_counted_again_after_some_minutes(
    client: Visitor, session: Session, make: Make, office: Office, complaints: None
) -> None:
    begin = now()
    with time_machine.travel(begin, tick=False):
        client.get(PAGE)
    for _ in range(5):
        lead_to(session, make, Status.ASSIGNED, office=office, now=NOW)
    session.commit()

    with time_machine.travel(begin + timedelta(minutes=4), tick=False):
        assert client.get(JSON).get_json()["total"]["received"] == 14
    with time_machine.travel(begin + timedelta(minutes=6), tick=False):
        assert client.get(JSON).get_json()["total"]["received"] == 19


def test_the_front_page_leads_to_the_figures(client: Visitor) -> None:
    page: Page = client.page("/")

    assert PAGE in {known.get("href") for tag, known in page.elements if tag == "a"}
