"""The queue in a real browser: by keyboard, with and without scripts, light and dark."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.staff import Staff
from portal.services import indexing, tags
from tests.browser.looking import Look, accessible, follow
from tests.browser.test_organ import seated
from tests.factories import NOW, Make

SCREENS = pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(375, "light", "zh-Hans"), (1280, "dark", "en"), (1280, "light", "zh-Hant")],
)
PLACES = (
    "/office/?whose=all", "/office/?q=窗口", "/office/?whose=all&status=received&organ=housing",
    "/office/views?query=due%3Doverdue", "/office/bulk",
)  # fmt: skip


@pytest.fixture
def head(session: Session, make: Make) -> Staff:
    """A supervisor with something in the queue."""
    who = make.staff(Role.SUPERVISOR, name="欧阳明")
    for number in range(4):
        complaint = make.complaint(subject=f"窗口推诿，第{number}次没办成")
        indexing.index_complaint(session, complaint.id)
        tags.tag(session, complaint, who.as_actor(), "涉企", now=NOW)
    return who


def seat(look: Look, session: Session, who: Staff, path: str, **options: object) -> Page:
    """Open *path* in a browser in which *who* has signed in."""
    page = look("/track", **options)
    page.context.add_cookies(
        [{"name": "portal_staff", "value": seated(session, who), "url": page.url}]
    )
    page.goto(path)
    return page


@SCREENS
def test_nobody_is_kept_from_the_queue(
    look: Look, session: Session, head: Staff, width: int, scheme: str, language: str
) -> None:
    first = f"/office/?language={language}"
    page = seat(look, session, head, first, width=width, color_scheme=scheme)

    page.click(".narrow summary")
    accessible(page)
    for place in PLACES:
        page.goto(place)
        accessible(page)


def test_names_and_words_stand_on_one_line(look: Look, session: Session, head: Staff) -> None:
    page = seat(look, session, head, "/office/?whose=all&language=zh-Hans", width=1280)

    for name in ("name", "word", "severity"):
        heights = page.locator(f".queue .{name}").evaluate_all(
            "all => all.map(each => each.getClientRects().length > 1 ? 2 :"
            " each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight))"
        )
        assert max(heights) < 1.6, (name, heights)


def test_the_queue_is_worked_by_keyboard(look: Look, session: Session, head: Staff) -> None:
    page = seat(look, session, head, "/office/?whose=all", width=1280)

    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".queue tbody tr").nth(1).locator("input")).to_be_checked()
    page.keyboard.press("k")
    expect(page.locator(".queue tbody tr").first).to_have_class("overdue fresh here")
    with page.expect_navigation():
        page.keyboard.press("o")

    expect(page).to_have_url(page.url.split("/office")[0] + "/office/complaints/XN-2026-000001")


def test_what_is_new_is_told_and_moves_nothing(
    look: Look, session: Session, head: Staff, make: Make
) -> None:
    page = seat(look, session, head, "/office/?whose=all&language=en", width=1280)
    expect(page.locator("[data-live]")).to_be_hidden()
    make.complaint()
    session.commit()

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator("[data-live] a")).to_have_text("1 new or changed — show")
    expect(page.locator(".queue tbody tr")).to_have_count(4)
    follow(page, "[data-live] a")
    expect(page.locator(".queue tbody tr")).to_have_count(5)


def test_complaints_are_tagged_together_without_scripts(
    look: Look, session: Session, head: Staff
) -> None:
    page = seat(look, session, head, "/office/?language=en", width=375, java_script_enabled=False)

    page.check("#tick-XN-2026-000001")
    page.check("#tick-XN-2026-000003")
    follow(page, "button[value=tag]")
    page.fill("#tag", "教育")
    follow(page, "button[value=save]")

    expect(page.locator("label[for=progress]")).to_have_text("0 of 2 worked off")
