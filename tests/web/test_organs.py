"""Choosing the organ without scripts."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.domain.text import Text
from portal.models.organ import Organ
from tests.commitments import publish
from tests.factories import Make
from tests.web.browsing import Page, Visitor

ORGANS = [
    ("tax", "区税务局", "Tax Bureau", "department"),
    ("civil", "区民政局", "Civil Affairs Bureau", "department"),
    ("hall", "政务服务大厅", "Service Hall", "counter"),
]


@pytest.fixture(autouse=True)
def _organs(session: Session, make: Make) -> None:
    for code, chinese, english, kind in ORGANS:
        session.add(Organ(code=code, name_zh=chinese, name_en=english, kind=kind))
    make.organ("gone", active=False)
    session.commit()


def search(client: Visitor, words: str, **typed: str) -> Page:
    form = {**client.page("/complaints/new").form(), **typed, "organ_search": words}
    return Page.of(client.send("/complaints/new", {**form, "find_organ": "1"}))


def shown_note(page: Page) -> bool:
    """Tell whether the page says that nothing was found."""
    notes = [known for _, known in page.elements if known.get("id") == "organ_search-none"]
    return ["hidden" in known for known in notes] == [False]


def listed(page: Page) -> list[str]:
    return [known["value"] for _, known in page.elements if "data-names" in known]


def test_the_active_organs_are_listed_kind_by_kind(client: Visitor) -> None:
    page = client.page("/complaints/new")

    assert listed(page) == ["civil", "tax", "hall"]
    kinds = [known["label"] for tag, known in page.elements if tag == "optgroup"]
    assert kinds == ["区政府工作部门", "窗口服务单位"]


@pytest.mark.parametrize("words", ["税务", "TAX", "ｔａｘ bureau", "  区 税 ", "稅務", "税局"])
def test_a_search_narrows_the_list(client: Visitor, words: str) -> None:
    assert listed(search(client, words)) == ["tax"]


def test_a_search_checks_nothing_and_keeps_everything(client: Visitor) -> None:
    page = search(client, "税务", facts="写了一半", occurred_on="昨天")

    assert page.response.status_code == 200
    assert page.errors() == {}
    assert (page.form()["facts"], page.form()["occurred_on"]) == ("写了一半", "昨天")


def test_enter_searches_while_no_organ_is_chosen(client: Visitor) -> None:
    form = {**client.page("/complaints/new").form(), "organ_search": "税务", "send": "1"}

    page = Page.of(client.send("/complaints/new", form))
    sent = client.send("/complaints/new", {**page.form(), "organ": "tax", "send": "1"})

    assert (page.response.status_code, listed(page)) == (200, ["tax"])
    assert sent.status_code == 422


def test_the_chosen_organ_stays_in_the_list(client: Visitor) -> None:
    page = search(client, "税务", organ="hall")

    assert listed(page) == ["tax", "hall"]
    assert page.form()["organ"] == "hall"


def test_a_search_that_finds_nothing_says_so_and_shows_all(client: Visitor) -> None:
    page = search(client, "没有这个")

    assert listed(page) == ["civil", "tax", "hall"]
    assert shown_note(page)


def test_a_search_that_finds_something_says_nothing(client: Visitor) -> None:
    assert not shown_note(search(client, "税务"))


@pytest.mark.parametrize("words", ["新办", "營業執照", "licence", "窗口"])
def test_an_organ_is_found_by_what_it_does(
    client: Visitor, make: Make, session: Session, words: str
) -> None:
    service = Text("新办营业执照", "A new business licence")
    publish(make, make.staff(Role.ADMIN), organ_code="hall", service=service)
    session.commit()

    assert listed(search(client, words)) == ["hall"]


def test_who_does_not_know_the_organ_is_told_what_to_do(client: Visitor) -> None:
    page = client.page("/complaints/new")

    assert "不清楚是哪个机关" in page.said("main")


def test_switching_the_language_keeps_everything(client: Visitor) -> None:
    form = {**client.page("/complaints/new").form(), "facts": "写了一半", "speak": "en"}

    page = Page.of(client.send("/complaints/new", form))

    assert page.attribute("html", "lang") == "en"
    assert (page.form()["facts"], page.form()["language"]) == ("写了一半", "en")
    assert client.page("/").attribute("html", "lang") == "en"
