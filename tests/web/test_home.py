"""The front page."""

from portal.domain.category import Category, System
from tests.web.browsing import Visitor


def test_the_front_page_says_what_it_must(client: Visitor) -> None:
    said = client.page("/").said("main")

    for system in System:
        assert said.index(system.plain.zh) < said.index(system.text.zh)
    for category in Category:
        assert category.plain.zh in said
    for word in ("5 个工作日", "30 日", "打击报复", "匿名", "复查", "行政复议", "110"):
        assert word in said


def test_every_page_leads_to_filing_and_tracking(client: Visitor) -> None:
    html = client.get("/nowhere").get_data(as_text=True)

    assert 'href="/complaints/new"' in html
    assert 'href="/track"' in html
    assert 'href="#content"' in html
