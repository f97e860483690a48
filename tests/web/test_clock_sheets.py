"""Deadlines explained where they run: on the complainant's page, and in the office."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind, TollingCause
from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.services import clocks
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Desk
from tests.factories import Make
from tests.web.browsing import Page, Visitor


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(app: Flask) -> None:
    limiter.reset()


def clock_html(html: str, kind: str) -> str:
    """Return the explanation of the clock of that *kind*, as words."""
    part = html.split(f'data-clock="{kind}"', 1)[1].split("</details>", maxsplit=1)[0]
    return " ".join(Page.text_of(part).split())


def test_whoever_complained_reads_how_the_next_date_comes_about(
    client: Visitor, make: Make, session: Session, office: Office
) -> None:
    complaint = make.complaint(filing_key="k1", now=now())
    day = now().astimezone(office.zone).date()
    clocks.toll(
        session, complaint, TollingCause.HEARING, "听证通知3号",
        first_on=day + timedelta(days=1), now=now(), last_on=day + timedelta(days=1),
    )  # fmt: skip
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=now())
    clocks.reckon(session, complaint, office=office, now=now())
    assert complaint.next_due_kind == ClockKind.CRIME_CLUE_DECISION
    promised = next(row.due_on for row in clocks.rows(session, complaint))
    session.commit()

    form = {**client.page("/track").form(), "receipt_code": make_code(office.receipt_key, "k1")}
    page = Page.of(client.post("/track", data=form, follow_redirects=True))

    html = page.response.get_data(as_text=True)
    said = clock_html(html, "decide_acceptance")
    assert "5个工作日" in said
    assert "起算当日，不计入" in said
    assert "期限中止，听证" in said
    assert "听证通知" not in html
    assert "犯罪" not in page.said("main")
    assert (
        f"最迟{promised.year}年{promised.month}月{promised.day}日，我们告诉您是否受理"
        in page.said("main")
    )
    assert html.count("data-clock=") == 1


def test_the_office_reads_every_running_clock(
    app: Flask, make: Make, session: Session, office: Office
) -> None:
    supervisor = make.staff(Role.SUPERVISOR)
    complaint = make.complaint(now=now())
    day = now().astimezone(office.zone).date()
    clocks.toll(session, complaint, TollingCause.EXPERT, "鉴定委托5号", first_on=day, now=now())
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=now())
    session.commit()

    html = Desk(app, session).seat(supervisor).get(f"/office/complaints/{complaint.reference}").text

    said = clock_html(html, "decide_acceptance")
    assert "The clock stands still at present" in said
    assert "鉴定委托5号" in said
    assert "adopted policy — not in the opinion" in said
    assert "3 calendar days" in clock_html(html, "crime_clue_decision")


def test_an_ended_clock_is_explained_no_more(app: Flask, make: Make, session: Session) -> None:
    supervisor = make.staff(Role.SUPERVISOR)
    complaint = make.complaint(now=now())
    clocks.rows(session, complaint)[0].finished_at = now()
    session.commit()

    html = Desk(app, session).seat(supervisor).get(f"/office/complaints/{complaint.reference}").text

    assert "data-clock" not in html
