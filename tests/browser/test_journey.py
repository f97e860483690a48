"""The main job from end to end: filed in a browser, worked by the machine and an officer, told."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.extensions import limiter
from portal.models.staff import Staff
from portal.services.passwords import hash_password
from tests.browser.arriving import Letters, arrived
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.faults.processes import Crew, until

PASSWORD = "four quiet words here"
CONCLUSION = "经查阅窗口监控和受理记录，投诉人反映的情况属实。"


@pytest.fixture
def officer(session: Session, make: Make) -> Staff:
    make.organ()
    officer = make.staff(password_hash=hash_password(PASSWORD), name="温岚")
    session.commit()
    limiter.reset()
    return officer


@pytest.fixture
def supervisor(session: Session, make: Make, officer: Staff) -> Staff:
    """Whoever signs what the officer proposes."""
    supervisor = make.staff(Role.SUPERVISOR, password_hash=hash_password(PASSWORD), name="梅砚秋")
    session.commit()
    return supervisor


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "窗口公示牌.png"
    Image.new("RGB", (60, 40), "navy").save(path)
    return path


def file(page: Page, photo: Path) -> tuple[str, str]:
    page.goto("/complaints/new")
    page.select_option("#organ", "housing")
    page.check("#category-C03")
    page.check("#category-C12")
    page.check("#loss")
    page.fill("#subject", "窗口推诿，三次都没办成")
    page.fill("#facts", "我三次去窗口办理，每次都说材料不全。\n第三次工作人员态度很差。")
    page.set_input_files("#attachments", photo)
    page.fill("#name", "王某")
    page.fill("#email", "wang@example.org")
    page.check("#truthful")
    follow(page, SEND)
    return page.inner_text("[data-reference]"), page.inner_text("[data-receipt-code]")


def sign_in(page: Page, officer: Staff) -> None:
    page.goto("/office/login")
    accessible(page)
    page.fill("#username", officer.username)
    page.fill("#password", PASSWORD)
    follow(page, SEND)


def find(page: Page) -> None:
    """Write a finding for every point, check what the table makes of it, and propose it."""
    for field, value in (
        ("verified", "yes"), ("loss", "none"), ("impact", "none"), ("circumstances", "ordinary"),
        ("intent", "negligent"), ("crime", "no"),
    ):  # fmt: skip
        for select in page.locator(f"select[name$='-{field}']").all():
            select.select_option(value)
    for box in page.locator("textarea[name$='-conclusion']").all():
        box.fill(CONCLUSION)
    accessible(page)
    follow(page, SEND)
    accessible(page)
    follow(page, "main form button[value='save']")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_complaint_goes_all_the_way(
    look: Look, machine: Crew, letters: Letters, officer: Staff, supervisor: Staff,
    photo: Path, width: int,
) -> None:  # fmt: skip
    citizen = look(width=width)
    reference, code = file(citizen, photo)
    accessible(citizen)
    receipt = arrived(letters, "receipt")
    assert reference in receipt["Subject"]
    assert code not in receipt.as_string()
    assert arrived(letters, "assigned")["To"] == officer.email

    desk = look("/office/", width=width)
    sign_in(desk, officer)
    accessible(desk)
    follow(desk, f"a:has-text('{reference}')")
    accessible(desk)
    follow(desk, "main a[href*='/accept']")
    follow(desk, "main form button[value='save']")
    assert arrived(letters, "accepted")["To"] == "wang@example.org"
    follow(desk, "form[action*='/investigate'] button")
    follow(desk, "a[href*='/findings']")
    find(desk)
    follow(desk, "main a[href*='/submit']")
    accessible(desk)
    follow(desk, SEND)
    accessible(desk)
    follow(desk, "main form button[value='save']")
    assert arrived(letters, "approval")["To"] == supervisor.email
    leader = look("/office/", width=width)
    sign_in(leader, supervisor)
    follow(leader, f"a:has-text('{reference}')")
    follow(leader, "main a[href*='/approve']")
    accessible(leader)
    follow(leader, "main form button[value='save']")
    desk.goto(f"/office/complaints/{reference}")
    follow(desk, "a[href*='/decide']")
    desk.fill("#summary", "经查属实，已责令当事人向您赔礼道歉，窗口已整改。")
    accessible(desk)
    follow(desk, SEND)
    accessible(desk)
    follow(desk, "main form button[value='save']")

    outcome = arrived(letters, "outcome")
    told = outcome.get_body(("plain",))
    assert told is not None
    assert "赔礼道歉" in told.get_content()
    assert re.search(r"[25]\.\d\([a-z0-9]+\)", told.get_content())
    assert {letter["References"] for letter in letters() if letter["To"] == "wang@example.org"} == {
        outcome["References"]
    }

    def decided() -> bool:
        citizen.goto("/track")
        citizen.fill("#receipt_code", code.lower().replace("-", " "))
        follow(citizen, SEND)
        return citizen.locator("[data-status='decided']").count() == 1

    until(decided, what="the complaint to be shown as decided")
    accessible(citizen)
    assert "赔礼道歉" in citizen.inner_text("main")
