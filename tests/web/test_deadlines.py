"""The deadline calculator."""

from datetime import UTC, date
from typing import Any

import pytest

from portal.domain.clock import CLOCKS, PUBLISHED, Limit, Tolling, TollingCause, due
from portal.web.public.deadline_form import in_short
from tests.web.browsing import Page, Visitor

STARTED = date(2026, 9, 25)
FRIDAY = STARTED.isoformat()


def ask(client: Visitor, language: str = "zh-Hans", **arguments: Any) -> Page:
    query = {"from": FRIDAY, "language": language, **arguments}
    return Page.of(client.get("/deadlines", query_string=query))


def due_on(page: Page) -> str:
    html = page.response.get_data(as_text=True)
    return html.split('data-due-on="', 1)[1].split('"', 1)[0]


def rows(page: Page) -> list[list[str]]:
    """Return the cells of the day-by-day table."""
    html = page.response.get_data(as_text=True).split("<tbody", 1)[1].split("</tbody>")[0]
    lines = [line.replace("</th>", "</td>").split("</td>") for line in html.split("<tr")[1:]]
    return [[Page.text_of("<" + cell).strip() for cell in line[:-1]] for line in lines]


def test_the_form_alone_reckons_nothing(client: Visitor) -> None:
    page = client.page("/deadlines")

    assert page.form()["from"]
    assert "data-due-on" not in page.response.get_data(as_text=True)


def test_five_working_days_across_national_day_are_explained_day_by_day(client: Visitor) -> None:
    page = ask(
        client,
        limit="5wd",
        **{"tolled-1-first": "2026-09-27", "tolled-1-last": "2026-09-29"},
    )

    assert due_on(page) == "2026-10-12"
    assert rows(page)[0] == [FRIDAY, "星期五", "否", "起算当日，不计入"]
    assert [row[0] for row in rows(page) if row[2] == "是"] == [
        *("2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12")
    ]
    assert rows(page)[2][3].startswith("不计入：期限中止")


@pytest.mark.parametrize("kind", [kind for kind, rule in CLOCKS.items() if rule.limit])
def test_each_limit_of_the_portal_can_be_chosen(client: Visitor, kind: str) -> None:
    page = ask(client, limit=kind)

    assert page.form()["limit"] == kind
    assert len(due_on(page)) == len(FRIDAY)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("五个工作日", "5wd"), ("5 個工作日", "5wd"), ("5 Working Days", "5wd"),
        ("１０工作日", "10wd"), ("7天", "7d"), ("三十日", "三十d"), ("十日", "10d"),
        ("两个月", "2m"), ("6 months", "6m"),
        ("24小时", "24h"), ("1 hour", "1h"), ("马上", "0d"), ("At once", "0d"), (" 5 WD ", "5wd"),
    ],
)  # fmt: skip
def test_a_limit_is_read_in_plain_words(written: str, short: str) -> None:
    assert in_short(written) == short


@pytest.mark.parametrize("written", ["0d", "24h", "7d", "5wd", "6m", " 5 WD "])
def test_another_limit_can_be_written(client: Visitor, written: str) -> None:
    page = ask(client, limit="other", length=written)

    limit = Limit.parse(written.lower().replace(" ", ""))
    assert due_on(page) == due(STARTED, limit, PUBLISHED, zone=UTC).due_on.isoformat()


def test_a_year_without_a_calendar_gives_a_provisional_date(client: Visitor) -> None:
    page = ask(client, "en", **{"from": "2026-12-30"}, limit="decide_acceptance")

    assert "provisional" in page.said("main")
    assert "Monday to Friday assumed worked" in page.said("main")
    assert "provisional" not in ask(client, "en", limit="7d").said("main")


def test_the_explanation_speaks_traditional_chinese_as_well(client: Visitor) -> None:
    said = ask(client, "zh-Hant", **{"from": "2026-12-30"}, limit="2wd").said("main")

    assert "計入：第1個工作日，共2個" in said
    assert "（星期四）" not in said
    assert "年放假安排尚未公佈" in said


