from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal import demo
from portal.demo import checking, reading
from portal.domain.category import Category
from portal.domain.filing import Identity
from portal.domain.lifecycle import Status

SUNDAY = date(2026, 9, 20)


def test_dates_are_written_in_the_language_of_the_complaint() -> None:
    chinese, english = (
        next(each for each in demo.complaints() if each.key == key)
        for key in ("newborn-three-windows", "work-permit-window-14")
    )

    assert "9月18日" in chinese.told_on(SUNDAY, "{-1}")
    assert "18 September" in english.told_on(SUNDAY, "{-1}")


def test_dates_pass_over_the_days_on_which_nothing_is_open() -> None:
    complaint = demo.complaints()[0]
    holiday = SUNDAY - timedelta(days=2)

    told = complaint.told_on(SUNDAY, "{-1}", is_open=lambda day: day < holiday)

    assert told == "9月17日"


def test_an_unknown_code_is_refused() -> None:
    row = {"key": "k", "status": "lost", "filed_days_ago": 0, "organ": "o", "categories": []}

    with pytest.raises(ValueError, match="lost"):
        reading.complaint_from(row)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        reading.complaint_from({"colour": "blue"})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"organ": "moon-office"}, "no organ moon-office"),
        ({"official": "无此人"}, "no 无此人 in"),
        ({"officer": "officer9"}, "no officer officer9"),
        ({"outcome": ""}, "outcome does not go with closed"),
        ({"question": "？"}, "question does not go with closed"),
        ({"categories": (Category.C13,)}, "one finding for each category"),
        ({"severity": "referral"}, "the table says"),
        ({"identity": Identity("某人")}, "a way to be reached"),
        ({"anonymous": True}, "leaves a name"),
    ],
)
def test_a_contradiction_is_named(change: dict[str, object], problem: str) -> None:
    closed = next(each for each in demo.complaints() if each.status is Status.CLOSED
                  and each.identity.name)  # fmt: skip
    changed = replace(closed, **change)  # type: ignore[arg-type]  # a wrong value is the point

    problems = list(checking.complaint_problems([changed], demo.officials(), demo.staff()))

    assert any(problem in each for each in problems)


def test_contradictions_are_refused_together() -> None:
    with pytest.raises(demo.DemoDataError, match=r"0 organs instead of 12.*0 officials"):
        checking.insist(
            iter([*checking.organ_problems([], []), *checking.official_problems([], [])])
        )
