"""What the tables refuse, whoever asks: the last line behind the rules in code."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.services.office import Office
from tests.factories import Make
from tests.lives import lead_to

ADDED_TO = ("case_log", "note", "disclosure", "document", "letter_log")
CHANGES = {
    "a log row changed": "UPDATE case_log SET reason = 'other'",
    "a log row deleted": "DELETE FROM case_log",
    "a status of its own making": "UPDATE complaint SET status = 'forgotten'",
    "decided at no time": "UPDATE complaint SET decided_at = NULL",
    "accepted at no time": "UPDATE complaint SET accepted_at = NULL",
    "assigned at no time": "UPDATE complaint SET assigned_at = NULL",
    "with nobody": "UPDATE complaint SET assignee_id = NULL, assigned_at = NULL",
    "open without a deadline": "UPDATE complaint SET next_due_on = NULL",
    "open and closed": "UPDATE complaint SET closed_at = now()",
}
LETTER = """
INSERT INTO letter_log (complaint_id, outbox_id, letter, message_id, recipient, sent_at)
SELECT complaint_id, id, 'receipt', '<1@example.org>', :recipient, now() FROM outbox LIMIT 1
"""


@pytest.fixture
def decided(session: Session, make: Make, office: Office) -> Session:
    """A session over one complaint that is decided."""
    make.staff(), make.staff(Role.SUPERVISOR)
    lead_to(session, make, Status.DECIDED, office=office)
    session.flush()
    return session


@pytest.mark.parametrize("change", CHANGES)
def test_the_tables_refuse_what_cannot_be(decided: Session, change: str) -> None:
    with pytest.raises(DBAPIError), decided.begin_nested():
        decided.connection().exec_driver_sql(CHANGES[change])


@pytest.mark.parametrize("table", ADDED_TO)
def test_what_is_only_added_to_is_never_emptied(decided: Session, table: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added to"), decided.begin_nested():
        decided.connection().exec_driver_sql(f"TRUNCATE {table} CASCADE")


def test_a_letter_sent_stays_in_the_log(decided: Session) -> None:
    decided.connection().execute(text(LETTER), {"recipient": "complainant"})

    for change in ("UPDATE letter_log SET sent_at = now()", "DELETE FROM letter_log"):
        with pytest.raises(DBAPIError, match="only ever added to"), decided.begin_nested():
            decided.connection().exec_driver_sql(change)


def test_a_letter_goes_to_one_of_three(decided: Session) -> None:
    with pytest.raises(DBAPIError, match="ck_letter_log_recipient"), decided.begin_nested():
        decided.connection().execute(text(LETTER), {"recipient": "the world"})
