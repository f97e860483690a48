"""Two at once in two browsers: the second sees both versions, and sends theirs all the same."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services import casework, sign_ins
from portal.services.office import Office
from portal.web.context import now
from tests.browser.looking import Look, accessible, follow
from tests.factories import Make

FIRST, SECOND = "有登记簿为证，情况属实。", "监控已被覆盖。\n登记簿也无此记录。"
Sit = Callable[..., Page]


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff(name="温岚")


@pytest.fixture
def complaint(make: Make, officer: Staff, office: Office, session: Session) -> Complaint:
    """An accepted complaint of the officer's."""
    found = make.assigned(now=now())
    casework.accept(session, found, officer.as_actor(), office=office, now=now())
    session.commit()
    return found


@pytest.fixture
def sit(look: Look, session: Session, officer: Staff) -> Sit:
    """Let the officer sit down at one more browser."""

    def seated(width: int, scheme: str, **options: object) -> Page:
        token = secrets.token_urlsafe(16)
        sign_ins.begin(session, officer.id, token, now=now(), second_factor=True)
        session.commit()
        page = look("/", width=width, color_scheme=scheme, **options)
        page.context.add_cookies([{"name": "portal_staff", "value": token, "url": page.url}])
        return page

    return seated


def write(page: Page, complaint: Complaint, conclusion: str) -> None:
    """Write one finding like the other."""
    page.goto(f"/office/complaints/{complaint.reference}/findings")
    for field, value in (
        ("verified", "yes"), ("loss", "none"), ("impact", "none"), ("circumstances", "ordinary"),
        ("intent", "negligent"), ("crime", "no"),
    ):  # fmt: skip
        for box in page.locator(f"select[name$='-{field}']").all():
            box.select_option(value)
    for box in page.locator("textarea[name$='-conclusion']").all():
        box.fill(conclusion)


@pytest.mark.parametrize(
    ("width", "scheme", "options"),
    [(375, "dark", {}), (1280, "light", {}), (375, "light", {"java_script_enabled": False})],
)
def test_the_second_one_sees_both_versions_and_insists(
    sit: Sit, session: Session, complaint: Complaint, width: int, scheme: str,
    options: dict[str, bool],
) -> None:  # fmt: skip
    first = sit(1280, "light")
    second = sit(width, scheme, **options)
    write(first, complaint, FIRST)
    write(second, complaint, SECOND)
    follow(first, "main button[value='check']")
    follow(first, "main form button[value='save']")
    expect(first.locator("p.done")).to_be_visible()

    follow(second, "main button[value='check']")

    expect(second.locator(".overtaken")).to_contain_text("温岚")
    expect(second.locator("[data-version='now']").first).to_have_text(FIRST)
    expect(second.locator("[data-version='typed']").first).to_have_text(SECOND)
    if not options:
        accessible(second)
    follow(second, ".versions button[value='check']")
    follow(second, "main form button[value='save']")
    expect(second.locator("p.done")).to_be_visible()
    assert set(session.scalars(select(Finding.conclusion))) == {SECOND}
