"""The queue's page: narrowed by its address, searched, saved as views, watched."""

import re
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.inquiry import Channel
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.queries.view_counts import _arm
from portal.services import glances, indexing, tags
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.lives import lead_to
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

    assert re.search(r'Everything open\s+<span class="count"\s*>1</span>', page)


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


def test_the_rows_alone_are_handed_out_for_the_same_address(desk: Desk, make: Make) -> None:
    first, second = make.complaint(), make.complaint()
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    rows = browser.get("/office/rows?whose=all&after=2026-09-29_1&seen=1").text
    changes = browser.get("/office/changes?whose=all&after=2026-09-29_1&seen=1&counts=1")

    assert f'data-reference="{second.reference}"' in rows
    assert f'data-reference="{first.reference}"' not in rows
    assert "<html" not in rows
    assert "2 to 2 · Nearest deadline first" in rows
    assert changes.json is not None
    assert changes.json["rows"] == [[second.reference, 1]]
    assert changes.json["counts"]["whose=all"] == "2"


def test_a_search_is_watched_too(desk: Desk, make: Make, session: Session) -> None:
    complaint = make.complaint()
    indexing.index_complaint(session, complaint.id)
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    assert browser.get("/office/changes?q=窗口").json == {"rows": [[complaint.reference, 1]]}
    assert browser.get("/office/changes?q=%25").json == {"rows": []}


@pytest.mark.parametrize("signs", ["%", "_", "'", "——", "%%  ''"])
def test_signs_alone_find_nothing_and_it_is_said_why(
    desk: Desk, make: Make, session: Session, signs: str
) -> None:
    complaint = make.complaint()
    indexing.index_complaint(session, complaint.id)
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    page = browser.get("/office/", query_string={"q": signs}).text
    taken = browser.post("/office/bulk/begin", deed="tag", all="1", view=urlencode({"q": signs}))

    assert complaint.reference not in page
    assert "Nothing can be searched for by" in page
    assert taken.status_code == 303


@pytest.mark.parametrize(
    ("query", "words", "offered"),
    [
        ("whose=all&order=severity", "Gravest first", True),
        ("q=窗口&order=severity", "Newest first", False),
        ("status=declined&order=severity", "Newest first", False),
    ],
)
def test_the_order_is_told_as_it_is_and_offered_where_it_counts(
    desk: Desk,
    make: Make,
    session: Session,
    office: Office,
    query: str,
    words: str,
    *,
    offered: bool,
) -> None:
    make.staff()
    lead_to(session, make, Status.DECLINED, office=office)
    indexing.index_complaint(session, make.complaint().id)

    page = shown(desk.seat(make.staff(Role.SUPERVISOR)), query)

    assert f"· {words}" in " ".join(page.split())
    assert re.search(rf"<caption[^>]*>Complaints, {words}</caption>", page)
    assert ('id="order"' in page) is offered
    assert ("comes newest first" in page) is not offered


def test_the_doors_are_told_apart(desk: Desk, make: Make, session: Session) -> None:
    made = {}
    for channel in Channel:
        made[channel] = make.complaint()
        made[channel].channel = channel.value
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    for channel, one in made.items():
        page = shown(browser, f"whose=all&door={channel.value}")
        assert re.findall(r'data-reference="([^"]+)"', page) == [one.reference]


def test_a_count_that_is_not_known_is_no_figure(
    desk: Desk, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = make.staff(Role.SUPERVISOR)
    browser = desk.seat(head)
    for _ in range(2):
        browser.get(address(make.complaint()))
    monkeypatch.setattr("portal.queries.view_counts.PASSED_MAX", 1)
    _arm.cache_clear()
    make.complaint()
    glances.arrive(make.session, 1, head.as_actor(), version=1, now=NOW)
    make.session.commit()

    page = shown(browser, "whose=all")
    _arm.cache_clear()

    assert "0+" not in page
    assert 'title="None among the first 500 that were looked at">…</span>' in " ".join(page.split())


def test_whoever_opens_a_form_by_its_address_is_there(
    desk: Desk, make: Make, session: Session
) -> None:
    officer, head = make.staff(name="李某"), make.staff(Role.SUPERVISOR, name="王某")
    complaint = make.assigned()

    desk.seat(head).get(address(complaint, "reassign"))
    form = desk.seat(officer).get(address(complaint, "decline")).text

    assert "王某 · Supervisor" in form
    assert complaint.reference in shown(desk.seat(head), "whose=all&unread=1")


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
