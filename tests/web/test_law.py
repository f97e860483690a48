"""The opinion, the severity table and the time limits, as everybody can read them."""

from datetime import date
from html import unescape

import pytest
import time_machine

from portal.domain.clauses import CLAUSES, READINGS
from portal.domain.enquiring import LIMITS
from portal.domain.severity import CURRENT, Modifier
from portal.domain.text import Text
from tests.web.browsing import Page, Visitor

PAGES = ("/opinion", "/opinion/severity", "/opinion/limits")
LEADS_TO = (*PAGES, "/")
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def part(page: Page, anchor: str) -> str:
    """Return the HTML of the element of that id, as far as the next one of its kind."""
    html = page.response.get_data(as_text=True)
    start = html.index(f'id="{anchor}"')
    return unescape(html[start:].split("</article>")[0].split("</tr>")[0])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_the_law_is_shown_in_each_language(
    client: Visitor, path: str, language: str
) -> None:
    page = client.page(f"{path}?language={language}")

    assert page.attribute("html", "lang") == language
    assert page.response.headers["Cache-Control"] == "private, no-cache"


def test_every_clause_stands_at_its_anchor_with_what_the_portal_does(client: Visitor) -> None:
    page = client.page("/opinion")

    for clause in CLAUSES.values():
        shown = part(page, clause.anchor)
        assert clause.text.zh in shown
        assert clause.product.zh in shown
        assert clause.kind.text.zh in shown
        assert f'href="#{clause.anchor}"' in page.response.get_data(as_text=True)


def test_adopted_policy_is_never_passed_off_as_the_opinion(client: Visitor) -> None:
    page = client.page("/opinion")

    for clause in CLAUSES.values():
        shown = part(page, clause.anchor)
        assert ("采用的规则——非意见原文" in shown) is not clause.own
        assert clause.source in shown


def test_every_clause_links_to_what_the_portal_does_or_gives_the_reason_why_not(
    client: Visitor,
) -> None:
    page = client.page("/opinion")

    for clause in CLAUSES.values():
        shown = part(page, clause.anchor)
        assert ('class="leads"' in shown) or (clause.reason and clause.reason.zh in shown), clause


def test_every_reading_of_an_ambiguity_is_shown_as_adopted(client: Visitor) -> None:
    page = client.page("/opinion?language=en")

    for reading in READINGS.values():
        shown = part(page, reading.id)
        assert reading.question.en in shown
        assert reading.answer.en in shown
        assert all(f"#c{clause}" in shown for clause in reading.clauses)


def test_a_clause_leads_to_the_rows_and_limits_that_rest_on_it(client: Visitor) -> None:
    shown = part(client.page("/opinion"), "c4.6")

    assert 'href="/opinion/severity#row-70"' in shown
    assert 'href="/opinion/limits#answer_meeting"' in part(client.page("/opinion"), "c4.4(b)")
    objection = part(client.page("/opinion"), "c6.12")
    assert 'href="/opinion/limits#objection"' in objection
    assert 'href="/opinion/limits#objection_answer"' in objection
    assert 'href="/complaints/new"' in part(client.page("/opinion"), "cR.3")


def test_every_link_within_the_law_finds_its_anchor(client: Visitor) -> None:
    pages = {path: client.page(path) for path in LEADS_TO}
    ids = {path: set(page.ids()) for path, page in pages.items()}

    links = {
        (link.partition("#")[0] or path, link.partition("#")[2])
        for path, page in pages.items()
        for tag, known in page.elements
        if tag == "a" and "#" in (link := known.get("href", ""))
    }

    assert [(path, anchor) for path, anchor in links if anchor not in ids[path]] == []


def test_the_severity_table_is_the_policy_in_force(client: Visitor) -> None:
    page = client.page("/opinion/severity")

    assert page.marked("data-policy-version").startswith("第 1 版，自2026年1月1日起施行")
    for row in CURRENT.rows:
        shown = part(page, f"row-{row.key}")
        assert row.text.zh in shown
        assert row.severity.text.zh in shown
        assert all(f"/opinion#c{clause}" in shown for clause in row.clauses)
        assert all(gate.text.zh in shown for gate in row.gates)
        assert row.law in shown
    assert all(modifier.text.zh in page.said("main") for modifier in Modifier)


def test_a_new_policy_is_shown_from_its_first_day(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = CURRENT.amended(
        effective_on=date(2027, 1, 1), reason=Text("修订", "Revised"), thresholds=CURRENT.thresholds
    )
    monkeypatch.setattr("portal.domain.severity.policy.policy_on.__defaults__", ((CURRENT, newer),))

    with time_machine.travel("2026-12-31T15:59:00Z"):
        before = client.page("/opinion/severity").marked("data-policy-version")
    with time_machine.travel("2026-12-31T16:01:00Z"):
        after = client.page("/opinion/severity").marked("data-policy-version")

    assert before.startswith("第 1 版")
    assert after.startswith("第 2 版")


def test_every_limit_is_shown_with_its_clauses_and_whose_rule_it_is(client: Visitor) -> None:
    page = client.page("/opinion/limits")

    assert {"objection", "objection_answer"} < LIMITS.keys()
    for name, rule in LIMITS.items():
        shown = part(page, name)
        assert rule.text.zh in shown
        assert (rule.limit.text.zh if rule.limit else "按该事项所定") in shown
        assert all(f"#c{clause}" in shown for clause in rule.clauses)
        assert ("意见原定" in shown) is not rule.adopted
        assert (rule.source.zh in shown) is rule.adopted


def test_the_law_is_found_from_every_page(client: Visitor) -> None:
    html = client.get("/track").get_data(as_text=True)

    assert all(f'href="{path}"' in html for path in (*PAGES, "/deadlines"))


def test_citations_that_only_chinese_has_are_marked_as_such(client: Visitor) -> None:
    shown = part(client.page("/opinion?language=en"), "c7.1")

    assert '<span lang="zh-Hans">信访工作条例第22、23、34条' in shown
    assert "信訪工作條例" in part(client.page("/opinion?language=zh-Hant"), "c7.1")
