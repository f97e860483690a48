"""What a commitment says, and how far a promise has run."""

from datetime import UTC, date

import pytest

from portal.domain.clock import AT_ONCE, PUBLISHED, Limit
from portal.domain.commitment import Commitment, progress
from portal.domain.text import Text

FRIDAY = date(2026, 9, 25)
FULL = Text("有", "there")


@pytest.mark.parametrize(
    ("today", "day", "late"),
    [
        (FRIDAY, 0, 0),
        (date(2026, 9, 24), 0, 0),
        (date(2026, 9, 28), 1, 0),
        (date(2026, 10, 5), 3, 0),  # National Day does not count
        (date(2026, 10, 9), 5, 0),  # the last day itself is in time
        (date(2026, 10, 10), 5, 1),
        (date(2026, 10, 19), 5, 10),
    ],
)
def test_five_working_days_run_to_their_last_day_and_are_late_after_it(
    today: date, day: int, late: int
) -> None:
    run = progress(Limit.parse("5wd"), FRIDAY, today, PUBLISHED, zone=UTC)

    assert run.deadline.due_on == date(2026, 10, 9)
    assert (run.day, run.total, run.late) == (day, 5, late)
    assert run.overdue is (late > 0)


def test_what_is_promised_at_once_is_late_on_the_next_day() -> None:
    on_time = progress(AT_ONCE, FRIDAY, FRIDAY, PUBLISHED, zone=UTC)
    late = progress(AT_ONCE, FRIDAY, date(2026, 9, 26), PUBLISHED, zone=UTC)

    assert (on_time.total, on_time.overdue, late.late) == (0, False, 1)


def test_a_year_without_a_notice_gives_a_provisional_day() -> None:
    run = progress(Limit.parse("5wd"), date(2026, 12, 30), FRIDAY, PUBLISHED, zone=UTC)

    assert run.deadline.provisional


def test_a_commitment_names_what_has_to_be_published_and_is_not() -> None:
    """[2.2, 3.1(d)]."""
    bare = Commitment("housing", FULL, Limit.parse("5wd"), Text("", ""))
    full = Commitment("housing", FULL, AT_ONCE, FULL, FULL, FULL, FULL, FULL)

    assert [label.en for label in bare.unstated()] == [
        "procedure", "handling staff", "manner of service", "fee",
    ]  # fmt: skip
    assert list(full.unstated()) == []


def test_a_commitment_in_brief_is_what_a_complaint_would_name() -> None:
    promise = Commitment("housing", Text("发证", "licence"), Limit.parse("1wd"), FULL)

    assert promise.brief == Text("发证：1个工作日", "licence: 1 working day")
