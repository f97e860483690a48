"""What complainants do about their own complaint: answer, take it back, ask for a review."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.services import casework, reviews
from portal.services.office import Office
from portal.web.context import now
from tests.factories import Make
from tests.holding import holder
from tests.web.browsing import Page, Visitor

OWN = "/track/complaint"
ANSWER, WITHDRAW, REVIEW = f"{OWN}/answer", f"{OWN}/withdraw", f"{OWN}/review"
TYPED = "我写了很久\n<b>两行</b>"

Step = Callable[..., None]


@pytest.fixture
def client(client: Visitor) -> Visitor:
    limiter.reset()
    return client


@pytest.fixture
def complaint(make: Make, client: Visitor, session: Session, office: Office) -> Complaint:
    """A complaint that has been assigned, opened in the visitor's browser."""
    make.staff()
    make.staff()
    complaint = make.assigned(filing_key="own", now=now())
    session.commit()
    form = client.page("/track").form()
    code = make_code(office.receipt_key, "own")
    client.post("/track", data={**form, "receipt_code": code})
    return complaint


@pytest.fixture
def ask(session: Session, complaint: Complaint, office: Office) -> Callable[[], None]:
    """Ask the complainant a question."""

    def asked() -> None:
        who = holder(session, complaint)
        casework.ask_clarification(session, complaint, who, "哪一天？", office=office, now=now())
        session.commit()

    return asked


@pytest.fixture
def decline(session: Session, complaint: Complaint, office: Office) -> Callable[[], None]:
    """Refuse the complaint."""

    def declined() -> None:
        who = holder(session, complaint)
        casework.decline(
            session, complaint, who, code="N1", reason="不属本办", office=office, now=now()
        )
        session.commit()

    return declined


def send(client: Visitor, path: str, **typed: str) -> Page:
    """Open the page, send its form, and return the page that comes back."""
    form = client.page(path).form()
    return Page.of(client.post(path, data={**form, **typed}, follow_redirects=True))


def fresh(session: Session, complaint: Complaint) -> Complaint:
    session.rollback()
    session.refresh(complaint)
    return complaint


def said(session: Session, action: str) -> str:
    return session.scalars(select(CaseLog.reason).where(CaseLog.action == action)).one()


