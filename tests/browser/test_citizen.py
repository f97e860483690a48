"""The public side in a real browser: on a phone, on a desk, with and without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.extensions import limiter
from portal.models.complaint import Complaint
from tests.browser.filing import file, fill, refuse, track
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make


@pytest.fixture(autouse=True)
def _organs(session: Session, make: Make) -> None:
    for code in ("housing", "tax"):
        make.organ(code)
    session.commit()
    limiter.reset()


WHITE = "rgb(255, 255, 255)"


def ground(page: Page) -> str:
    """Return the colour that the page stands on."""
    colour: str = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    return colour


PAGES: dict[str, Callable[[Page], object]] = {
    "home": lambda page: page.goto("/"),
    "form": lambda page: page.goto("/complaints/new"),
    "refused form": refuse,
    "receipt": file,
    "receipt shown before": lambda page: (file(page), page.reload()),
    "receipt gone": lambda page: page.goto("/complaints/receipt"),
    "track": lambda page: page.goto("/track"),
    "refused code": lambda page: track(page, "wrong"),
    "own complaint": lambda page: track(page, file(page)),
    "not found": lambda page: page.goto("/nowhere"),
    "letters": lambda page: page.goto("/dev/mail"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_the_way_of_anybody(
    look: Look, name: str, width: int, scheme: str
) -> None:
    page = look("/?language=en" if width > 1000 else "/", width=width, color_scheme=scheme)
    PAGES[name](page)

    accessible(page)
    assert (ground(page) == WHITE) is (scheme == "light")


@pytest.mark.parametrize("scripts", [True, False])
def test_dark_follows_the_system_and_paper_stays_white(look: Look, scripts: bool) -> None:  # noqa: FBT001
    page = look("/complaints/new", color_scheme="dark", java_script_enabled=scripts)

    assert ground(page) == "rgb(15, 27, 31)"
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == WHITE


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_everything_to_press_is_large_enough(look: Look, language: str, width: int) -> None:
    page = look(f"/complaints/new?language={language}", width=width)

    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'nav a, nav button:not([aria-hidden]), main button, select, .form-control, .form-check'
        )].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.height && box.height < 44;
        }).map((one) => one.outerHTML.slice(0, 90))"""
    )

    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_complaint_is_filed_without_scripts(look: Look, session: Session) -> None:
    page = look("/", java_script_enabled=False)

    follow(page, "main .btn-primary")
    page.fill("#organ_search", "tax")
    page.press("#organ_search", "Enter")
    expect(page.locator("#organ option")).to_have_count(2)
    expect(page.locator(".summary")).to_have_count(0)
    page.fill("#organ_search", "")
    follow(page, "button[name=find_organ]")
    expect(page).to_have_url(re.compile("#organ_search$"))
    fill(page)
    page.set_input_files("#attachments", {"name": "记录.txt", "mimeType": "", "buffer": b"text"})
    follow(page, SEND)

    expect(page.locator("[data-reference]")).to_have_text(re.compile(r"XN-\d{4}-\d{6}"))
    complaint = session.scalars(select(Complaint)).one()
    assert complaint.facts == "第一行\n\t第二行"


def test_errors_take_the_focus_and_lead_to_their_fields(look: Look) -> None:
    page = look("/complaints/new", java_script_enabled=False)
    follow(page, SEND)

    expect(page.locator(".summary")).to_be_focused()
    page.click('.summary a[href="#subject"]')
    expect(page.locator("#subject")).to_be_focused()


def test_the_list_of_organs_narrows_while_one_types(look: Look) -> None:
    page = look("/complaints/new")

    page.fill("#organ_search", "TAX")
    expect(page.locator("#organ option")).to_have_count(2)
    page.press("#organ_search", "Enter")
    expect(page.locator("#organ")).to_be_focused()


