"""The long way: asked, answered on the phone, sent back, approved by another, reviewed by a third.

Every page on the way is looked at by axe, on the phone and on the desk.
"""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services.office import Office
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.desks import PASSWORD, Screen, sit_down
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.fulfilling import fulfil
from tests.lives import Life

KEY = "the-long-way"
REASONS = "经查阅监控，情况属实。"
GRAVE = {
    "loss": "major", "impact": "odious", "circumstances": "serious", "intent": "deliberate",
}  # fmt: skip
"""Findings that two people have to sign."""


@pytest.fixture
def people(session: Session, make: Make) -> dict[Role, Staff]:
    """An officer, a supervisor, a director and the superior body."""
    limiter.reset()
    password = hash_password(PASSWORD)
    roles = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
    found = {role: make.staff(role, password_hash=password) for role in roles}
    session.commit()
    return found


@pytest.fixture
def complaint(session: Session, make: Make, people: dict[Role, Staff]) -> Complaint:
    complaint = make.assigned(filing_key=KEY, now=now())
    session.commit()
    return complaint


def open_own(look: Look, office: Office, width: int) -> Page:
    page = look("/track", width=width)
    page.fill("#receipt_code", make_code(office.receipt_key, KEY))
    follow(page, SEND)
    accessible(page)
    return page


def act(page: Page, path: str, field: str, text: str) -> None:
    """Do something about the own complaint."""
    page.goto("/track/complaint")
    accessible(page)
    follow(page, f"main a[href$='/{path}']")
    accessible(page)
    page.fill(f"#{field}", text)
    follow(page, SEND)
    expect(page.locator("[role=status]")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("width", [375, 1280])
def test_a_complaint_takes_the_long_way(
    look: Look, session: Session, people: dict[Role, Staff], complaint: Complaint, office: Office,
    width: int,
) -> None:  # fmt: skip
    officer, supervisor, director, superior = (
        sit_down(look, people[role], complaint, Screen(width))
        for role in (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
    )

    officer.fill("ask_clarification", question="哪一天去的？在哪个窗口？")
    expect(officer.page.locator(".state")).to_contain_text("中止")
    citizen = open_own(look, office, width)
    expect(citizen.locator("main")).to_contain_text("哪一天去的？")
    act(citizen, "answer", "answer", "9月3日上午，3号窗口。")

    officer.open()
    expect(officer.page.locator(".log")).to_contain_text("3号窗口")
    officer.fill("accept")
    officer.find(REASONS, **GRAVE)
    fulfil(session, complaint)
    session.commit()
    officer.fill("submit", standing="official")
    supervisor.fill("send_back", reason="损失没有凭证，请补充。")
    officer.find(REASONS, **GRAVE)
    fulfil(session, complaint)  # what is found anew is asked anew
    session.commit()
    officer.fill("submit", standing="official")
    supervisor.fill("approve", remark="同意。")
    director.fill("approve")
    officer.fill("decide", summary="经查属实，已建议有关机关给予处分。")
    session.refresh(complaint)
    Life(session, complaint, office, now()).carry_out()
    session.commit()

    citizen.goto("/track/complaint")
    act(citizen, "review", "grounds", "处理偏轻，没有说明损失如何赔偿。")
    superior.fill("conclude_review", verdict="stands", reason="逐项核对，原决定适当。")

    citizen.goto("/track/complaint")
    expect(citizen.locator("main")).to_contain_text("原决定适当")
    accessible(citizen)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_steps_beside_the_way_stand_in_nobodys_way(
    look: Look, session: Session, make: Make, people: dict[Role, Staff], complaint: Complaint,
    office: Office, width: int,
) -> None:  # fmt: skip
    other = make.staff(password_hash=hash_password(PASSWORD))
    session.commit()
    officer, supervisor, second = (
        sit_down(look, who, complaint, Screen(width))
        for who in (people[Role.OFFICER], people[Role.SUPERVISOR], other)
    )

    officer.fill("set_class", answer_class="complex")
    officer.fill("hand_back", reason="不属本组。")
    supervisor.page.goto("/office/")
    accessible(supervisor.page)
    supervisor.fill("decide_hand_back", verdict="grant", answer="同意。")
    second.open()
    second.fill("accept")
    supervisor.fill("extend", days="10", reason="需要鉴定。")
    second.fill("recuse", reason="与被投诉人是同学。")
    accessible(second.page)
    officer.fill("transfer", target="区教育局", reason="属教育部门职责。")
    officer.fill("report_back", report="已整改。")

    citizen = open_own(look, office, width)
    expect(citizen.locator("main")).to_contain_text("区教育局")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_complaint_is_taken_back(
    look: Look, complaint: Complaint, office: Office, width: int
) -> None:
    citizen = open_own(look, office, width)

    follow(citizen, "a[href$='/withdraw']")
    accessible(citizen)
    follow(citizen, SEND)
    accessible(citizen)
    follow(citizen, "button[value='save']")

    expect(citizen.locator("[data-status='withdrawn']")).to_be_visible()
