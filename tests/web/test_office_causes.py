"""Joining complaints of one cause, carrying work over, taking out: as whoever does it meets it."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint, Recusal
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services import casework, clusters, findings
from portal.services.findings import Established
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.listening import listening
from tests.lives import established, lead_to
from tests.queries.test_clusters import AGAIN, TOLD, compare
from tests.web.browsing import Page, Visitor
from tests.web.office_desk import address, send

WHY = "同一窗口、同一天"
LOOKED = re.compile(r'name="looked"[^>]*value="([^"]*)"')


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def alike(session: Session, make: Make, officer: Staff) -> list[Complaint]:
    """Three that say much the same."""
    found = [make.assigned(facts=each) for each in (TOLD, AGAIN, TOLD)]
    compare(session)
    return found


@pytest.fixture
def browser(app: Flask, session: Session, officer: Staff, alike: list[Complaint]) -> Browser:
    return Desk(app, session).seat(officer)


@pytest.fixture
def joined(session: Session, officer: Staff, alike: list[Complaint]) -> list[Complaint]:
    """The three, joined."""
    together(session, officer, *alike)
    return alike


def together(session: Session, who: Staff, first: Complaint, *others: Complaint) -> None:
    references = [each.reference for each in others]
    clusters.join(session, first, who.as_actor(), references, reason=WHY, now=NOW)
    session.commit()


def join(browser: Browser, first: Complaint, *others: str, **fields: str) -> "tuple[int, str]":
    """Go the whole way: choose, look once more, join; return the last answer."""
    sent = {"others": list(others), "reason": WHY, **fields}
    checked = send(browser, first, "join", step="check", **sent)
    if checked.status_code != 200:
        return checked.status_code, checked.text
    (looked,) = LOOKED.findall(checked.text)
    again = {**sent, "looked": looked}
    done = browser.post(address(first, "join"), step="save", **again)
    return done.status_code, done.text


def standing(session: Session) -> set[int]:
    session.rollback()
    return set(
        session.scalars(select(ClusterMember.complaint_id).where(ClusterMember.left_at.is_(None)))
    )


def refused(browser: Browser, first: Complaint, *others: str, **fields: str) -> dict[str, str]:
    """Return what is said beside the fields of a form that is not taken."""
    sent = {"others": list(others), "reason": WHY, **fields}
    answer = send(browser, first, "join", step="check", **sent)
    assert answer.status_code == 422
    assert Page.of(answer).form()["reason"] == sent["reason"]
    return Page.of(answer).errors()


def test_what_is_alike_is_suggested_compared_and_joined(
    browser: Browser, session: Session, alike: list[Complaint]
) -> None:
    first, second, third = alike

    page = browser.get(address(first)).text
    side = browser.get(f"{address(first, 'compare')}?with={second.reference}").text
    status, _ = join(browser, first, second.reference, third.reference)

    assert f'data-alike="{second.reference}"' in page
    assert "<mark>" in side
    assert status == 303
    assert standing(session) == {each.id for each in alike}
    group = browser.get(address(second, "cluster")).text
    assert group.count("data-member=") == 3
    assert group.count("leads the investigation") == 1
    assert WHY in group


def test_numbers_are_read_in_either_width_and_case(
    browser: Browser, session: Session, alike: list[Complaint]
) -> None:
    numbers = f"{alike[1].reference.lower()}、ＸＮ{alike[2].reference[2:]}"

    status, _ = join(browser, alike[0], numbers=numbers)

    assert status == 303
    assert len(standing(session)) == 3


def test_every_reason_not_to_join_stands_beside_its_field(
    browser: Browser, session: Session, make: Make, office: Office, officer: Staff,
    alike: list[Complaint],
) -> None:  # fmt: skip
    first, second, third = alike
    water = make.assigned(organ_code="water")
    over = lead_to(session, make, Status.CLOSED, office=office)
    review = lead_to(session, make, Status.UNDER_REVIEW, office=office)
    pairs = [[make.assigned() for _ in range(2)] for _ in range(2)]
    for one, other in pairs:
        together(session, officer, one, other)

    assert "Tick one at least" in refused(browser, first)["others"]
    assert "no complaint XN-2026-9" in refused(browser, first, numbers="XN-2026-9")["numbers"]
    assert "another organ" in refused(browser, first, numbers=water.reference)["numbers"]
    assert "cannot be joined" in refused(browser, first, over.reference)["others"]
    assert "cannot be joined" in refused(browser, first, numbers=review.reference)["numbers"]
    assert "itself" in refused(browser, first, first.reference)["others"]
    two = refused(browser, first, pairs[0][0].reference, pairs[1][0].reference)
    assert "different groups" in two["others"]
    assert "another group" in refused(browser, pairs[0][0], pairs[1][0].reference)["others"]
    assert "joined with this one" in refused(browser, pairs[0][0], pairs[0][1].reference)["others"]
    assert "At most 20" in refused(browser, first, *(f"XN-2026-{n}" for n in range(21)))["others"]
    assert "Say why" in refused(browser, first, second.reference, reason="")["reason"]
    named = refused(browser, first, second.reference, reason=f"同 {third.reference}")
    assert "Name no complaint" in named["reason"]
    assert first.id not in standing(session)


def test_one_that_changed_between_the_two_looks_is_looked_at_again(
    browser: Browser, session: Session, make: Make, officer: Staff, alike: list[Complaint]
) -> None:
    first, second, third = alike
    sent = {"others": [second.reference], "reason": WHY}
    checked = send(browser, first, "join", step="check", **sent)
    (looked,) = LOOKED.findall(checked.text)
    together(session, officer, second, third)

    late = browser.post(address(first, "join"), step="save", looked=looked, **sent)

    assert late.status_code == 422
    assert "changed while you were looking" in Page.of(late).errors()["others"]
    assert first.id not in standing(session)
    assert join(browser, first, second.reference)[0] == 303


def test_two_at_once_the_second_reads_what_the_first_did(
    app: Flask, session: Session, make: Make, browser: Browser, alike: list[Complaint]
) -> None:
    colleague = Desk(app, session).seat(make.staff(Role.SUPERVISOR))
    for each in (browser, colleague):
        each.get(address(alike[0], "join"))
    stale = colleague.version
    join(browser, alike[0], alike[1].reference)

    late = colleague.post(
        address(alike[0], "join"), version=stale, step="check", others=[alike[2].reference],
        reason="我也看到了",
    )  # fmt: skip

    assert late.status_code == 409
    assert "changed while you were working on it" in late.text
    assert Page.of(late).form()["reason"] == "我也看到了"
    assert alike[2].id not in standing(session)


def test_what_is_behind_the_wall_is_neither_named_counted_nor_found(
    app: Flask, session: Session, make: Make, joined: list[Complaint]
) -> None:
    who = make.staff(Role.SUPERVISOR)
    hidden = joined[2].reference
    session.add(Recusal(complaint_id=joined[2].id, staff_id=who.id, reason="亲属", at=NOW))
    session.commit()
    browser = Desk(app, session).seat(who)

    pages = [
        browser.get(path).text
        for path in (
            address(joined[0]), address(joined[0], "cluster"), address(joined[0], "join"),
            address(joined[0], "take_out"), "/office/causes", "/office/causes?which=joined",
            "/office/?whose=all",
        )
    ]  # fmt: skip

    assert not any(hidden in page for page in pages)
    assert "one of 2" in pages[-1]
    assert "One of 2" in pages[1]
    assert browser.get(f"{address(joined[0], 'compare')}?with={hidden}").status_code == 404
    assert browser.get(address(joined[2], "cluster")).status_code == 404
    lone = make.assigned()
    session.commit()
    assert "There is no complaint" in refused(browser, lone, numbers=hidden)["numbers"]


@pytest.mark.parametrize("named", ["", "x", "XN-2026-999999", "%00"])
def test_beside_nothing_nothing_is_compared(
    browser: Browser, alike: list[Complaint], named: str
) -> None:
    assert browser.get(f"{address(alike[0], 'compare')}?with={named}").status_code == 404


def test_an_auditor_looks_and_joins_nothing(
    app: Flask, session: Session, make: Make, joined: list[Complaint]
) -> None:
    browser = Desk(app, session).seat(make.staff(Role.AUDITOR))

    page = browser.get(address(joined[0], "cluster"))

    assert page.status_code == 200
    assert not re.search(r'href="[^"]*/(join|take_out|carry_over)"', page.text)
    for way in ("join", "take_out", "carry_over"):
        assert browser.get(address(joined[0], way)).status_code == 403
    assert "Compare and join" not in browser.get("/office/causes").text


def test_taking_out_the_leading_one_says_who_leads_then(
    browser: Browser, session: Session, joined: list[Complaint]
) -> None:
    page = browser.get(address(joined[0], "take_out")).text
    empty = send(browser, joined[0], "take_out", step="save", reason="")
    done = send(browser, joined[0], "take_out", step="save", reason="原因不同")

    assert f"{joined[1].reference} leads then" in page
    assert "Say why" in Page.of(empty).errors()["reason"]
    assert done.status_code == 303
    assert standing(session) == {joined[1].id, joined[2].id}
    assert "原因不同" in browser.get(address(joined[0], "cluster")).text
    assert "two part" in browser.get(address(joined[1], "take_out")).text
    assert browser.get(address(joined[0], "take_out")).status_code == 409


def test_the_queue_marks_what_stands_together_and_asks_no_more_where_nothing_does(
    browser: Browser, session: Session, officer: Staff, alike: list[Complaint]
) -> None:
    with listening() as before:
        plain = browser.get("/office/?whose=all").text
    together(session, officer, *alike[:2])
    with listening() as after:
        page = browser.get("/office/?whose=all").text

    assert "one of" not in plain
    assert page.count("one of 2") == 2
    assert f'href="{address(alike[0], "cluster")}"' in page
    assert len(after) == len(before) + 1


def test_shared_causes_of_the_whole_office_are_listed(
    browser: Browser, session: Session, officer: Staff, alike: list[Complaint]
) -> None:
    waiting = browser.get("/office/causes").text
    together(session, officer, *alike)

    assert waiting.count("data-cause=") == 1
    assert all(each.reference in waiting for each in alike)
    assert "Nothing similar waits" in browser.get("/office/causes").text
    assert browser.get("/office/causes?which=joined").text.count("data-cause=") == 1
    assert "No complaints are joined" in browser.get("/office/causes?which=joined&before=1").text
    assert browser.get("/office/causes?before=x").status_code == 200


@pytest.fixture
def source(session: Session, make: Make, officer: Staff, office: Office) -> Complaint:
    """One with findings, joined with one that is accepted and one that is only assigned."""
    points = (Category.C03,)
    found = lead_to(session, make, Status.FINDINGS_PROPOSED, office=office, categories=points)
    others = [
        lead_to(session, make, at, office=office, filing_key=f"of-{at}", categories=points)
        for at in (Status.ACCEPTED, Status.ASSIGNED)
    ]
    together(session, officer, found, *others)
    return found


@pytest.fixture
def others(session: Session, source: Complaint) -> list[Complaint]:
    """Those that stand together with it."""
    query = select(Complaint).where(Complaint.id > source.id).order_by(Complaint.id)
    return [*session.scalars(query)]


@pytest.fixture
def desk(app: Flask, session: Session, officer: Staff, source: Complaint) -> Browser:
    return Desk(app, session).seat(officer)


def test_findings_are_shown_before_they_are_carried_over_and_each_goes_on_by_itself(
    desk: Browser, session: Session, source: Complaint, others: list[Complaint]
) -> None:
    accepted, assigned = others
    due = accepted.next_due_on

    page = desk.get(address(source, "carry_over"))
    shown = send(desk, source, "carry_over", step="check", others=[accepted.reference])
    before = session.scalars(select(Finding.complaint_id)).all()
    done = desk.post(address(source, "carry_over"), step="save", others=[accepted.reference])

    assert Page.of(page).form()["others"] == accepted.reference
    assert f'data-hindered="{assigned.reference}"' in page.text
    assert f'data-written="{accepted.reference}"' in shown.text
    assert "属实" in shown.text
    assert set(before) == {source.id}
    assert done.status_code == 303
    session.rollback()
    assert accepted.status is Status.FINDINGS_PROPOSED
    assert accepted.next_due_on == due
    assert set(session.scalars(select(Finding.complaint_id))) == {source.id, accepted.id}


def test_what_cannot_be_carried_over_is_said_beside_the_field(
    desk: Browser, session: Session, officer: Staff, office: Office, source: Complaint,
    others: list[Complaint],
) -> None:  # fmt: skip
    def errors(*chosen: str) -> str:
        answer = send(desk, source, "carry_over", step="check", others=list(chosen))
        assert answer.status_code == 422
        return Page.of(answer).errors()["others"]

    assert "Tick one at least" in errors()
    assert "does not take it" in errors(others[1].reference)
    named = [
        Established(each.allegation_id, each.finding, "王某反映的情况属实")
        for each in established(session, source)
    ]
    findings.propose(session, source, officer.as_actor(), named, office=office, now=NOW)
    session.commit()
    assert "could tell who complained: 王某" in errors(others[0].reference)
    saved = send(desk, source, "carry_over", step="save", others=[others[0].reference])
    assert saved.status_code == 422


def test_carrying_over_is_offered_only_to_whom_it_is_open(
    app: Flask, session: Session, make: Make, desk: Browser, source: Complaint,
    others: list[Complaint],
) -> None:  # fmt: skip
    supervisor = Desk(app, session).seat(make.staff(Role.SUPERVISOR))

    assert "/carry_over" in desk.get(address(source, "cluster")).text
    assert "/carry_over" not in desk.get(address(others[1], "cluster")).text
    assert "/carry_over" not in supervisor.get(address(source, "cluster")).text
    assert supervisor.get(address(source, "carry_over")).status_code == 403


def test_the_complainant_learns_of_no_other(
    app: Flask, session: Session, desk: Browser, office: Office, source: Complaint,
    others: list[Complaint],
) -> None:  # fmt: skip
    limiter.reset()
    send(desk, source, "carry_over", step="check", others=[others[0].reference])
    desk.post(address(source, "carry_over"), step="save", others=[others[0].reference])
    client = Visitor(app, use_cookies=True)
    form = client.page("/track").form()
    code = make_code(office.receipt_key, f"of-{Status.ACCEPTED}")

    client.send("/track", {**form, "receipt_code": code})
    told = client.get("/track/complaint").text

    assert others[0].reference in told
    assert not any(each in told for each in (source.reference, others[1].reference, WHY, "并案"))


def test_what_was_withdrawn_meanwhile_keeps_nothing_typed_from_being_read(
    browser: Browser, session: Session, office: Office, alike: list[Complaint]
) -> None:
    sent = {"others": [alike[1].reference], "reason": WHY}
    checked = send(browser, alike[0], "join", step="check", **sent)
    (looked,) = LOOKED.findall(checked.text)
    casework.withdraw(
        session, alike[1], Actor.complainant(alike[1].id), reason="", office=office, now=NOW
    )
    session.commit()

    late = browser.post(address(alike[0], "join"), step="save", looked=looked, **sent)

    assert late.status_code == 422
    assert "cannot be joined" in Page.of(late).errors()["others"]
    assert Page.of(late).form()["reason"] == WHY
