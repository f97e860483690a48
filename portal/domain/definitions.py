"""What each published figure means, in the words that stand beside it and in the open data."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.statistics import Share, State
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure: its name, its unit, and how it is computed."""

    name: Text
    unit: str
    meaning: Text


COMPLAINTS, PER_CENT, DAYS = "complaints", "per cent", "days"
RECEIVED, MEDIAN, P90 = "received", "median_days", "p90_days"

DEFINITIONS: Mapping[str, Definition] = {
    RECEIVED: Definition(
        Text("收到", "Received"), COMPLAINTS,
        Text("收到的全部投诉，不予受理和撤回的也计入。",
             "Every complaint filed, declined and withdrawn ones included."),
    ),
    State.AWAITING: Definition(
        Text("待受理", "Awaiting acceptance"), COMPLAINTS,
        Text("尚未决定是否受理。", "It is not yet decided whether they are taken up."),
    ),
    State.IN_HAND: Definition(
        Text("已受理在办", "Accepted, in hand"), COMPLAINTS,
        Text("已受理而未办结，复查复核中的也计入。",
             "Accepted and not yet closed; those under review are counted here."),
    ),
    State.TRANSFERRED: Definition(
        Text("已转办", "Transferred"), COMPLAINTS,
        Text("已转往有权处理的机关，其结果尚未反馈。",
             "With the body that can act on them, which has not yet reported back."),
    ),
    State.CLOSED: Definition(
        Text("已办结", "Closed"), COMPLAINTS,
        Text("结果已告知投诉人。", "The complainant has been told the result."),
    ),
    State.DECLINED: Definition(
        Text("不予受理", "Declined"), COMPLAINTS,
        Text("说明理由后不予受理。", "Not taken up, with a reason."),
    ),
    State.WITHDRAWN: Definition(
        Text("已撤回", "Withdrawn"), COMPLAINTS,
        Text("由投诉人撤回。", "Taken back by the complainant."),
    ),
    Share.ACCEPTED: Definition(
        Text("受理率", "Acceptance rate"), PER_CENT,
        Text("受理过的件数，占受理过的与不予受理的件数之和。",
             "Complaints ever accepted, out of those accepted and those declined."),
    ),
    Share.RESPONSE: Definition(
        Text("响应率", "Response rate"), PER_CENT,
        Text("在期限内决定是否受理的，占已决定的和已超期未决定的。",
             "Those decided in time whether to take up, out of all decided and all overdue."),
    ),
    Share.IN_TIME: Definition(
        Text("按期办结率", "Decided in time"), PER_CENT,
        Text("在答复期限最后一日（含）前作出决定的，占已决定的和已超期未决定的；期限以延长、"
             "中止后的为准。",
             "Decided by the last day of the answer's limit, that day included, out of all decided "
             "and all overdue; the limit is the one after extensions and standing still."),
    ),
    Share.SOLVED: Definition(
        Text("解决率", "Solution rate"), PER_CENT,
        Text("对结果的评价为基本满意以上的，占全部评价。",
             "Ratings of the result that are basically satisfied or better, out of all ratings."),
    ),
    Share.SATISFIED: Definition(
        Text("满意率", "Satisfaction rate"), PER_CENT,
        Text("对办理过程的评价为基本满意以上的，占全部评价。",
             "Ratings of the handling that are basically satisfied or better, out of all ratings."),
    ),
    MEDIAN: Definition(
        Text("决定天数中位数", "Median days to decision"), DAYS,
        Text("从收到到最近一次决定的日历天数；一半的件不超过此数。",
             "Calendar days from filing to the latest decision; half took no longer."),
    ),
    P90: Definition(
        Text("决定天数九十分位", "90th percentile of days to decision"), DAYS,
        Text("十件中有九件不超过此数；不足十件不公布。",
             "Nine out of ten took no longer; not published of fewer than ten."),
    ),
}  # fmt: skip

WITHHELD = Text(
    "一至四件的数字不公布，能推算出它们的数字也不公布，以免认出个人；比率涉及一至四件的，同样不公布。"
    "零照常公布。",
    "Counts of one to four are withheld so that nobody can be recognised, and so are the counts "
    "they could be worked out from; rates that rest on one to four cases are withheld "
    "likewise. None at all is published as 0.",
)
