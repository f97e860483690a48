"""Which language a page speaks."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.category import Category
from portal.domain.clock.calendar import WEEKDAYS
from portal.domain.text import Text
from portal.web import traditional
from portal.web.language import moment, say
from tests.web.browsing import Page, Visitor
from tools import catalogues


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        (None, "zh-Hans"), ("", "zh-Hans"), ("zh", "zh-Hans"), ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-SG", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK,en;q=0.5", "zh-Hant"),
        ("zh-MO", "zh-Hant"), ("zh-Hant-CN", "zh-Hant"), ("zh-Hans-HK", "zh-Hans"),
        ("en-GB,zh;q=0.5", "en"), ("fr,en;q=0.8", "en"), ("fr", "zh-Hans"), ("*", "zh-Hans"),
        ("zh-CN;q=0.4,en;q=0.9", "en"),
    ],
)  # fmt: skip
def test_the_browser_decides_when_nobody_has_chosen(
    client: Visitor, accepted: str | None, spoken: str
) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}

    page = client.page("/", headers=headers)

    assert page.attribute("html", "lang") == spoken
    assert page.response.headers["Content-Language"] == spoken


def test_a_choice_is_remembered(client: Visitor) -> None:
    client.page("/?language=zh-Hant")

    page = client.page("/", headers={"Accept-Language": "en"})

    assert page.attribute("html", "lang") == "zh-Hant"
    assert "投訴" in page.said("main")


@pytest.mark.parametrize("given", ["xx", "zh", "en\0", "<b>"])
def test_an_unknown_choice_is_ignored(client: Visitor, given: str) -> None:
    page = client.page("/", query_string={"language": given})

    assert page.attribute("html", "lang") == "zh-Hans"
    assert not client.get_cookie("language")


def test_each_page_offers_its_languages_and_keeps_its_arguments(client: Visitor) -> None:
    html = client.get("/?from=mail&language=en").get_data(as_text=True)

    assert 'href="/?from=mail&amp;language=zh-Hant"' in html


def test_every_page_is_complete_in_english(client: Visitor, organ: str) -> None:
    for path in ("/", "/complaints/new", "/track", "/complaints/receipt", "/nowhere"):
        page = Page.of(client.get(path, headers={"Accept-Language": "en"}))

        assert not [sign for sign in page.said("main").replace("简体中文", "").replace(
            "繁體中文", ""
        ).replace(f"区{organ}局", "") if "\u4e00" <= sign <= "\u9fff"]  # fmt: skip


def test_labels_of_the_rules_follow_the_language(app: Flask) -> None:
    said = {}
    for locale in ("zh_Hans", "zh_Hant", "en"):
        with app.test_request_context(), force_locale(locale):
            said[locale] = say(Category.C12.text)

    assert list(said.values()) == ["拖拉、推诿扯皮", "拖拉、推諉扯皮", "Dilatoriness, buck-passing"]


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        (f"计入：第3个工作日，共5个（{WEEKDAYS[3].zh}）", "計入：第3個工作日，共5個（星期四）"),
        ("2027年放假安排尚未公布，暂按周一至周五上班计",
         "2027年放假安排尚未公佈，暫按週一至週五上班計"),
        ("工作日历调整，答复：一般事项：2027-01-04", "工作日曆調整，答覆：一般事項：2027-01-04"),
        ("澄浦区民政局", "澄浦區民政局"),
        ("反复要“注册”材料", "反覆要「註冊」材料"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_put_together_is_said_in_traditional_characters(
    app: Flask, simplified: str, traditional: str
) -> None:
    with app.test_request_context(), force_locale("zh_Hant"):
        assert say(Text(simplified, "in English")) == traditional


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh_Hans", "2026年10月5日 08:30"),
        ("zh_Hant", "2026年10月5日 08:30"),
        ("en", "5 October 2026 08:30"),
    ],
)
def test_a_day_is_written_on_pages_as_in_letters(app: Flask, language: str, said: str) -> None:
    zone = ZoneInfo("Asia/Shanghai")

    with app.test_request_context(), force_locale(language):
        assert moment(datetime(2026, 10, 5, 0, 30, tzinfo=UTC), zone) == said


def test_what_somebody_wrote_stays_as_it_is(app: Flask) -> None:
    with app.test_request_context(), force_locale("zh_Hant"):
        assert say(Text("材料不全", "材料不全")) == "材料不全"


def test_every_message_of_the_public_side_is_translated() -> None:
    written = catalogues.read("public", catalogues.WRITTEN)
    said = {message.id for message in catalogues.template("public") if message.id}

    assert catalogues.untranslated(written) == []
    assert {message.id for message in written if message.id} == said


def test_traditional_chinese_is_generated_from_what_is_written() -> None:
    generated = catalogues.read("public", catalogues.GENERATED)
    fresh = catalogues.converted("public")

    assert {message.id: message.string for message in generated if message.id} == {
        message.id: message.string for message in fresh if message.id
    }
    assert json.loads(traditional.TEXTS.read_text(encoding="utf-8")) == catalogues.labels()
    assert json.loads(traditional.SIGNS.read_text(encoding="utf-8")) == catalogues.signs()


def test_translations_keep_their_places_for_values() -> None:
    for message in catalogues.read("public", catalogues.WRITTEN):
        assert not list(message.check())
