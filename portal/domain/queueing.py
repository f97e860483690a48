"""How the queue is put in order and narrowed: orders, deadlines and ages, in words."""

from datetime import date, timedelta
from enum import StrEnum

from portal.domain.text import Text


class Order(StrEnum):
    """What comes first in the queue."""

    DUE = "due"
    SEVERITY = "severity"
    OLDEST = "oldest"
    NEWEST = "newest"

    @property
    def text(self) -> Text:
        """Return the name of the order."""
        return ORDER_TEXTS[self]


ORDER_TEXTS = {
    Order.DUE: Text("期限最近的在前", "Nearest deadline first"),
    Order.SEVERITY: Text("程度最重的在前", "Gravest first"),
    Order.OLDEST: Text("最早提交的在前", "Oldest first"),
    Order.NEWEST: Text("最新提交的在前", "Newest first"),
}


class Due(StrEnum):
    """When the next deadline is."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"

    @property
    def text(self) -> Text:
        """Return the time in words."""
        return DUE_TEXTS[self]

    def days(self, today: date) -> tuple[date | None, date]:
        """Return the first day, if there is one, and the last; a week ends on Sunday."""
        if self is Due.OVERDUE:
            return None, today - timedelta(days=1)
        if self is Due.TODAY:
            return today, today
        return today, today + timedelta(days=6 - today.weekday())


DUE_TEXTS = {
    Due.OVERDUE: Text("已超期", "Overdue"),
    Due.TODAY: Text("今天到期", "Due today"),
    Due.WEEK: Text("本周到期", "Due this week"),
}


class Age(StrEnum):
    """How long ago a complaint was filed, at least."""

    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"

    @property
    def text(self) -> Text:
        """Return the age in words."""
        return Text(f"{self.value} 天以前", f"{self.value} days or more")

    def last_day(self, today: date) -> date:
        """Return the last day on which something of that age was filed."""
        return today - timedelta(days=int(self))


class Door(StrEnum):
    """By which door a complaint came in."""

    WEB = "web"
    DESK = "desk"
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"

    @property
    def text(self) -> Text:
        """Return the door in words."""
        return DOOR_TEXTS[self]


DOOR_TEXTS = {
    Door.WEB: Text("网上提交", "On the web"),
    Door.DESK: Text("首问窗口（来访、来电、来信）", "First-inquiry desk: visits, calls, letters"),
    Door.VISIT: Text("来访", "A visit"),
    Door.PHONE: Text("来电", "A call"),
    Door.LETTER: Text("来信", "A letter"),
}
