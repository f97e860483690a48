"""Service commitments: what an organ promises for one service, and how far a promise has run.

[2.1, 2.2, 3.1(d), 6.3]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from portal.domain.clock import Calendar, Deadline, Limit, due, explain
from portal.domain.text import Text

WORDS_MAX = 500
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the organ *organ_code* promises for one *service*; what is not stated is empty.

    *documents* are what to bring, *steps* the procedure, *post* who handles it, *manner* how people
    are treated, *basis* the legal basis. The promise runs from the application.
    """

    organ_code: str
    service: Text
    limit: Limit
    fee: Text
    documents: Text = NOTHING
    steps: Text = NOTHING
    post: Text = NOTHING
    manner: Text = NOTHING
    basis: str = ""

    @property
    def brief(self) -> Text:
        """Return the service with its promised limit, as a complaint would name it."""
        return in_brief(self.service, self.limit)

    def unstated(self) -> Iterator[Text]:
        """Yield what the opinion wants published, or the fee, where nothing is stated [2.2]."""
        for name, label in WANTED.items():
            if not getattr(self, name).zh:
                yield label


WANTED = {
    "steps": Text("办事程序", "procedure"),
    "post": Text("承办人员", "handling staff"),
    "manner": Text("服务态度", "manner of service"),
    "fee": Text("收费", "fee"),
}
"""What has to be published beside the function and the limit, which cannot be left out."""


def in_brief(service: Text, limit: Limit) -> Text:
    """Return *service* with its promised *limit*."""
    return Text(f"{service.zh}：{limit.text.zh}", f"{service.en}: {limit.text.en}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a promise has run: *day* of *total* is counted; *late* calendar days are over it.

    *day* stops at the last day. A limit in hours counts the days that it touches, one that asks for
    something at once counts none.
    """

    deadline: Deadline
    day: int
    total: int
    late: int

    @property
    def overdue(self) -> bool:
        """Tell whether the last day is over."""
        return self.late > 0


def progress(
    limit: Limit, applied_on: date, today: date, calendar: Calendar, *, zone: tzinfo
) -> Progress:
    """Return how far a promise of *limit*, applied for on *applied_on*, has run by *today*.

    Raises StartError for a day that cannot be reckoned from.
    """
    lines = explain(applied_on, limit, calendar, zone=zone)
    deadline = due(applied_on, limit, calendar, zone=zone)
    counted = [line.date for line in lines if line.counted]
    so_far = sum(on <= today for on in counted)
    return Progress(deadline, so_far, len(counted), max(0, (today - deadline.due_on).days))
