"""A day in the office: taken up, asked about, heard, found, sent back, signed, sent out.

On the phone in the dark with a finger, and on the desk in the light by the keys alone; every page
on the way is looked at by axe. Nothing is done behind the pages' back.
"""

from collections.abc import Sequence
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Identity
from portal.domain.permissions import Role
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.arriving import Letters, arrived
from tests.browser.desks import PASSWORD, Desk, Screen, sign_in, sit_down
from tests.browser.hands import Hand, Keys
from tests.browser.looking import SEND, Look, accessible
from tests.factories import Make
from tests.faults.processes import Crew

SCREENS = pytest.mark.parametrize(
    "screen",
    [Screen(375, "dark"), Screen(1280, "light", Keys)],
    ids=["phone in the dark", "keys on the desk"],
)
PEOPLE = (Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR)
ACCEPTED = 5
QUESTION = "请提供九月二十一日下午二号窗口的排班表。"
ANSWER = "当日二号窗口由李某值班，排班表附后。"
PUT = "九月间在二号窗口没有一次告知所需材料，请说明经过和依据。"
STATEMENT = "当天系统故障，没有来得及说明，愿意改正。"

People = dict[Role, Staff]


@pytest.fixture
def people(session: Session, make: Make) -> People:
    """One of each role, the liaison being that of the organ complained about."""
    limiter.reset()
    password = hash_password(PASSWORD)
    found = {role: make.staff(role, password_hash=password) for role in PEOPLE}
    found[Role.LIAISON] = make.staff(Role.LIAISON, password_hash=password, organ_id=make.organ().id)
    session.commit()
    return found


def seats(
    look: Look, people: People, complaint: Complaint, screen: Screen, *roles: Role
) -> Sequence[Desk]:
    """Let somebody of each role sit down at a browser of their own."""
    return [sit_down(look, people[role], complaint, screen) for role in roles]


def file(make: Make, number: int, category: Category = Category.C12) -> Complaint:
    """Return a complaint about somebody at a window, which the officer has been given."""
    return make.assigned(
        now=now(), official_name="李某", subject=f"第{number}件", categories=(category,),
        identity=Identity("王某", address(number)),
    )  # fmt: skip


def address(number: int) -> str:
    """Return where the complainant of that number gets letters."""
    return f"wang{number}@example.org"


def said(letters: Letters, name: str, to: str) -> str:
    """Return what a letter says, once it is there."""
    plain = arrived(letters, name, to).get_body(("plain",))
    return str(plain.get_content()) if plain else ""


def decline(clerk: Desk, complaint: Complaint) -> None:
    """Decline a complaint on a coded ground."""
    clerk.over(complaint).fill("decline", code="N1", reason="所反映事项不属于受理范围。")
    expect(clerk.page.locator("[data-status='declined']")).to_be_visible()


def take_up(officer: Desk) -> None:
    """Accept the complaint, and begin to investigate."""
    officer.open()
    officer.fill("accept")
    officer.press("investigate")
    expect(officer.page.locator("[data-status='investigating']")).to_be_visible()


def answer(liaison: Hand, staff: Staff) -> None:
    """Sign in as the liaison of the organ, read what is asked and answer it."""
    sign_in(liaison, staff)
    accessible(liaison.page)
    liaison.press("main a[href*='/enquiries/']")
    expect(liaison.page.locator("main")).to_contain_text(QUESTION)
    accessible(liaison.page)
    liaison.write("#words", ANSWER)
    liaison.press(SEND)
    accessible(liaison.page)


def hear(officer: Desk) -> None:
    """Hear the official, and enter what the organ handed over into the register."""
    officer.fill("invite", put=PUT, told="phone")
    officer.fill("record_hearing", ended="stated", statement=STATEMENT)
    expect(officer.page.locator("[data-hearing='stated']")).to_contain_text(STATEMENT)
    register(officer, "排班表", "C12")


def register(officer: Desk, what: str, point: str) -> None:
    """Enter a document into the register of evidence."""
    officer.fill("register_evidence", what=what, kind="document", source="organ", supports=point)


