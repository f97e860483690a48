"""The queue in a real browser: by keyboard, with and without scripts, light and dark."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
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
    expect(page.locator(".queue tbody tr").nth(1).locator("[type=checkbox]")).to_be_checked()
    page.keyboard.press("k")
    expect(page.locator(".queue tbody tr").first).to_have_class("overdue fresh here")
    with page.expect_navigation():
        page.keyboard.press("o")

    expect(page).to_have_url(re.compile(r"/office/complaints/XN-2026-000001\?queue=whose%3Dall"))


def look_now(page: Page) -> None:
    """Let the page look for what is new, as it does every few seconds."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def references(page: Page) -> list[str | None]:
    """Return the references of the rows, as they stand."""
    rows = page.locator(".queue tbody tr").all()
    return [row.get_attribute("data-reference") for row in rows]


def test_new_and_changed_complaints_come_in_and_move_nothing(
    look: Look, session: Session, head: Staff, make: Make
) -> None:
    first = "/office/?whose=all&order=newest&language=en"
    page = seat(look, session, head, first, width=1280, reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.check("#tick-XN-2026-000002")
    page.fill("#q", "正在")
    page.focus("tr[data-reference=XN-2026-000002] th a")
    row = page.locator("tr[data-reference=XN-2026-000002]")
    before = row.evaluate("row => row.getBoundingClientRect().top")
    make.complaint(subject="刚到的一件")
    changed = session.get_one(Complaint, 3)
    changed.subject, changed.provisional_severity = "改了的一件", Severity.REFERRAL
    gone = session.get_one(Complaint, 1)
    gone.status, gone.closed_at, gone.next_due_on = Status.WITHDRAWN, NOW, None
    session.commit()

    look_now(page)

    fresh = page.locator("tr[data-reference=XN-2026-000005]")
    expect(fresh.locator(".lately")).to_have_text("just come in")
    assert references(page) == [f"XN-2026-00000{number}" for number in (5, 4, 3, 2, 1)]
    altered = page.locator("tr[data-reference=XN-2026-000003]")
    expect(altered.locator(".subject")).to_have_text("改了的一件")
    expect(altered.locator(".lately")).to_have_text("changed")
    left = page.locator("tr[data-reference=XN-2026-000001]")
    expect(left).to_have_class(re.compile("gone"))
    expect(left.locator(".lately")).to_have_text("no longer in this list")
    expect(page.locator("[data-live]")).to_have_text(
        "New: 1 · Changed: 1 · No longer in this list: 1"
    )
    expect(page.locator("#tick-XN-2026-000002")).to_be_checked()
    expect(page.locator("#q")).to_have_value("正在")
    expect(row.locator("th a")).to_be_focused()
    assert abs(row.evaluate("row => row.getBoundingClientRect().top") - before) <= 1
    expect(page.locator(".views a[href$='?whose=all'] .count")).to_have_text("4")
    accessible(page)


def test_they_come_into_an_empty_view_and_a_search_and_leave_it(
    look: Look, session: Session, head: Staff, make: Make
) -> None:
    page = seat(look, session, head, "/office/?q=鸵鸟&language=en", width=375)
    expect(page.locator(".listed")).to_contain_text("There is nothing here.")
    complaint = make.complaint(subject="鸵鸟跑了")
    indexing.index_complaint(session, complaint.id)
    session.commit()

    look_now(page)

    expect(page.locator(".queue .lately")).to_have_text("just come in")
    expect(page.locator(".queue mark")).to_have_text("鸵鸟")
    page.check("#page")
    expect(page.locator("[data-ticked]")).to_have_text("Ticked: 1")
    accessible(page)


def test_a_hidden_page_asks_nothing(look: Look, session: Session, head: Staff) -> None:
    page = seat(look, session, head, "/office/?whose=all")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/office/" in one.url else None)

    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    look_now(page)
    page.wait_for_timeout(200)
    assert asked == []

    page.evaluate("Object.defineProperty(document, 'hidden', {value: false, configurable: true})")
    with page.expect_response(lambda answer: "/office/changes?whose=all" in answer.url):
        look_now(page)
    page.wait_for_timeout(200)
    assert len(asked) == 1  # nothing is fetched where nothing moved


@pytest.mark.parametrize("width", [375, 1280])
def test_the_whole_page_is_ticked_and_the_deeds_stay_in_sight(
    look: Look, session: Session, head: Staff, make: Make, width: int
) -> None:
    for _ in range(20):
        make.complaint()
    page = seat(look, session, head, "/office/?whose=all&language=en", width=width)

    page.check("#page")
    page.uncheck("#tick-XN-2026-000002")

    expect(page.locator("[data-ticked]")).to_have_text("Ticked: 23")
    expect(page.locator("#page")).not_to_be_checked()
    expect(page.locator(".deeds")).to_be_in_viewport(ratio=0.9)
    follow(page, "button[value=tag]")
    expect(page.locator("button[value=save]")).to_have_text("Do it to 23 complaints")
    expect(page.locator(".foretold li")).to_have_count(23)
    accessible(page)


def test_a_card_takes_little_room_on_the_phone(look: Look, session: Session, head: Staff) -> None:
    page = seat(look, session, head, "/office/?whose=all&language=zh-Hans", width=375)

    assert page.evaluate("document.querySelector('.masthead').offsetHeight") <= 110
    heights = "[...document.querySelectorAll('.queue tbody tr')].map(row => row.offsetHeight)"
    assert max(page.evaluate(heights)) <= 165


def test_one_goes_from_complaint_to_complaint_and_back_to_the_place(
    look: Look, session: Session, head: Staff
) -> None:
    page = seat(look, session, head, "/office/?whose=all&order=oldest&language=en", width=1280)

    follow(page, "tr[data-reference=XN-2026-000002] th a")
    follow(page, ".near a[rel=next]")
    expect(page.locator(".crumbs [aria-current]")).to_have_text("XN-2026-000003")
    accessible(page)
    follow(page, ".crumbs a")

    assert page.url.endswith("/office/?whose=all&order=oldest")


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
