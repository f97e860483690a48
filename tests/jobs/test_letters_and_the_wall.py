"""No letter about a complaint reaches somebody who came to stand behind the wall."""

from collections.abc import Callable
from email.message import EmailMessage

from sqlalchemy.orm import Session

from portal.jobs import drain
from tests.factories import Make

Letters = Callable[[], list[EmailMessage]]


def test_an_officer_walled_off_meanwhile_gets_no_letter(
    session: Session, make: Make, letters: Letters
) -> None:
    officer = make.staff()
    make.assigned()
    make.tie(officer, organ=make.organ())
    session.commit()

    assert drain.drain("mail") == 2
    assert [letter["X-Portal-Letter"] for letter in letters()] == ["receipt"]


def test_the_officer_of_the_complaint_gets_it(
    session: Session, make: Make, letters: Letters
) -> None:
    officer = make.staff()
    make.assigned()
    session.commit()

    drain.drain("mail")

    assert {letter["To"] for letter in letters()} == {officer.email, "wang@example.org"}
