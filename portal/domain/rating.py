"""What complainants think of the handling and of the result, in five steps [8.4, 8.5]."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from enum import StrEnum

from portal.domain.clock import Calendar, Deadline, Limit, due
from portal.domain.text import Text

COMMENT_MAX = 2_000
CALL_BACK = Limit.parse("1wd")
"""How soon who gave a bad rating by name is called back [8.5]."""
PUT_RIGHT = Limit.parse("15wd")
"""How soon what a bad rating is about is put right [8.4]."""


class Satisfaction(StrEnum):
    """One of five answers, the best first."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def text(self) -> Text:
        """Return the answer in words."""
        return SATISFACTION_TEXTS[self]

    @property
    def bad(self) -> bool:
        """Tell whether it is one of the lowest two."""
        return self in BAD

    @classmethod
    def of_points(cls, points: int) -> "Satisfaction":
        """Return the answer worth 1 to 5 *points*, 5 being the best; raises ValueError."""
        if not 1 <= points <= len(cls):
            raise ValueError(f"{points} points; allowed: 1 to {len(cls)}")
        return list(cls)[-points]


SATISFACTION_TEXTS: Mapping[Satisfaction, Text] = {
    Satisfaction.VERY_SATISFIED: Text("非常满意", "Very satisfied"),
    Satisfaction.SATISFIED: Text("满意", "Satisfied"),
    Satisfaction.BASICALLY_SATISFIED: Text("基本满意", "Basically satisfied"),
    Satisfaction.DISSATISFIED: Text("不满意", "Dissatisfied"),
    Satisfaction.VERY_DISSATISFIED: Text("非常不满意", "Very dissatisfied"),
}
BAD = frozenset({Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED})


def last_day(limit: Limit, rated_at: datetime, calendar: Calendar, zone: tzinfo) -> Deadline:
    """Return the deadline of *limit* after a rating; that day of rating is not counted."""
    rated_on = rated_at.astimezone(zone).date()
    return due(rated_on, limit, calendar, zone=zone)
