"""What is put to an organ: enquiries and measures, their numbers, their limits, who may read them.

An enquiry or a measure has a number of its own: the organ never learns that of the complaint
[7.5]. The lengths are adopted policy, not the opinion's own words.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from portal.domain.clock.kinds import Bearer, ClockKind
from portal.domain.clock.rules import ClockRule, adopted
from portal.domain.clock.table import CLOCKS
from portal.domain.text import Text
from portal.domain.wall import Person, Tie, above

ENQUIRY, MEASURE = "XW", "ZG"
"""The prefixes of the numbers: 询问 (to enquire) and 整改 (to rectify)."""
NUMBER = re.compile(r"(XW|ZG)-[0-9]{4}-([0-9]{6,12})", re.ASCII)
DAYS_MAX = 60
"""How many calendar days an organ can be given at most."""


class Kept(StrEnum):
    """Whether an organ did what was ordered, as the investigator judges its report."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"

    @property
    def text(self) -> Text:
        """Return the judgement in words."""
        return KEPT_TEXTS[self]


KEPT_TEXTS: Mapping[Kept, Text] = {
    Kept.KEPT: Text("已落实", "carried out"),
    Kept.PARTLY: Text("部分落实", "carried out in part"),
    Kept.NOT_KEPT: Text("未落实", "not carried out"),
}


class PutState(StrEnum):
    """How far something put to an organ has come, as the organ reads it."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    REPORTED = "reported"
    KEPT = "kept"
    LIFTED = "lifted"
    ENDED = "ended"

    @property
    def text(self) -> Text:
        """Return the state in words."""
        return STATE_TEXTS[self]


STATE_TEXTS: Mapping[PutState, Text] = {
    PutState.OPEN: Text("待办理", "to be done"),
    PutState.ANSWERED: Text("已答复", "answered"),
    PutState.WITHDRAWN: Text("已撤回", "withdrawn"),
    PutState.REPORTED: Text("已报告，待核验", "reported, being checked"),
    PutState.KEPT: Text("已落实", "carried out"),
    PutState.LIFTED: Text("已撤销", "lifted"),
    PutState.ENDED: Text("不再需要", "no longer asked for"),
}


class News(StrEnum):
    """What a letter about something put to an organ says has come."""

    ORDERED = "ordered"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    JUDGED = "judged"
    EXAMINED = "examined"
    ANSWERED = "answered"
    REPORTED = "reported"
    OBJECTED = "objected"
    LATE = "late"

    @property
    def text(self) -> Text:
        """Return the news in words."""
        return NEWS_TEXTS[self]


NEWS_TEXTS: Mapping[News, Text] = {
    News.ORDERED: Text("责令贵单位落实一项措施", "Your organ is ordered to carry out a measure"),
    News.REMINDER: Text("期限将到，请抓紧办理", "The time for this is running out"),
    News.OVERDUE: Text("已超过期限，请立即办理", "This was not done in time; do it at once"),
    News.WITHDRAWN: Text("问询已撤回，不必答复", "The enquiry is withdrawn; no answer is needed"),
    News.EXTENDED: Text("答复期限已延长", "There is more time for the answer"),
    News.JUDGED: Text("报告已核验", "The report has been checked"),
    News.EXAMINED: Text("复查申请已答复", "The request for a re-examination is answered"),
    News.ANSWERED: Text("机关已答复", "The organ has answered"),
    News.REPORTED: Text("机关已报告落实情况", "The organ has reported a measure"),
    News.OBJECTED: Text("机关申请复查", "The organ asks for a re-examination"),
    News.LATE: Text("机关未按期办理", "The organ did not act in time"),
}
DUE_NEWS = frozenset({News.REMINDER, News.OVERDUE, News.LATE})
"""News of no use any more once what they ask for is done."""


class OrganClock(StrEnum):
    """What the organ, or the office towards it, has to do by a day."""

    ENQUIRY = "enquiry"
    MEASURE = "measure"
    OBJECTION = "objection"
    OBJECTION_ANSWER = "objection_answer"

    @property
    def rule(self) -> ClockRule:
        """Return how long there is for it, and by which clause."""
        return ORGAN_RULES[self]


ORGAN_RULES: Mapping[OrganClock, ClockRule] = {
    OrganClock.ENQUIRY: CLOCKS[ClockKind.ENQUIRY],
    OrganClock.MEASURE: CLOCKS[ClockKind.MEASURE],
    OrganClock.OBJECTION: adopted(
        "10wd",
        "6.12",
        text=Text("机关申请复查监督决定", "the organ asks for a re-examination"),
        source=Text("重庆市行政执法监督条例第21条", "Chongqing rules, art. 21"),
        bearer=Bearer.ORGAN,
    ),
    OrganClock.OBJECTION_ANSWER: adopted(
        "15wd",
        "6.12",
        text=Text("答复机关的复查申请", "the re-examination is answered"),
        source=Text("重庆市行政执法监督条例第21条", "Chongqing rules, art. 21"),
    ),
}

OBJECTIONS: Mapping[ClockKind | OrganClock, ClockRule] = {
    clock: ORGAN_RULES[clock] for clock in (OrganClock.OBJECTION, OrganClock.OBJECTION_ANSWER)
}
"""What an organ may ask against a measure: counted once, when it begins, and no running clock."""

LIMITS: Mapping[str, ClockRule] = {
    str(name): rule for rules in (CLOCKS, OBJECTIONS) for name, rule in rules.items()
}
"""Every limit that is counted anywhere, by its name."""


def number_of(prefix: str, row_id: int, at: datetime) -> str:
    """Return the number under which the organ knows a row, like XW-2026-000012."""
    return f"{prefix}-{at.year}-{row_id:06d}"


def id_in(prefix: str, number: str) -> int:
    """Return the id of the row that *number* names; 0, which none has, if it is malformed."""
    found = NUMBER.fullmatch(number)
    return int(found[2]) if found and found[1] == prefix else 0


def kept_from_liaison(ties: Iterable[Tie], people: Mapping[int, Person]) -> frozenset[int]:
    """Return the officials about whom a liaison learns nothing.

    Those the liaison is, or is tied to, and everyone above them in the organ [practice 7.5, 7.6].
    A tie to the organ itself hides nothing: speaking for it is what a liaison is for.
    """
    tied = {tie.official_id for tie in ties if tie.official_id is not None}
    return frozenset(each for one in tied for each in {one, *above(one, people)})
