"""System four, time-limited completion: 4.1-4.6, in the opinion's own words."""

from portal.domain.category import System
from portal.domain.clauses.carriers import (
    ACCOUNTABILITY,
    CLOCKS,
    ESCALATION,
    GATES,
    ORIGINS,
    SEVERITY,
)
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

S = System.TIME_LIMITS
LIMIT = ClauseKind.LIMIT

TIME_LIMIT_CLAUSES = (
    Clause(
        "4.1",
        LIMIT,
        Text(
            "各级党委、政府交办的工作事项，实行急事急办，缓事一周内办结。",
            "Tasks assigned by Party committees and governments: urgent ones at once, others "
            "within a week.",
        ),
        product=Text(
            "交办件：急件当日，其余七日。",
            "Assigned items: urgent the same day, others seven days.",
        ),
        system=S,
        carried_by=(CLOCKS, ORIGINS),
    ),
    Clause(
        "4.2",
        LIMIT,
        Text(
            "人大、政协“两会提案”必须在六个月内办结并上报办理结果。",
            "Proposals of the People's Congress and the CPPCC are finished within six months, and "
            "the result reported.",
        ),
        product=Text(
            "提案时限为六个月，逐日说明。", "Proposals run six months, explained day by day."
        ),
        system=S,
        carried_by=(CLOCKS, ORIGINS),
    ),
    Clause(
        "4.3",
        LIMIT,
        Text(
            "上级机关和领导转办、批办、交办的事项，在规定的时限内办结并上报办理结果。",
            "What superior organs and leaders forward, endorse or assign is finished within the "
            "limit set, and the result reported.",
        ),
        product=Text("按交办时规定的时限计算。", "The clock takes the limit that was set."),
        system=S,
        carried_by=(CLOCKS, ORIGINS),
    ),
    Clause(
        "4.4(a)",
        LIMIT,
        Text(
            "对群众来访事项，能马上办理的，要立即办理；",
            "Of what people bring: what can be done now is done now;",
        ),
        product=Text("简单事项当日答复。", "Simple matters are answered the same day."),
        system=S,
        carried_by=(CLOCKS,),
    ),
    Clause(
        "4.4(b)",
        LIMIT,
        Text("需要会议研究的，一周内办结；", "what needs a meeting is finished within a week;"),
        product=Text(
            "需会议研究的，七日内答复。", "What needs a meeting is answered in seven days."
        ),
        system=S,
        carried_by=(CLOCKS,),
    ),
    Clause(
        "4.4(c)",
        LIMIT,
        Text(
            "问题比较复杂的，要抓紧时间尽快办结；",
            "what is rather complex is finished as soon as possible;",
        ),
        product=Text(
            "复杂事项六十日，经批准可延长一次，不超过三十日；原文未定期限，此为采用的规则。",
            "Complex matters run sixty days and may be extended once, by thirty at most; the "
            "opinion fixes no limit: this is adopted policy.",
        ),
        system=S,
        carried_by=(CLOCKS,),
    ),
    Clause(
        "4.4(d)",
        ClauseKind.DUTY,
        Text(
            "不符合政策规定的，要对来访者耐心解释，做好思想工作，取得群众的理解与支持。",
            "what policy does not allow is explained patiently, to win people's understanding and "
            "support.",
        ),
        product=Text(
            "处理表G2行：诉求不符合政策且已耐心解释的，不予追究，但须有解释的记录。",
            "Row G2 of the table: no fault where policy barred the request and that was patiently "
            "explained, with a record of it.",
        ),
        system=S,
        carried_by=(GATES,),
    ),
    Clause(
        "4.5",
        LIMIT,
        Text(
            "对下级单位的请示、报告，要及时答复，最迟不得超过三周。",
            "Requests and reports of subordinate units are answered in time, within three weeks at "
            "the latest.",
        ),
        product=Text("请示、报告二十一日内答复。", "Such requests run twenty-one days."),
        system=S,
        carried_by=(CLOCKS, ORIGINS),
    ),
    Clause(
        "4.6",
        ClauseKind.SANCTION,
        Text(
            "无特殊原因，不按规定时限办结工作事项的，给予其主要责任人相应的处罚与处理。",
            "Where work is not finished in time without special reason, the main responsible "
            "person is punished and handled accordingly.",
        ),
        product=Text(
            "逾期逐级升级；没有记录特殊原因的，对当时的主要责任人自动立案追究，本办公室人员同样适"
            "用；结果依处理表第70至72行和G3行。",
            "Lateness goes up tier by tier; without a recorded special reason a case is opened "
            "against whoever was mainly responsible, this office's own people included; rows 70 to "
            "72 and G3 of the table decide it.",
        ),
        system=S,
        carried_by=(SEVERITY, GATES, ESCALATION, ACCOUNTABILITY),
    ),
)