def test_a_question_is_shown_and_answered(
    client: Visitor, session: Session, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()
    page = client.page(OWN)
    assert "哪一天？" in page.said("main")
    assert ANSWER in page.response.text

    after = send(client, ANSWER, answer=TYPED, step="save")

    assert "您的答复已收到" in after.said("main")
    assert fresh(session, complaint).status is Status.ASSIGNED
    assert said(session, "clarify") == TYPED
    assert ANSWER not in after.response.text


def test_an_empty_answer_is_given_back(
    client: Visitor, session: Session, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()

    page = send(client, ANSWER, answer=" \n", step="save")

    assert page.response.status_code == 422
    assert page.errors() == {"answer": "有误： 请填写您的答复"}
    assert fresh(session, complaint).status is Status.CLARIFICATION


def test_an_answer_that_comes_too_late_is_kept_on_the_page(
    client: Visitor, session: Session, complaint: Complaint, office: Office,
    ask: Callable[[], None],
) -> None:  # fmt: skip
    ask()
    form = client.page(ANSWER).form()
    who = Actor.complainant(complaint.id)
    casework.clarify(session, complaint, who, "别处已答", office=office, now=now())
    session.commit()

    page = Page.of(client.post(ANSWER, data={**form, "answer": TYPED, "step": "save"}))

    assert page.response.status_code == 409
    assert "有了新的进展" in page.said("main")
    assert page.form()["answer"] == TYPED


def test_another_language_loses_nothing_that_was_typed(
    client: Visitor, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()

    page = send(client, ANSWER, answer=TYPED, speak="zh-Hant")

    assert page.attribute("html", "lang") == "zh-Hant"
    assert page.form()["answer"] == TYPED


def test_an_expired_page_keeps_what_was_typed(
    client: Visitor, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()

    page = Page.of(client.post(ANSWER, data={"csrf_token": "stale", "answer": TYPED}))

    assert page.response.status_code == 400
    assert page.form()["answer"] == TYPED


def test_taking_it_back_is_looked_at_twice(
    client: Visitor, session: Session, complaint: Complaint
) -> None:
    check = send(client, WITHDRAW, reason=TYPED, step="check")
    assert fresh(session, complaint).status is Status.ASSIGNED
    assert check.form()["reason"] == TYPED
    changed = Page.of(client.post(WITHDRAW, data={**check.form(), "step": "change"}))
    assert changed.form()["reason"] == TYPED

    after = Page.of(
        client.post(WITHDRAW, data={**check.form(), "step": "save"}, follow_redirects=True)
    )

    assert "您已撤回投诉" in after.said("main")
    assert fresh(session, complaint).status is Status.WITHDRAWN
    assert said(session, "withdraw") == TYPED
    assert WITHDRAW not in after.response.text


def test_nobody_has_to_say_why(client: Visitor, session: Session, complaint: Complaint) -> None:
    check = send(client, WITHDRAW, step="check")

    client.post(WITHDRAW, data={**check.form(), "step": "save"})

    assert fresh(session, complaint).status is Status.WITHDRAWN


def test_a_review_is_asked_for_until_the_day_shown(
    client: Visitor, session: Session, complaint: Complaint, decline: Callable[[], None]
) -> None:
    decliner = complaint.assignee_id
    decline()
    assert "结束前提出" in client.page(OWN).said("main")

    after = send(client, REVIEW, grounds=TYPED, step="save")

    assert "没有参与原处理的人员会重新审查" in after.said("main")
    found = fresh(session, complaint)
    assert (found.status, said(session, "ask_review")) == (Status.UNDER_REVIEW, TYPED)
    assert found.assignee_id != decliner


def test_after_that_day_it_is_not_offered(
    client: Visitor, session: Session, complaint: Complaint, office: Office,
    decline: Callable[[], None],
) -> None:  # fmt: skip
    decline()

    with time_machine.travel(now() + timedelta(days=40)):
        form = client.page("/track").form()
        client.post("/track", data={**form, "receipt_code": make_code(office.receipt_key, "own")})
        page = client.page(OWN)
        assert REVIEW not in page.response.text
        assert client.get(REVIEW).location == OWN


def test_a_second_review_follows_the_first_and_no_third(
    client: Visitor, session: Session, complaint: Complaint, office: Office, make: Make,
    decline: Callable[[], None],
) -> None:  # fmt: skip
    make.staff()
    decline()
    send(client, REVIEW, grounds="不服", step="save")
    conclude(session, complaint, office)
    page = client.page(OWN)
    assert "维持原结论，理由如下" in page.said("main")

    second = client.page(REVIEW)
    send(client, REVIEW, grounds="仍不服", step="save")
    conclude(session, complaint, office)

    assert "最后一次审查" in second.said("main")
    assert REVIEW not in client.page(OWN).response.text
    assert client.get(REVIEW).location == OWN


def conclude(session: Session, complaint: Complaint, office: Office) -> None:
    fresh(session, complaint)
    reviews.conclude_review(
        session, complaint, holder(session, complaint), stands=True,
        reason="维持原结论，理由如下。", office=office, now=now(),
    )  # fmt: skip
    session.commit()


def test_a_refusal_that_a_review_set_aside_is_told_no_longer(
    client: Visitor, session: Session, complaint: Complaint, office: Office,
    decline: Callable[[], None],
) -> None:  # fmt: skip
    decline()
    assert "不属本办" in client.page(OWN).said("main")
    send(client, REVIEW, grounds="不服", step="save")
    fresh(session, complaint)
    reviews.conclude_review(
        session, complaint, holder(session, complaint), stands=False, reason="确属本办",
        office=office, now=now(),
    )  # fmt: skip
    session.commit()

    page = client.page(OWN)

    assert "不属本办" not in page.said("main")
    assert "确属本办" in page.said("main")


def test_what_may_be_a_crime_is_not_told_by_a_transfer(
    client: Visitor, session: Session, complaint: Complaint, office: Office
) -> None:
    complaint.provisional_severity = type(complaint.provisional_severity).REFERRAL
    casework.transfer(
        session, complaint, holder(session, complaint), target="监察委员会", reason="线索",
        office=office, now=now(),
    )  # fmt: skip
    session.commit()

    page = client.page(OWN)

    assert "监察委员会" not in page.said("main")
    assert "线索" not in page.said("main")


@pytest.mark.parametrize("path", [ANSWER, WITHDRAW, REVIEW])
def test_nobody_gets_in_without_a_code(client: Visitor, path: str) -> None:
    assert client.get(path).location == "/track"
    form = client.page("/track").form()
    assert client.post(path, data={**form, "answer": "x"}).location == "/track"


@pytest.mark.parametrize("path", [ANSWER, REVIEW])
def test_what_cannot_be_done_leads_back(client: Visitor, complaint: Complaint, path: str) -> None:
    assert client.get(path).location == OWN


def test_the_office_reads_what_was_said(
    client: Visitor, session: Session, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()
    send(client, ANSWER, answer=TYPED, step="save")

    roles = session.execute(select(CaseLog.role, CaseLog.staff_id).order_by(CaseLog.id.desc()))

    assert roles.first() == ("complainant", None)


def test_an_answer_sent_twice_is_taken_once(
    client: Visitor, session: Session, complaint: Complaint, ask: Callable[[], None]
) -> None:
    ask()
    form = {**client.page(ANSWER).form(), "answer": TYPED, "step": "save"}

    codes = [client.post(ANSWER, data=form).status_code for _ in range(2)]

    assert codes == [303, 409]
    assert said(session, "clarify") == TYPED
