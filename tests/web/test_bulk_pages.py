"""Something done to many complaints: asked about, begun, watched, reported, exported."""

import csv
import io
import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.tabular import guarded
from portal.models.bulk_run import BulkRun
from portal.services import bulk_runs as runs
from portal.services import tags
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.web.browsing import Page


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


def worked_off(session: Session, office: Office, run_id: int = 1) -> None:
    """Do what the workers would."""
    runs.carry_on(session, run_id, office=office, now=NOW)
    session.commit()


def begin(browser: Browser, **fields: object) -> str:
    """Tick, answer what is asked, begin; return where the run is watched."""
    browser.get("/office/?whose=all")
    asked = browser.post("/office/bulk/begin", **fields)
    assert asked.status_code == 200
    Page.of(asked)
    begun = browser.post("/office/bulk/begin", step="save", **fields)
    assert begun.status_code == 303
    return str(begun.location)


def test_ticked_complaints_are_tagged_and_reported(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    one, two = make.complaint(), make.complaint()
    browser = desk.seat(make.staff(Role.INTAKE))

    watched = begin(browser, deed="tag", reference=[one.reference, two.reference], tag="涉企")
    waiting = browser.get(watched)
    worked_off(session, office)
    finished = browser.get(watched)

    assert '<meta http-equiv="refresh"' in waiting.text
    assert "0 of 2 worked off" in waiting.text
    assert "Finished: 2 done, 0 not done." in finished.text
    assert "http-equiv" not in finished.text
    assert one.reference in finished.text
    assert "涉企" in browser.get("/office/?whose=all").text
    assert "finished" in browser.get("/office/bulk").text


def test_all_of_a_view_is_what_the_view_lists(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    make.complaint()
    other = make.complaint(organ_code="water")
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    watched = begin(browser, deed="tag", all="1", view="whose=all&organ=water", tag="水")
    worked_off(session, office)

    page = browser.get(watched).text
    assert "Finished: 1 done" in page
    assert other.reference in page


def test_what_is_missing_is_asked_for(desk: Desk, make: Make) -> None:
    complaint = make.complaint()
    browser = desk.seat(make.staff(Role.SUPERVISOR))
    browser.get("/office/")

    page = browser.post(
        "/office/bulk/begin", deed="assign", reference=complaint.reference, step="save", reason="因"
    )
    nothing = browser.post("/office/bulk/begin", deed="assign", view="due=overdue")

    assert page.status_code == 422
    assert "Choose who should take them" in page.text
    assert complaint.reference in page.text
    assert 'value="因"' in page.text
    assert nothing.location == "/office/?due=overdue"
    assert "Tick the complaints first." in browser.get("/office/").text


def test_who_was_named_takes_them(desk: Desk, make: Make, session: Session, office: Office) -> None:
    make.staff()
    taker = make.staff()
    complaint = make.assigned()
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    begin(
        browser, deed="assign", reference=complaint.reference, officer=taker.username, reason="轮岗"
    )
    worked_off(session, office)

    session.refresh(complaint)
    assert complaint.assignee_id == taker.id


def test_the_class_is_set(desk: Desk, make: Make, session: Session, office: Office) -> None:
    officer, complaint = make.staff(), make.assigned()
    browser = desk.seat(officer)

    begin(
        browser, deed="set_class", reference=complaint.reference, answer_class="simple", reason=""
    )
    worked_off(session, office)

    session.refresh(complaint)
    assert complaint.answer_class.value == "simple"


@pytest.mark.parametrize(("role", "deed"), [(Role.AUDITOR, "tag"), (Role.INTAKE, "assign")])
def test_what_a_role_never_does_is_not_offered(
    desk: Desk, make: Make, role: Role, deed: str
) -> None:
    complaint = make.complaint()
    browser = desk.seat(make.staff(role))

    page = browser.get("/office/?whose=all").text
    refused = browser.post("/office/bulk/begin", deed=deed, reference=complaint.reference)

    assert f'value="{deed}"' not in page
    assert refused.status_code == 403


def test_a_table_is_exported_without_formulas_and_without_who_complained(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    complaint = make.complaint(subject='=HYPERLINK("http://x.example")', official_name="李某")
    browser = desk.seat(make.staff(Role.SUPERVISOR))
    watched = begin(browser, deed="export", reference=complaint.reference)
    assert browser.get(f"{watched}/table.csv").status_code == 404
    worked_off(session, office)

    answer = browser.get(f"{watched}/table.csv")

    heads, row = csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert row[0] == complaint.reference
    assert row[4] == '\'=HYPERLINK("http://x.example")'
    assert (heads[-2], row[-2]) == ("Next deadline provisional", "")
    assert "王某" not in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    session.expire_all()
    assert session.get_one(BulkRun, 1).fetched_at is not None


def test_what_is_walled_off_by_then_is_not_in_the_table(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    hidden, seen = make.complaint(), make.complaint(organ_code="water")
    head = make.staff(Role.SUPERVISOR)
    browser = desk.seat(head)
    watched = begin(browser, deed="export", reference=[hidden.reference, seen.reference])
    worked_off(session, office)
    make.tie(head, organ=make.organ())
    session.commit()

    table = browser.get(f"{watched}/table.csv").text

    assert seen.reference in table
    assert hidden.reference not in table


def test_everything_on_the_page_is_taken_without_scripts(desk: Desk, make: Make) -> None:
    made = [make.complaint().reference for _ in range(3)]
    browser = desk.seat(make.staff(Role.INTAKE))
    listed = browser.get("/office/?whose=all").text

    asked = browser.post("/office/bulk/begin", deed="tag", page="1", listed=made[:2]).text

    assert re.findall(r'name="listed" value="([^"]+)"', listed) == made
    assert re.findall(r'name="reference" value="([^"]+)"', asked) == made[:2]
    assert "Do it to 2 complaints" in asked


def test_it_is_told_beforehand_what_would_be_left_as_it_is(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    officer, other = make.staff(), make.staff()
    own = make.assigned(subject="自己的一件")
    done = lead_to(session, make, Status.DECLINED, office=office)
    theirs = make.complaint(subject="别人的一件")
    own.assignee_id, theirs.assignee_id, theirs.status = officer.id, other.id, Status.ASSIGNED
    theirs.assigned_at = theirs.filed_at
    session.flush()
    browser = desk.seat(officer)
    browser.get("/office/")
    chosen = [own.reference, done.reference, theirs.reference]

    asked = browser.post("/office/bulk/begin", deed="set_class", reference=chosen).text

    told = [item.split("</li>")[0] for item in asked.split("<li>")[1:] if "XN-2026" in item]
    assert "自己的一件" in told[0]
    assert [("Left as it is" in each) for each in told] == [False, True, True]
    assert "It cannot be done as the complaint stands now" in told[1]
    assert "You may not do this to this complaint" in told[2]
    assert "Do it to 1 complaint" in asked


def test_a_reassignment_is_undone_where_it_is_reported(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    first = make.staff()
    complaint = make.assigned()
    taker = make.staff()
    browser = desk.seat(make.staff(Role.SUPERVISOR))
    watched = begin(
        browser, deed="assign", reference=complaint.reference, officer=taker.username, reason="轮岗"
    )
    assert browser.post(f"{watched}/undo").status_code == 404
    worked_off(session, office)
    assert "Give 1 complaint back to who had it" in browser.get(watched).text

    undone = browser.post(f"{watched}/undo", reason=" 选错了人 ")
    worked_off(session, office, 2)

    session.refresh(complaint)
    assert complaint.assignee_id == first.id
    page = browser.get(undone.location).text
    assert "Finished: 1 done, 0 not done." in page
    assert "选错了人" in page
    assert desk.seat(make.staff(Role.INTAKE)).post(f"{watched}/undo").status_code == 403


def test_only_what_can_be_done_to_something_listed_is_offered(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    officer = make.staff()
    make.assigned()
    lead_to(session, make, Status.DECLINED, office=office)
    own, head = desk.seat(officer), desk.seat(make.staff(Role.SUPERVISOR))

    offered = {
        (who, query): re.findall(r'name="deed"\s+value="([^"]+)"', browser.get(query).text)
        for who, browser in (("officer", own), ("head", head))
        for query in ("/office/?whose=all", "/office/?whose=all&status=declined")
    }

    rest = ["tag", "untag", "export"]
    assert offered["officer", "/office/?whose=all"] == ["tag", "untag", "set_class", "export"]
    assert offered["officer", "/office/?whose=all&status=declined"] == rest
    assert offered["head", "/office/?whose=all"] == ["assign", *rest]
    assert offered["head", "/office/?whose=all&status=declined"] == rest


def test_the_table_speaks_in_words_and_names_the_tags(
    desk: Desk, make: Make, session: Session, office: Office
) -> None:
    head = make.staff(Role.SUPERVISOR)
    complaint = make.complaint(official_name="李某")
    tags.tag(session, complaint, head.as_actor(), "涉企", now=NOW)
    tags.tag(session, complaint, head.as_actor(), "重访", now=NOW)
    browser = desk.seat(head)
    watched = begin(browser, deed="export", reference=complaint.reference)
    worked_off(session, office)

    answer = browser.get(f"{watched}/table.csv").get_data()

    assert answer.startswith(b"\xef\xbb\xbf")
    heads, row = csv.reader(io.StringIO(answer.decode("utf-8-sig")))
    told = dict(zip(heads, row, strict=True))
    assert told["Came in"] == "on the web"
    assert told["Language"] == "简体中文"
    assert told["Tags"] == "涉企; 重访"
    assert told["Categories"].startswith("C03 ")
    assert told["Categories"].isascii()


def test_the_run_of_another_is_nobodys_business(desk: Desk, make: Make) -> None:
    complaint = make.complaint()
    watched = begin(
        desk.seat(make.staff(Role.SUPERVISOR)), deed="export", reference=complaint.reference
    )

    assert desk.seat(make.staff(Role.SUPERVISOR)).get(watched).status_code == 404


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_plain_cells_stay_as_they_are() -> None:
    assert [guarded(cell) for cell in ("", "XN-2026-1", "窗口=1")] == ["", "XN-2026-1", "窗口=1"]
