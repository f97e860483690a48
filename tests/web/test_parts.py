"""Forms that arrive odd, overlong or broken: what was typed comes back."""

from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from tests.web.browsing import Fill, Page, Visitor, form_body

MEGABYTE = 1024 * 1024


def test_a_files_name_in_another_encoding_is_repaired(
    client: Visitor, fill: Fill, session: Session
) -> None:
    kind, body = form_body(fill(attachments=[(BytesIO("记录".encode()), "NAME.txt")]))

    named = body.replace(b"NAME", "照片".encode("gb18030"))
    response = client.post("/complaints/new", data=named, content_type=kind)

    assert response.status_code == 303
    name = session.scalars(select(Attachment.name)).one()
    assert name.endswith(".txt")
    assert "\ufffd" in name


def test_such_a_name_costs_nothing_that_was_typed(client: Visitor, fill: Fill) -> None:
    kind, body = form_body(fill(name="", attachments=[(BytesIO(b"MZ"), "NAME.exe")]))

    response = client.post(
        "/complaints/new", data=body.replace(b"NAME", b"\xff"), content_type=kind
    )

    page = Page.of(response)
    assert response.status_code == 422
    assert set(page.errors()) == {"name", "attachments"}
    assert page.form()["facts"] == fill()["facts"]


@pytest.mark.parametrize("field", ["facts", "subject", "wish"])
def test_one_immense_text_comes_back_with_the_rest(client: Visitor, fill: Fill, field: str) -> None:
    response = client.send("/complaints/new", fill(place="大厅", **{field: "字" * 2 * MEGABYTE}))

    page = Page.of(response)
    again = page.form()
    assert response.status_code == 413
    assert "其中一段文字太长" in page.said("main")
    assert (again["place"], again["category"]) == ("大厅", ["C03", "C12"])
    assert len(again[field]) > MEGABYTE


def test_what_came_back_can_be_shortened_and_sent(
    client: Visitor, fill: Fill, session: Session
) -> None:
    again = Page.of(client.send("/complaints/new", fill(facts="字" * 2 * MEGABYTE))).form()

    response = client.send("/complaints/new", {**again, "facts": "短了"})

    assert response.status_code == 303
    assert session.scalars(select(Complaint.facts)).one() == "短了"


def test_hundreds_of_files_cost_nothing_that_was_typed(client: Visitor, fill: Fill) -> None:
    files = [(BytesIO(b"a"), f"{number}.txt") for number in range(300)]

    response = client.send("/complaints/new", fill(place="大厅", attachments=files))

    assert response.status_code == 413
    assert Page.of(response).form()["place"] == "大厅"


def test_a_large_file_with_a_large_text_comes_back(client: Visitor, fill: Fill) -> None:
    film = (BytesIO(bytes(61 * MEGABYTE)), "现场.mp4")

    response = client.send("/complaints/new", fill(facts="字" * 2 * MEGABYTE, attachments=[film]))

    assert response.status_code == 413
    assert len(Page.of(response).form()["facts"]) > MEGABYTE


@pytest.mark.parametrize("length", [0, 1, 200, 900, -60, -1])
def test_a_body_that_breaks_off_is_refused_with_a_page(
    client: Visitor, fill: Fill, length: int
) -> None:
    kind, body = form_body(fill())

    response = client.post("/complaints/new", data=body[:length], content_type=kind)

    assert response.status_code in {303, 400}
    assert response.status_code == 303 or Page.of(response)


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"],
)
def test_a_body_without_a_boundary_is_refused_with_a_page(
    client: Visitor, fill: Fill, kind: str
) -> None:
    response = client.post("/complaints/new", data=form_body(fill())[1], content_type=kind)

    assert response.status_code == 400
    assert Page.of(response)
