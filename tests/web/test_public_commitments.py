"""What each organ promises, as citizens read it [2.1, 2.2, 2.3, 3.1(d), 6.3]."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.domain.clock import AT_ONCE
from portal.domain.permissions import Role
from portal.domain.text import Text
from portal.extensions import db
from portal.models.staff import Staff
from portal.web.public import commitments
from tests.commitments import publish
from tests.factories import Make
from tests.web.browsing import Fill, Page, Visitor

APPLIED = "2026-09-25"
LAST = "2026-10-09"
SERVICE = "食品经营许可证新办"


@pytest.fixture
def admin(make: Make) -> Staff:
    return make.staff(Role.ADMIN)


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    commitments.last_known.clear()


@pytest.fixture(autouse=True)
def _promises(session: Session, make: Make, admin: Staff) -> None:
    make.organ("housing", phone="000-0000-1005")
    make.organ("tax")
    publish(make, admin)
    session.commit()


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What the database is asked while the test runs."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield statements
    event.remove(db.engine, "before_cursor_execute", note)


def html(page: Page) -> str:
    return page.response.get_data(as_text=True)


def headings(page: Page) -> list[str]:
    return [known["id"] for tag, known in page.elements if tag == "h2" and "id" in known]


def offered(page: Page) -> list[str]:
    """Return what the field for a broken promise offers, without scripts."""
    part = html(page).split('<datalist id="commitments">', 1)[1].split("</datalist>")[0]
    return [line.split('"')[1] for line in part.split("<option ")[1:]]


def test_each_organ_shows_its_telephone_and_what_it_promises(client: Visitor) -> None:
    page = client.page("/commitments")

    assert headings(page) == ["organ-housing", "organ-tax"]
    assert 'href="tel:000-0000-1005"' in html(page)
    for word in (
        *(SERVICE, "5个工作日", "申请书、营业执照", "登记注册窗口", "一次性告知", "不收费"),
        *("食品安全法第三十五条", "2026年9月21日"),
    ):
        assert word in page.said("table")


def test_what_is_missing_is_said(
    client: Visitor, session: Session, make: Make, admin: Staff
) -> None:
    publish(make, admin, organ_code="tax", steps=Text("", ""), documents=Text("", ""))
    session.commit()

    page = client.page("/commitments/tax")

    assert "该机关尚未公布" in page.said("main")  # no telephone
    assert "未公布： 办事程序" in " ".join(page.said("table").split())
    assert "未说明" in page.said("table")


def test_an_organ_without_commitments_says_so(client: Visitor) -> None:
    assert "该机关尚未公布服务承诺" in client.page("/commitments/tax").said("main")


@pytest.mark.parametrize("address", ["/commitments?organ=tax", "/commitments/tax"])
def test_one_organ_can_be_asked_for(client: Visitor, address: str) -> None:
    assert headings(client.page(address)) == ["organ-tax"]


def test_an_organ_that_is_not_there(client: Visitor) -> None:
    assert client.get("/commitments/nowhere").status_code == 404
    assert "这里没有这个机关" in client.page("/commitments?organ=nowhere").said("main")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_the_page_speaks_each_language(client: Visitor, language: str) -> None:
    page = client.page(f"/commitments?language={language}&applied={APPLIED}")

    told = {"zh-Hans": SERVICE, "zh-Hant": "食品經營許可證新辦", "en": "A new food licence"}
    assert told[language] in page.said("table")


def test_what_is_only_there_in_chinese_is_marked_as_chinese(
    client: Visitor, session: Session, make: Make, admin: Staff
) -> None:
    publish(make, admin, service=Text("变更", "变更"), organ_code="tax")
    session.commit()

    page = client.page("/commitments/tax?language=en")

    assert '<span lang="zh-Hans">变更</span>' in html(page)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-09-28", "今天是第 1 天，共 5 天"),
        ("2026-10-09", "第 5 天"),
        ("2026-10-11", "超期 2 天"),
    ],
)
def test_whoever_gives_the_day_of_the_application_reads_until_when(
    client: Visitor, today: str, told: str
) -> None:
    noon = datetime.fromisoformat(f"{today}T04:00:00").replace(tzinfo=UTC)
    with time_machine.travel(noon, tick=False):
        page = client.page(f"/commitments?applied={APPLIED}")

    assert f'data-due-on="{LAST}"' in html(page)
    assert told in page.said("table")


def test_the_last_day_leads_to_its_explanation(client: Visitor) -> None:
    page = client.page(f"/commitments/housing?applied={APPLIED}")
    links = [known["href"] for tag, known in page.elements if tag == "a" and "href" in known]
    (link,) = [href for href in links if href.startswith("/deadlines?")]

    assert f'data-due-on="{LAST}"' in html(client.page(link))


def test_what_is_promised_at_once_counts_no_days(
    client: Visitor, session: Session, make: Make, admin: Staff
) -> None:
    publish(make, admin, limit=AT_ONCE, organ_code="tax")
    session.commit()

    with time_machine.travel(datetime(2026, 9, 25, 4, tzinfo=UTC), tick=False):
        page = client.page(f"/commitments/tax?applied={APPLIED}")

    assert "立即" in page.said("table")
    assert "今天是第" not in page.said("table")


@pytest.mark.parametrize("given", ["yesterday", "2026-02-30", "1800-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_given_back(client: Visitor, given: str) -> None:
    page = Page.of(client.get("/commitments", query_string={"applied": given}))

    assert page.response.status_code == 422
    assert page.errors().keys() == {"applied"}
    assert page.form()["applied"] == given
    assert SERVICE in page.said("table")


@pytest.mark.parametrize("page", ["/", "/complaints/new", "/track", "/opinion"])
def test_other_pages_lead_here(client: Visitor, page: str) -> None:
    assert 'href="/commitments"' in html(client.page(page))


def test_the_filing_form_offers_what_the_chosen_organ_promises(client: Visitor) -> None:
    page = client.page("/complaints/new?organ=housing")

    assert offered(page) == [f"{SERVICE}：5个工作日"]
    assert offered(client.page("/complaints/new?organ=tax")) == []
    assert offered(client.page("/complaints/new")) == []


def test_the_promise_can_still_be_written_freely(client: Visitor, fill: Fill) -> None:
    assert client.send("/complaints/new", fill(commitment="柜台上写着三天")).status_code == 303


def test_sending_the_form_asks_for_no_commitments(
    client: Visitor, fill: Fill, asked: list[str]
) -> None:
    form = fill(subject="")
    asked.clear()

    page = Page.of(client.send("/complaints/new", form))
    client.send("/complaints/new", {**page.form(), "subject": "没有办成"})

    assert offered(page) == [f"{SERVICE}：5个工作日"]  # what was known last
    assert not [statement for statement in asked if "commitment." in statement]
