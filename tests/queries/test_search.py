"""Search: everything that holds the words, the newest first, behind the wall."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, Role
from portal.domain.search import Sought
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.search_text import SearchText
from portal.queries import search as queries
from portal.queries.search import Hits, search
from portal.queries.selection import Selection
from portal.services import conversation, indexing
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.lives import lead_to

ANY = Selection()
FACTS = "我三次去窗口办理，每次都说材料不全。 第三次工作人员态度很差。"
SIGNS = "甲乙丙a1 ，"


def references(hits: Hits) -> list[str]:
    """Return the references on one page."""
    return [hit.entry.reference for hit in hits.hits]


def found(session: Session, query: str, selection: Selection = ANY, size: int = 50) -> list[str]:
    """Return the references on every page."""
    sought = Sought.read(query)
    page = search(session, sought, selection, size=size)
    met = references(page)
    while page.after:
        page = search(session, sought, selection, after=page.after, size=size)
        met += references(page)
    return met


def filed(make: Make, **changes: Any) -> Complaint:
    """Return a complaint that can be found."""
    complaint = make.complaint(**changes)
    indexing.index_complaint(make.session, complaint.id)
    return complaint


@pytest.mark.parametrize(
    "query",
    ["窗口", "窗", "三次都没办成", "材料不全", "XN-2026-000001", "2026-000001", "李某", "housing",
     "科长", "区housing局", "东街", "态度 推诿", "第三次工作人员"],
)  # fmt: skip
def test_a_complaint_is_found_by_what_it_says(session: Session, make: Make, query: str) -> None:
    complaint = filed(make, official_name="李某", official_post="科长", place="东街9号")

    assert found(session, query) == [complaint.reference]


def passages(session: Session, query: str) -> list[tuple[str, str]]:
    """Return where the words stand in the first complaint that is found, and what is around."""
    hit = search(session, Sought.read(query), ANY).hits[0]
    return [(each.where.en, each.text) for each in hit.passages]


@pytest.mark.parametrize(
    ("query", "where", "text"),
    [
        ("材料不全", "Facts", FACTS),
        ("住建局", "Organ", "区住建局"),
        ("bureau", "Organ", "District Housing Bureau"),
        ("赵四", "Official", "赵四"),
        ("副科长", "Post", "副科长"),
        ("东街", "Place", "东街9号"),
        ("七日办结", "Commitment", "承诺七日办结"),
        ("当面道歉", "Wish", "请当面道歉"),
        ("尚有新证", "Grounds for a review", "尚有新证"),
    ],
)
def test_it_is_shown_why_a_complaint_was_found(
    session: Session, make: Make, query: str, where: str, text: str
) -> None:
    organ = make.organ()
    organ.name_zh, organ.name_en = "区住建局", "District Housing Bureau"
    complaint = make.complaint(
        official_name="赵四", official_post="副科长", place="东街9号", commitment="承诺七日办结",
        wish="请当面道歉",
    )  # fmt: skip
    logged(session, complaint, "尚有新证")
    indexing.index_complaint(session, complaint.id)

    assert passages(session, query) == [(where, text)]


def test_what_the_row_shows_is_not_repeated_and_each_word_is_shown_once(
    session: Session, make: Make
) -> None:
    filed(make, official_name="赵四", place="赵四的窗口")

    assert passages(session, "窗口 XN-2026") == []
    assert passages(session, "推诿 赵四 材料") == [
        ("Official", "赵四"), ("Facts", FACTS),
    ]  # fmt: skip


def logged(session: Session, complaint: Complaint, reason: str) -> None:
    """Write down that a review was asked for."""
    session.add(
        CaseLog(
            complaint_id=complaint.id, at=NOW, role=Role.COMPLAINANT, action="ask_review",
            from_status=Status.DECIDED, to_status=Status.UNDER_REVIEW, reason=reason,
        )
    )  # fmt: skip
    session.flush()


@pytest.mark.parametrize("query", ["王某", "wang", "000-0000", "没有的话"])
def test_nobody_is_found_by_who_complained(session: Session, make: Make, query: str) -> None:
    filed(make)

    assert found(session, query) == []


def test_messages_are_found_once_they_are_indexed(session: Session, make: Make) -> None:
    complaint = filed(make)

    conversation.put_down(session, complaint, Actor.complainant(complaint.id), "补拍照片", now=NOW)
    indexing.index_complaint(session, complaint.id)

    assert found(session, "补拍照片") == [complaint.reference]
    assert passages(session, "补拍照片") == [("Message", "补拍照片")]


def test_the_newest_comes_first_and_no_page_repeats(session: Session, make: Make) -> None:
    made = [filed(make).reference for _ in range(7)]

    assert found(session, "窗口", size=2) == made[::-1]


def test_finished_complaints_are_found_too_unless_a_status_is_asked_for(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    done = lead_to(session, make, Status.DECLINED, office=office)
    indexing.index_complaint(session, done.id)
    open_one = filed(make)

    assert found(session, "窗口") == [open_one.reference, done.reference]
    assert found(session, "窗口", Selection(Status.DECLINED)) == [done.reference]
    assert found(session, "窗口", Selection(organ_id=0)) == []


@pytest.mark.parametrize("nearest", [0, 3])
def test_the_index_finds_what_reading_finds(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch, nearest: int
) -> None:
    made = [filed(make, subject=f"编号{number}").reference for number in range(8)]
    monkeypatch.setattr(queries, "NEAREST", nearest)
    monkeypatch.setattr(queries, "HITS_MAX", 3)

    assert found(session, "编号") == made[::-1]
    assert found(session, "编号 7") == [made[7]]


def test_a_search_that_looks_through_much_goes_on_on_the_next_page(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest = filed(make, organ_code="water")
    for _ in range(9):
        filed(make)
    monkeypatch.setattr(queries, "NEAREST", 0)
    monkeypatch.setattr(queries, "HITS_MAX", 1)
    monkeypatch.setattr(queries, "STEPS_MAX", 2)

    page = search(session, Sought.read("窗口"), Selection(organ_id=oldest.organ_id))

    assert (page.hits, page.full) == ((), False)
    assert found(session, "窗口", Selection(organ_id=oldest.organ_id)) == [oldest.reference]


def test_whoever_is_walled_off_finds_nothing(session: Session, make: Make) -> None:
    hidden = filed(make).reference
    tied = make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    actor = tied.as_actor()
    session.commit()

    session.info["actor"] = actor

    assert found(session, "窗口") == []
    assert found(session, hidden) == []


@pytest.mark.parametrize("after", ["x", "²", "9" * 40, "-1", "0"])
def test_a_key_that_is_none_does_no_harm(session: Session, make: Make, after: str) -> None:
    filed(make)

    assert len(search(session, Sought.read("窗口"), ANY, after=after).hits) <= 1


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=1, max_size=4), st.data())
def test_search_agrees_with_reading_every_text(
    session: Session, make: Make, texts: list[str], data: st.DataObject
) -> None:
    session.rollback()
    made = [filed(make, facts=facts, subject="无") for facts in texts]
    query = data.draw(st.text("甲乙丙", min_size=1, max_size=4))

    holding = [one.reference for one, said in zip(made, texts, strict=True) if query in said]

    assert found(session, query) == holding[::-1]


def test_the_words_are_looked_up_in_their_index(session: Session, make: Make) -> None:
    filed(make)
    session.execute(text("SET LOCAL enable_seqscan = off"))
    looking = queries._Search(session, Sought.read("窗口"), ANY)  # noqa: SLF001 -- its plan is the question

    statement = select(looking._indexed(0, 9).c.hit)  # noqa: SLF001 -- the same
    compiled = statement.compile(session.connection(), compile_kwargs={"literal_binds": True})
    plan = "\n".join(session.scalars(text(f"EXPLAIN {compiled}".replace(":", r"\:"))))

    assert "ix_search_text_words" in plan
    assert session.scalar(select(SearchText.complaint_id)) == 1