@pytest.mark.parametrize(
    ("arguments", "field", "told"),
    [
        ({"from": ""}, "from", "2026-09-25"),
        ({"from": "2026-02-30"}, "from", "2026-09-25"),
        ({"from": "1066-10-14"}, "from", "1900 年至 2199 年"),
        ({"from": "昨天"}, "from", "2026-09-25"),
        ({"limit": "other"}, "length", "5 个工作日"),
        ({"limit": "decide_acceptance", "length": "7d"}, "length", "又写了一个"),
        ({"limit": "other", "length": "0wd"}, "length", "5 个工作日"),
        ({"limit": "other", "length": "9" * 5000 + "d"}, "length", "5 个工作日"),
        ({"limit": "forever"}, "length", "5 个工作日"),
        ({"limit": "first_inquiry_promise"}, "length", "5 个工作日"),
        ({"tolled-2-first": "2026-09-28"}, "tolled-2-last", "2026-09-25"),
        ({"tolled-2-last": "2026-09-28"}, "tolled-2-first", "2026-09-25"),
        ({"tolled-1-first": "x", "tolled-1-last": "2026-09-28"}, "tolled-1-first", "2026-09-25"),
        (
            {"tolled-1-first": "2026-09-29", "tolled-1-last": "2026-09-28"},
            "tolled-1-last",
            "早于开始日期",
        ),
        (
            {"tolled-1-first": "0001-01-01", "tolled-1-last": "9999-12-31"},
            "tolled-1-last",
            "最多 3660 天",
        ),
    ],
)
def test_a_bad_value_is_named_beside_its_field(
    client: Visitor, arguments: dict[str, str], field: str, told: str
) -> None:
    page = ask(client, **arguments)

    assert page.response.status_code == 422
    assert told in page.errors()[field]
    assert list(page.errors()) == [field]
    assert "data-due-on" not in page.response.get_data(as_text=True)


def test_pauses_are_folded_until_there_are_any(client: Visitor) -> None:
    folded = client.page("/deadlines")
    unfolded = ask(client, **{"tolled-1-first": "2026-09-27", "tolled-1-last": "2026-09-29"})

    assert not is_open(folded)
    assert is_open(unfolded)


def test_the_last_day_is_written_as_english_writes_it(client: Visitor) -> None:
    said = " ".join(ask(client, "en", limit="7d").said("main").split())

    assert "Friday, 2 October 2026" in said or "Thursday, 8 October 2026" in said
    assert "(Monday)" not in said


def is_open(page: Page) -> bool:
    """Tell whether the pauses are shown."""
    return any("open" in known for tag, known in page.elements if tag == "details")


def test_nothing_that_was_typed_is_lost(client: Visitor) -> None:
    typed = {
        "from": "2026-13-01", "limit": "other", "length": "五天",
        "tolled-3-first": "2026-09-31", "tolled-3-last": "<b>",
    }  # fmt: skip

    form = ask(client, **typed).form()

    assert {name: form[name] for name in typed} == typed


def test_another_period_is_offered_once_all_are_filled(client: Visitor) -> None:
    periods = {
        f"tolled-{n}-{end}": f"2026-09-{27 + n}" for n in (1, 2, 3) for end in ("first", "last")
    }

    page = ask(client, limit="5wd", **periods)

    tolled = Tolling(date(2026, 9, 28), date(2026, 9, 30), TollingCause.STATED)
    expected = due(STARTED, Limit.parse("5wd"), PUBLISHED, zone=UTC, tolled=[tolled])
    assert due_on(page) == expected.due_on.isoformat()
    assert "tolled-4-first" in page.form()


def test_the_calculator_asks_for_no_token_and_can_be_linked_to(client: Visitor) -> None:
    page = client.page("/deadlines?limit=answer_complex&language=en")

    assert page.form()["limit"] == "answer_complex"
    assert "csrf_token" not in page.form()