def test_a_search_without_a_match_leaves_the_whole_list_and_says_so(look: Look) -> None:
    page = look("/complaints/new")

    page.fill("#organ_search", "没有这个")
    expect(page.locator("#organ option")).to_have_count(3)
    expect(page.locator("#organ_search-none")).to_be_visible()
    page.fill("#organ_search", "局tax")
    expect(page.locator("#organ option")).to_have_count(3)
    page.fill("#organ_search", "tax")
    expect(page.locator("#organ option")).to_have_count(2)
    expect(page.locator("#organ_search-none")).to_be_hidden()


def test_characters_are_counted_as_people_count_them(look: Look) -> None:
    page = look("/complaints/new")

    page.fill("#facts", "字😀\n字")

    expect(page.locator("[data-counter-for=facts]")).to_have_text("已写 4 字，最多 20000 字")


def test_two_presses_file_one_complaint(look: Look, session: Session) -> None:
    page = look("/complaints/new")
    fill(page)

    page.dblclick(SEND)

    expect(page.locator("[data-reference]")).to_be_visible()
    assert session.scalar(select(func.count(Complaint.id))) == 1


def test_anonymous_complainants_are_not_asked_for_a_name(look: Look) -> None:
    page = look("/complaints/new")

    page.check("#anonymous")

    expect(page.locator("#name")).to_be_hidden()
    expect(page.locator("#anonymous-hint")).to_be_visible()


def test_files_that_are_too_large_are_named_at_once(look: Look, tmp_path: Path) -> None:
    page = look("/complaints/new")
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(10 * 1024 * 1024 + 1))

    page.set_input_files("#attachments", film)

    expect(page.locator("[data-files-problem]")).to_contain_text("film.mp4 (10.0 MB)")


def test_files_that_cannot_be_sent_keep_the_form_here(look: Look) -> None:
    page = look("/complaints/new")
    note = FilePayload(name="记录.txt", mimeType="text/plain", buffer=b"text")
    page.set_input_files("#attachments", [note] * 6)
    problem = page.locator("[data-files-problem]")

    page.click(SEND)

    expect(problem).to_be_focused()
    expect(problem).to_contain_text("选了 6 个文件")
    expect(page.locator(SEND)).not_to_have_attribute("aria-disabled", "true")
    page.set_input_files("#attachments", [note] * 5)
    expect(problem).to_be_hidden()
    follow(page, SEND)
    expect(page.locator(".summary")).to_be_visible()


def test_enter_in_a_field_sends_nothing_half_written(look: Look) -> None:
    page = look("/complaints/new")
    for field in ("subject", "place", "name"):
        page.fill(f"#{field}", "写了一半")
        page.press(f"#{field}", "Enter")
    page.press("#category-C12", "Enter")

    expect(page.locator("#subject")).to_have_value("写了一半")
    expect(page.locator(".summary")).to_have_count(0)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"


def test_enter_without_scripts_sends_the_form(look: Look) -> None:
    page = look("/complaints/new", java_script_enabled=False)

    page.press("#subject", "Enter")

    expect(page.locator('.summary a[href="#subject"]')).to_be_visible()


def test_from_a_problem_one_comes_to_the_question_and_its_message(look: Look) -> None:
    page = look("/complaints/new")
    follow(page, SEND)

    for field in ("subject", "category", "loss", "truthful"):
        page.click(f'.summary a[href="#{field}"]')
        expect(page.locator(f"#{field}-error")).to_be_in_viewport()


def test_switching_the_language_in_the_form_loses_nothing(look: Look) -> None:
    page = look("/complaints/new", java_script_enabled=False)
    page.fill("#facts", "写了一半")

    follow(page, "nav button[value=en]")

    expect(page.locator("h1")).to_have_text("File a complaint")
    expect(page.locator("#facts")).to_have_value("写了一半")


def test_the_receipt_fits_on_one_sheet(look: Look) -> None:
    page = look("/complaints/new")
    file(page)

    page.emulate_media(media="print")

    expect(page.locator("[data-receipt-code]")).to_be_visible()
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator("main form")).to_be_hidden()
    expect(page.locator(".foot-places")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
