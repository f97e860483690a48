"""The queue's page: narrowed by its address, searched, saved as views, watched."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.services import glances, indexing, tags
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.web.browsing import Page
from tests.web.office_desk import address, do


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


CHANGES = "/office/changes?whose=all"


def shown(browser: Browser, query: str) -> str:
    """Return the queue as an address narrows it; a page that can be shown to people."""
    response = browser.get(f"/office/?{query}")
    Page.of(response)
    return response.text


def test_what_narrows_can_be_left_out_one_by_one(desk: Desk, make: Make) -> None:
    make.complaint()

    page = shown(desk.seat(make.staff(Role.SUPERVISOR)), "status=received&due=overdue&written=en")

    for without in ("written=en&amp;due=overdue", "status=received&amp;written=en"):
        assert f'href="/office/?{without}"' in page
    assert "There is nothing here." in page


@pytest.mark.parametrize(
    "query",
    ["status=received", "organ=housing", "category=C03", "written=zh-Hans", "due=overdue",
     "door=web", "age=30", "unread=1", "tag=涉企", "whose=nobody", "severity=warning",
     "order=severity", "order=newest", "q=窗口", "q=推诿&organ=housing"],
)  # fmt: skip
def test_the_address_narrows_the_queue(
    desk: Desk, make: Make, session: Session, query: str
) -> None:
    head = make.staff(Role.SUPERVISOR)
    complaint = make.complaint()
    indexing.index_complaint(session, complaint.id)
    tags.tag(session, complaint, head.as_actor(), "涉企", now=NOW)

    page = shown(desk.seat(head), query)

    assert complaint.reference in page


def test_what_was_looked_for_is_marked(desk: Desk, make: Make, session: Session) -> None:
    complaint = make.complaint()
    indexing.index_complaint(session, complaint.id)

    page = shown(desk.seat(make.staff(Role.INTAKE)), "q=材料不全")

    assert "<mark>材料不全</mark>" in page
    assert complaint.reference in page


def test_hostile_words_are_shown_as_words(desk: Desk, make: Make) -> None:
    page = shown(desk.seat(make.staff(Role.INTAKE)), "q=%3Cscript%3E%25_%5C&tag=%3Cb%3E&whose=x")

    assert "<script>%_" not in page
    assert "&lt;script&gt;" in page


def test_a_reference_in_the_search_leads_to_its_complaint(desk: Desk, make: Make) -> None:
    complaint = make.complaint()
    browser = desk.seat(make.staff(Role.INTAKE))

    response = browser.get(f"/office/?q={complaint.reference.lower()}")

    assert response.location == address(complaint)


def test_views_have_counts_and_stop_at_their_cap(desk: Desk, make: Make) -> None:
    make.complaint()

    page = shown(desk.seat(make.staff(Role.SUPERVISOR)), "whose=all")

    assert 'Everything open\n          <span class="count">1</span>' in page


def test_a_view_is_saved_renamed_deleted_and_brought_back(desk: Desk, make: Make) -> None:
    browser = desk.seat(make.staff(Role.SUPERVISOR))
    browser.get("/office/views?query=due%3Doverdue%26order%3Dseverity")

    saved = browser.post("/office/views", name="超期重件", query="due=overdue&order=severity&x=1")
    assert saved.location == "/office/?due=overdue&order=severity"
    assert "超期重件" in shown(browser, "whose=all")

    browser.post("/office/views/1", name="先办")
    assert "先办" in shown(browser, "whose=all")

    deleted = browser.post("/office/views/1", step="delete")
    page = browser.get(deleted.location).text
    assert "“先办” is deleted." in page
    assert "先办" not in shown(browser, "whose=all")

    browser.post("/office/views/1", step="bring_back")
    assert "先办" in shown(browser, "whose=all")


def test_a_view_without_a_name_is_asked_about(desk: Desk, make: Make) -> None:
    browser = desk.seat(make.staff(Role.SUPERVISOR))
    browser.get("/office/views?query=due%3Doverdue")

    response = browser.post("/office/views", name=" ", query="due=overdue")

    assert response.status_code == 422
    assert "Give the view a name" in response.text
    assert "Overdue" in response.text


def test_views_are_ones_own_or_shared_with_the_role(desk: Desk, make: Make) -> None:
    head, other = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    first, second = desk.seat(head), desk.seat(other)
    first.post("/office/views", name="自用", query="due=today")
    first.post("/office/views", name="共用", query="due=week", shared="1")

    page = shown(second, "whose=all")

    assert "共用" in page
    assert "自用" not in page
    assert second.post("/office/views/2", step="delete").status_code == 404
    assert second.post("/office/views/1", name="x").status_code == 404


def test_what_changed_is_told_and_nothing_else(desk: Desk, make: Make) -> None:
    head = make.staff(Role.SUPERVISOR)
    complaint = make.complaint()
    browser = desk.seat(head)

    first = browser.get("/office/changes?whose=all")
    again = browser.get(
        "/office/changes?whose=all", headers={"If-None-Match": first.headers["ETag"]}
    )
    make.complaint()
    make.session.commit()
    fresh = browser.get(
        "/office/changes?whose=all", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert first.json == {"rows": [[complaint.reference, 1]]}
    assert (again.status_code, again.data) == (304, b"")
    assert fresh.status_code == 200
    assert "XN-2026-000002" in fresh.text


def test_who_else_is_there_is_told_before_both_type(
    desk: Desk, make: Make, session: Session
) -> None:
    officer, head = make.staff(name="李某"), make.staff(Role.SUPERVISOR, name="王某")
    complaint = make.assigned()
    first, second = desk.seat(officer), desk.seat(head)

    assert "hidden" in first.get(address(complaint)).text.split("data-presence")[1].split(">")[0]
    page = second.get(address(complaint)).text
    assert "李某 · Investigator" in page
    assert "李某 · Investigator" in second.get(address(complaint, "reassign")).text
    assert first.post(address(complaint, "stay")).json == {"others": ["王某 · Supervisor"]}


def test_who_has_left_is_forgotten(desk: Desk, make: Make, session: Session) -> None:
    officer, head = make.staff(name="李某"), make.staff(Role.SUPERVISOR)
    complaint = make.assigned()
    left = now() - glances.HERE
    glances.arrive(session, complaint.id, officer.as_actor(), version=1, now=left)

    assert "李某 · Investigator" not in desk.seat(head).get(address(complaint)).text


def test_nobody_is_there_behind_the_wall(desk: Desk, make: Make) -> None:
    complaint = make.complaint()
    tied = make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())

    assert desk.seat(tied).post(address(complaint, "stay")).status_code == 404


def test_what_was_opened_is_read_until_it_changes(desk: Desk, make: Make, office: Office) -> None:
    officer = make.staff()
    complaint = make.assigned()
    browser = desk.seat(officer)
    assert complaint.reference in shown(browser, "whose=mine&unread=1")

    browser.get(address(complaint))
    assert complaint.reference not in shown(browser, "whose=mine&unread=1")

    do(browser, complaint, "accept")
    browser.get("/office/")
    assert browser.get(address(complaint)).status_code == 200
