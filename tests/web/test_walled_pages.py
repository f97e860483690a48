"""Behind the wall every address answers as if there were nothing, by the same way to the answer."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.domain.statuses import Status
from portal.domain.wall import TieKind
from portal.models.complaint import Complaint, Recusal
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff, StaffTie
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.hanging import file
from tests.listening import listening
from tests.organs import liaison
from tests.questions import NOWHERE, Target

NONCES = re.compile(r'nonce="[^"]*"|<input[^>]*type="hidden"[^>]*>', re.DOTALL)
OWN_HEADERS = {"Date", "Set-Cookie", "X-Request-ID", "Content-Security-Policy", "Content-Length"}
LISTS = (
    "/office/?whose=all", "/office/?status=closed", "/office/?status=under_review",
    "/office/?handed_back=1", "/office/?whose=all&severity=warning",
)  # fmt: skip
MISSING = 999_999
OWN = {"view_id", "run_id"}
"""What addresses name of whoever asks: it is nobody else's, whatever it is about."""


@dataclass
class Asked:
    """What somebody was answered, and by which statements the answer was found."""

    status: int
    headers: dict[str, str]
    body: str
    statements: list[str] = field(default_factory=list)


def ask(browser: Browser, method: str, path: str, names: dict[str, str]) -> Asked:
    """Open *path* and return what it says, with *names* said alike for whatever was asked for."""
    with listening() as heard:
        response = browser.get(path) if method == "GET" else browser.post(path, step="save")
    said = NONCES.sub("", response.text).replace(path, "…")
    for name, alike in names.items():
        said = said.replace(name, alike)
    headers = {name: text for name, text in response.headers if name not in OWN_HEADERS}
    return Asked(response.status_code, headers, said, heard)


def values(target: Target, number: str) -> dict[str, Any]:
    """Return what addresses can be made of, to ask for *target*."""
    return {
        "reference": target.reference,
        "attachment_id": target.attachment_id or MISSING,
        "document_id": target.id or MISSING,
        "inquiry_id": target.id or MISSING,
        "row_id": target.outbox_id or MISSING,
        "number": number,
    }


def addresses(app: Flask, given: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the method and address of everything in the office and for organs that names one."""
    adapter = app.url_map.bind("localhost")
    return [
        (method, adapter.build(rule.endpoint, {name: given[name] for name in rule.arguments}))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("office.", "organ.")) and rule.arguments - OWN
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def compare(browser: Browser, app: Flask, target: Target) -> None:
    """Ask for *target* and for what never was by every address, and hold the answers together."""
    names = {
        target.reference: NOWHERE.reference,
        target.enquiry: NOWHERE.enquiry,
        target.measure: NOWHERE.measure,
    }
    browser.get("/office/")
    for hidden, missing in ((target.enquiry, NOWHERE.enquiry), (target.measure, NOWHERE.measure)):
        asked = addresses(app, values(target, hidden))
        never = addresses(app, values(NOWHERE, missing))
        assert len(asked) > 30
        for (method, path), (_, nowhere) in zip(asked, never, strict=True):
            answer = ask(browser, method, path, names)
            assert answer.status in {403, 404}, path
            assert answer == ask(browser, method, nowhere, names), path


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


def tie(session: Session, staff: Staff, target: Target) -> None:
    """Tie somebody to the organ complained about."""
    session.add(
        StaffTie(staff_id=staff.id, kind=TieKind.POST, organ_id=target.about.organ_id, since=NOW)
    )


def recuse(session: Session, staff: Staff, target: Target) -> None:
    """Keep somebody from the complaint by order."""
    session.add(Recusal(complaint_id=target.id, staff_id=staff.id, reason="令", at=NOW))


@pytest.mark.parametrize(
    ("role", "wall", "status"),
    [
        (Role.INTAKE, tie, Status.ASSIGNED),
        (Role.SUPERVISOR, recuse, Status.UNDER_REVIEW),
        (Role.DIRECTOR, tie, Status.DECIDED),
        (Role.AUDITOR, recuse, Status.AWAITING_APPROVAL),
    ],
)
def test_asking_for_a_hidden_complaint_is_asking_for_none(
    app: Flask, session: Session, desk: Desk, make: Make, office: Office,
    role: Role, wall: Any, status: Status,
) -> None:  # fmt: skip
    make.staff(), make.staff(), make.staff(Role.SUPERVISOR), make.staff(Role.DIRECTOR)
    target = file(make, office, Random(3), status)  # noqa: S311 -- the same each time
    staff = make.staff(role)
    wall(session, staff, target)

    compare(desk.seat(staff), app, target)


def about_leader(session: Session, make: Make, office: Office) -> tuple[Staff, Target]:
    """Return a liaison, and a complaint about the liaison's leader with what was put to organs."""
    make.staff(), make.staff()
    who = liaison(make)
    leader = make.official("应甲某")
    own = make.official("应乙某")
    own.superior_id = leader.id
    session.add(StaffTie(staff_id=who.id, kind=TieKind.SELF, official_id=own.id, since=NOW))
    target = file(make, office, Random(3), Status.DECIDED)  # noqa: S311 -- the same each time
    complaint = session.get_one(Complaint, target.id)
    complaint.organ_id, complaint.official_id = who.organ_id or 0, leader.id
    session.flush()
    return who, target


def test_a_liaison_asking_for_what_is_about_their_leader_asks_for_nothing(
    app: Flask, session: Session, desk: Desk, make: Make, office: Office
) -> None:
    who, target = about_leader(session, make, office)

    browser = desk.seat(who)

    compare(browser, app, target)
    assert target.enquiry not in browser.get("/organ/").text
    assert target.measure not in browser.get("/organ/").text


def lists(app: Flask) -> list[str]:
    """Return the addresses of the office and for organs that name nothing."""
    return [*LISTS] + [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(("office.", "organ.", "admin."))
        and not rule.arguments and "GET" in (rule.methods or set())
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.INTAKE, Role.SUPERVISOR, Role.DIRECTOR])
def test_no_list_count_or_figure_changes_when_a_hidden_complaint_is_filed(
    app: Flask, session: Session, desk: Desk, make: Make, office: Office, role: Role
) -> None:
    make.staff(), make.staff(), make.staff(Role.SUPERIOR)
    staff = make.staff(role)
    for organ in ("housing", "water", "supervision"):
        make.tie(staff, organ=make.organ(organ))
    browser = desk.seat(staff)
    before = {path: ask(browser, "GET", path, {}) for path in lists(app)}

    for status in (Status.ASSIGNED, Status.UNDER_REVIEW, Status.DECIDED):
        file(make, office, Random(3), status)  # noqa: S311 -- the same each time
    session.execute(
        update(OutboxRow).where(OutboxRow.complaint_id.is_(None)).values(done_at=NOW)
    )  # work about no complaint is for all of the staff to see
    session.commit()

    assert {each.status for each in before.values()} == {200, 303, 403}
    for path, seen in before.items():
        now = ask(browser, "GET", path, {})
        assert (now.status, now.body) == (seen.status, seen.body), path
