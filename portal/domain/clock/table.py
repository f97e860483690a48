"""The product's clocks, to be read next to the opinion: no complaint is without one [R.2].

`own`: the opinion fixes the length (a week is 7, three weeks are 21 calendar days [A9]).
`adopted`: it does not; the length is adopted policy and is shown as such.
"""

from collections.abc import Mapping
from types import MappingProxyType

from portal.domain.clock import sources
from portal.domain.clock.kinds import Bearer, ClockKind
from portal.domain.clock.rules import Allows, ClockRule, adopted, own
from portal.domain.text import Text

TAKING_IN = {
    ClockKind.DECIDE_ACCEPTANCE: adopted(
        "5wd",
        "7.1",
        text=Text("决定是否受理", "decide whether to accept"),
        source=sources.ACCEPTANCE,
        allows=Allows.TOLLING,
    ),
    ClockKind.HAND_BACK: adopted(
        "1wd",
        "1.3(c)",
        "7.12",
        text=Text("退回误派的投诉", "hand back what was wrongly assigned"),
        source=sources.ANYANG,
    ),
}
ANSWERING = {
    ClockKind.ANSWER_SIMPLE: own(
        "0d",
        "1.3(a)",
        "4.4(a)",
        text=Text("答复：能马上办的", "answer: can be done at once"),
        bearer=Bearer.OFFICE,
        allows=Allows.TOLLING | Allows.EXTENSION,
    ),
    ClockKind.ANSWER_MEETING: own(
        "7d",
        "4.4(b)",
        text=Text("答复：需会议研究的", "answer: needs a meeting"),
        bearer=Bearer.OFFICE,
        allows=Allows.TOLLING | Allows.EXTENSION,
    ),
    ClockKind.ANSWER_GENERAL: adopted(
        "30d",
        "7.1",
        text=Text("答复：一般事项", "answer: general"),
        source=sources.HUNAN,
        allows=Allows.TOLLING | Allows.EXTENSION,
    ),
    ClockKind.ANSWER_COMPLEX: adopted(
        "60d",
        "4.4(c)",
        "7.1",
        text=Text("答复：比较复杂的", "answer: rather complex"),
        source=sources.PETITIONS_34,
        allows=Allows.TOLLING | Allows.EXTENSION,
    ),
    ClockKind.FIRST_INQUIRY_PROMISE: own(
        "as set",
        "1.3(b)",
        text=Text("首问责任人承诺的期限", "answer by the day the first-inquiry officer promised"),
    ),
}
FROM_ELSEWHERE = {
    ClockKind.ASSIGNED_URGENT: own(
        "0d", "4.1", text=Text("上级交办的急事", "urgent task assigned from above")
    ),
    ClockKind.ASSIGNED: own(
        "7d", "4.1", text=Text("上级交办的缓事", "other task assigned from above")
    ),
    ClockKind.ASSIGNED_AS_SET: own(
        "as set",
        "4.3",
        text=Text(
            "上级转办、批办、交办并定有时限的事项", "item from above with a limit of its own"
        ),
    ),
    ClockKind.PROPOSAL: own("6m", "4.2", text=Text("人大、政协提案", "proposal of delegates")),
    ClockKind.SUBORDINATE_REQUEST: own(
        "21d", "4.5", text=Text("下级单位的请示、报告", "request or report of a subordinate unit")
    ),
}
CONCLUDING = {
    ClockKind.CRIME_CLUE_DECISION: adopted(
        "3d",
        "5.2(4)",
        "6.11",
        text=Text("决定是否移送犯罪线索", "decide on transferring a crime clue"),
        source=sources.CRIME_TRANSFER,
    ),
    ClockKind.CRIME_CLUE_SENDING: adopted(
        "24h",
        "5.2(4)",
        "6.11",
        text=Text("移送犯罪线索", "send the crime clue"),
        source=sources.CRIME_TRANSFER,
    ),
    ClockKind.DEFENCE: adopted(
        "5wd",
        "7.7",
        text=Text("被投诉人陈述和申辩", "statement and defence of the official"),
        source=sources.DEFENCE_WINDOW,
        bearer=Bearer.OFFICIAL,
    ),
    ClockKind.RESULT_MAIL: adopted(
        "5wd",
        "2.4(d)",
        "7.9",
        text=Text("向投诉人反馈结果", "mail the result to the complainant"),
        source=sources.FEEDBACK,
    ),
    ClockKind.CLOSING: adopted(
        "60d",
        "6.10",
        "7.10",
        text=Text("落实处理措施并办结归档", "carry out the measures and close the file"),
        source=sources.OUR_LENGTH,
    ),
    ClockKind.DISPOSAL: adopted(
        "6m",
        "5.2(3)",
        "5.2(4)",
        "6.11",
        text=Text("有权机关作出最终处理", "final disposal by the competent body"),
        source=sources.SANCTION_44,
        bearer=Bearer.BODY,
    ),
}
REVIEWING = {
    ClockKind.REVIEW_REQUEST: adopted(
        "30d",
        "7.10",
        text=Text("申请复查", "ask for a review"),
        source=sources.PETITIONS_35,
        bearer=Bearer.COMPLAINANT,
    ),
    ClockKind.REVIEW_DECISION: adopted(
        "30d",
        "7.10",
        text=Text("作出复查决定", "decide the review"),
        source=sources.PETITIONS_35,
        allows=Allows.TOLLING,
    ),
    ClockKind.SECOND_REVIEW_REQUEST: adopted(
        "30d",
        "7.10",
        text=Text("申请复核", "ask for a second review"),
        source=sources.PETITIONS_36,
        bearer=Bearer.COMPLAINANT,
    ),
    ClockKind.SECOND_REVIEW_DECISION: adopted(
        "30d",
        "7.10",
        text=Text("作出复核决定", "decide the second review"),
        source=sources.PETITIONS_36,
        allows=Allows.TOLLING,
    ),
}
PUT = {
    ClockKind.ENQUIRY: adopted(
        "10d",
        "7.12",
        text=Text("机关答复问询", "the organ answers an enquiry"),
        source=sources.OUR_LENGTH,
        bearer=Bearer.ORGAN,
        allows=Allows.EXTENSION,
    ),
    ClockKind.MEASURE: adopted(
        "30d",
        "6.10",
        text=Text("机关整改", "the organ carries out a measure"),
        source=sources.SHANDONG,
        bearer=Bearer.ORGAN,
    ),
}
CLOCKS: Mapping[ClockKind, ClockRule] = MappingProxyType(
    {**TAKING_IN, **ANSWERING, **FROM_ELSEWHERE, **CONCLUDING, **REVIEWING, **PUT}
)
