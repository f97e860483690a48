"""The hearing of the official: told of facts and grounds, given time, never worse off for it [7.7].

The official learns what is held against them in the investigator's own words: not who complained,
and nothing in the complainant's words [7.5].
"""

from datetime import date, datetime, tzinfo
from enum import StrEnum

from portal.domain.clock import CLOCKS, Calendar, ClockKind, Limit, due
from portal.domain.text import Text

STATEMENT_MAX = 20_000
PUT_MAX = 10_000
QUOTED = 20
"""So many signs in a row are no accident: they are the complainant's words."""


class Ended(StrEnum):
    """How a hearing ended."""

    STATED = "stated"
    DECLINED = "declined"
    SILENT = "silent"

    @property
    def text(self) -> Text:
        """Return how it ended, in words."""
        return ENDED_TEXTS[self]


class Told(StrEnum):
    """How the official was invited."""

    IN_PERSON = "in_person"
    LETTER = "letter"
    PHONE = "phone"

    @property
    def text(self) -> Text:
        """Return the way in words."""
        return TOLD_TEXTS[self]


ENDED_TEXTS = {
    Ended.STATED: Text("作了陈述和申辩", "made a statement and a defence"),
    Ended.DECLINED: Text("表示不陈述、不申辩", "does not wish to make one"),
    Ended.SILENT: Text("期满未陈述", "let the time pass without a word"),
}
TOLD_TEXTS = {
    Told.IN_PERSON: Text("当面", "in person"),
    Told.LETTER: Text("书面送达", "by a letter that was delivered"),
    Told.PHONE: Text("电话", "by phone"),
}


def window() -> Limit:
    """Return the least time for statement and defence: five working days."""
    limit = CLOCKS[ClockKind.DEFENCE].limit
    if limit is None:
        raise ValueError("the clock of the defence has a length of its own")
    return limit


def earliest(invited: datetime, calendar: Calendar, zone: tzinfo) -> date:
    """Return the earliest last day for the statement of whoever is invited at that instant."""
    return due(invited.astimezone(zone).date(), window(), calendar, zone=zone).due_on


def quotes(put: str, facts: str) -> bool:
    """Tell whether *put* holds so long a passage of *facts* that it gives the complainant away."""
    return not _runs(put).isdisjoint(_runs(facts))


def _runs(text: str) -> set[str]:
    plain = "".join(text.split())
    return {plain[at : at + QUOTED] for at in range(len(plain) - QUOTED + 1)}