def issue(officer: Desk, kind: str, title: str) -> None:
    """Issue a document, and take it as a page and as a PDF."""
    officer.go_to("issue")
    officer.hand.tick(f"input[name='what'][value^='{kind}:']")
    officer.send()
    accessible(officer.page)
    links = officer.page.locator(f"[data-document='{kind}'] a").all()
    paths = [urljoin(officer.page.url, link.get_attribute("href") or "") for link in links]
    page, pdf = map(officer.page.request.get, paths)
    assert title in page.text()
    assert pdf.body().startswith(b"%PDF-")


@SCREENS
def test_the_post_of_a_morning_is_taken_up_passed_on_or_declined(
    look: Look, machine: Crew, letters: Letters, session: Session, make: Make, people: People,
    screen: Screen,
) -> None:  # fmt: skip
    post = [file(make, number) for number in range(ACCEPTED + 2)]
    session.commit()
    clerk = sit_down(look, people[Role.INTAKE], post[0], screen)
    accessible(clerk.page)

    for complaint in post[:ACCEPTED]:
        clerk.over(complaint).fill("accept")
        expect(clerk.page.locator("[data-status='accepted']")).to_be_visible()
    clerk.over(post[-2]).fill("transfer", target="区教育局", reason="属教育部门职责。")
    expect(clerk.page.locator("[data-status='transferred']")).to_be_visible()
    decline(clerk, post[-1])

    for number in range(ACCEPTED):
        arrived(letters, "accepted", address(number))
    assert "区教育局" in said(letters, "transferred", address(ACCEPTED))
    assert "不属于受理范围" in said(letters, "declined", address(ACCEPTED + 1))


@SCREENS
def test_a_complaint_is_asked_about_heard_sent_back_and_signed(
    look: Look, machine: Crew, letters: Letters, session: Session, make: Make, people: People,
    screen: Screen,
) -> None:  # fmt: skip
    complaint = file(make, 0)
    session.commit()
    officer, supervisor = seats(look, people, complaint, screen, Role.OFFICER, Role.SUPERVISOR)

    take_up(officer)
    officer.fill("ask_organ", organ="housing", question=QUESTION)
    arrived(letters, "enquiry", people[Role.LIAISON].email)
    answer(screen.open(look, "/organ/"), people[Role.LIAISON])
    officer.open()
    expect(officer.page.locator("main")).to_contain_text(ANSWER)
    hear(officer)
    officer.find("情况属实。")
    officer.fill("submit")
    supervisor.fill("send_back", reason="没有说明依据，请补充。")
    officer.open()
    expect(officer.page.locator(".log").first).to_contain_text("没有说明依据")
    officer.find("经核对排班表和监控，情况属实。")
    officer.fill("submit")
    supervisor.fill("approve", remark="同意。")
    officer.fill("decide", summary="经查属实，已责令改正。")
    issue(officer, "warning", "告诫书")

    assert "已责令改正" in said(letters, "outcome", address(0))


@SCREENS
def test_a_clue_of_crime_is_signed_by_two_and_goes_out(
    look: Look, machine: Crew, letters: Letters, session: Session, make: Make, people: People,
    screen: Screen,
) -> None:  # fmt: skip
    complaint = file(make, 1, Category.C05)
    beside = make.staff(Role.OFFICER)
    session.commit()
    officer, supervisor, director = seats(
        look, people, complaint, screen, Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR
    )

    take_up(officer)
    register(officer, "转账记录", "C05")
    supervisor.fill("name_second", staff_id=str(beside.id), reason="两人调查。")
    officer.find("查获转账记录，涉嫌收受贿赂。", crime="suspected")
    officer.fill("submit", clue="duty_crime")
    arrived(letters, "approval", people[Role.DIRECTOR].email)
    director.fill("approve", remark="同意移送。")
    arrived(letters, "approval", people[Role.SUPERVISOR].email)
    supervisor.fill("approve")
    officer.fill("decide", summary="已发现涉嫌犯罪线索，移送有关机关处理。")
    expect(officer.page.locator("[data-person-measure='referral']")).to_be_visible()
    issue(officer, "referral", "移送函")

    told = said(letters, "outcome", address(1))
    assert "已移送有权机关" in told
    assert "转账记录" not in told
