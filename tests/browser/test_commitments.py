"""The pages of commitments in a real browser."""

import secrets

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.domain.text import Text
from portal.services import sign_ins
from portal.web.context import now
from tests.browser.looking import Look, accessible
from tests.commitments import publish
from tests.factories import Make

PAGES = (
    "/commitments",
    "/commitments?applied=x",
    "/commitments/housing?applied=2026-09-25",
    "/admin/commitments",
    "/admin/commitments/enter",
    "/admin/commitments/2/change",
    "/admin/commitments/2/withdraw",
)


@pytest.fixture
def token(make: Make, session: Session) -> str:
    """The cookie of an administrator who has signed in, and two organs, one of which promises."""
    make.organ("tax")
    admin = make.staff(Role.ADMIN)
    first = publish(make, admin)
    publish(make, admin, replaces=first.id)
    publish(make, admin, service=Text("变更", "变更"), steps=Text("", ""))
    fresh = secrets.token_urlsafe(16)
    sign_ins.begin(session, admin.id, fresh, now=now(), second_factor=True)
    session.commit()
    return fresh


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(375, "light", "zh-Hans"), (1280, "dark", "en")]
)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_in_the_way_of_anybody(
    look: Look, token: str, path: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/?language={language}", width=width, color_scheme=scheme)
    page.context.add_cookies([{"name": "portal_staff", "value": token, "url": page.url}])
    page.goto(path)

    accessible(page)


def test_choosing_another_organ_offers_its_promises(look: Look, token: str) -> None:
    assert token
    page = look("/complaints/new")
    offered = page.locator("#commitments option")
    expect(offered).to_have_count(0)

    page.select_option("#organ", "housing")
    expect(offered).to_have_count(2)

    page.select_option("#organ", "tax")
    expect(offered).to_have_count(0)
