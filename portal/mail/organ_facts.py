"""What the letters about something put to an organ tell: to the organ, and to staff of it."""

from dataclasses import dataclass
from datetime import date

from portal.domain.enquiring import News
from portal.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFacts:
    """What an investigator puts to an organ, until when, and on which page it answers.

    The *question* is the investigator's own: not who complained, not the complaint's words, of
    which at most a *passage* is put on purpose.
    """

    question: str
    until: date
    address: str
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganNewsFacts:
    """What there is to tell an organ about what was put to it under a number, and on which page.

    *until* is the day by which it has to act, or had to; *head*: its head is to read it.
    """

    news: News
    address: str
    until: date | None = None
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganWorkFacts:
    """What an organ did or did not do, and under which number it was put to it."""

    news: News
    number: str
    asked: Text
    due_on: date
    late: bool = False
