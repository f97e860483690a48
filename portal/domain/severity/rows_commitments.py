"""Rows of systems one to four: first inquiry, commitments, open government, time limits.

Read beside severity.md §5.3, in the same order: 20-22, 30-34, 40-41, 50-52, 60-61, 70-72.
"""

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.inputs import Circumstances, Impact, Intent
from portal.domain.severity.measures import Gate
from portal.domain.severity.rows import Row, case
from portal.domain.severity.scale import Severity
from portal.domain.text import Text

C = Category
NOT_SERIOUS = (Circumstances.SLIGHT, Circumstances.ORDINARY)
NOT_ODIOUS = (Impact.NONE, Impact.ADVERSE)
SOME_OR_MAJOR = (Loss.SOME, Loss.MAJOR)

INTEGRITY_ROWS = (
    Row(
        "20",
        (case(C.C04, intent=Intent.DELIBERATE),),
        Severity.DISCIPLINE,
        Text("故意刁难，核查属实", "Deliberate obstruction, verified"),
        clauses=("2.4(c)",),
        adopted=("A20",),
        law="政务处分法第三十八条",
    ),
    Row(
        "21",
        (case(C.C05),),
        Severity.DISCIPLINE,
        Text(
            "以权谋私，核查属实（滥用职权即在行为之中）",
            "Abuse of power for private gain, verified: the abuse lies in the conduct itself",
        ),
        clauses=("2.4(c)",),
        law="政务处分法第三十三条",
        gates=(Gate.CRIME_SCREENING,),
    ),
    Row(
        "22",
        (case(C.C06),),
        Severity.DISCIPLINE,
        Text(
            "吃拿卡要，核查属实（滥用职权即在行为之中）",
            "Extracting favours, verified: the abuse lies in the conduct itself",
        ),
        clauses=("2.4(c)",),
        adopted=("A20",),
        law="政务处分法第三十四条、第三十八条",
        gates=(Gate.AMOUNT_SCREENING,),
    ),
)

MANNER_ROWS = (
    Row(
        "30",
        (case(C.C03, loss=SOME_OR_MAJOR),),
        Severity.DISCIPLINE,
        Text("举止不文明、态度生硬，造成损失", "Uncivil or harsh manner, with loss"),
        clauses=("2.4(a)", "5.2(3)"),
        adopted=("A3",),
    ),
    Row(
        "31",
        (case(C.C03, circumstances=Circumstances.SERIOUS, impact=Impact.ODIOUS),),
        Severity.DISCIPLINE,
        Text(
            "举止不文明、态度生硬，情节严重并造成恶劣影响",
            "Uncivil or harsh manner, serious circumstances and odious influence",
        ),
        clauses=("2.4(b)",),
        adopted=("A4",),
        law="政务处分法第三十八条",
    ),
    Row(
        "32",
        (
            case(C.C03, circumstances=Circumstances.SERIOUS, impact=NOT_ODIOUS, loss=Loss.NONE),
            case(C.C03, circumstances=NOT_SERIOUS, impact=Impact.ODIOUS, loss=Loss.NONE),
        ),
        Severity.WARNING,
        Text(
            "举止不文明、态度生硬，情节严重、影响恶劣只居其一：告诫，并赔礼道歉",
            "Uncivil or harsh manner, serious or odious but not both: warning besides the apology",
        ),
        clauses=("2.4(a)", "2.4(b)"),
        adopted=("A4", "A10"),
    ),
    Row(
        "33",
        (case(C.C03, loss=Loss.NONE, repeated=True),),
        Severity.WARNING,
        Text(
            "举止不文明、态度生硬，十二个月内屡次：告诫，并赔礼道歉",
            "Uncivil or harsh manner, repeated within a year: warning besides the apology",
        ),
        clauses=("2.4(a)", "2.4(b)"),
        adopted=("A10",),
        law="地方效能考核办法的递进规定",
    ),
    Row(
        "34",
        (case(C.C03, loss=Loss.NONE, circumstances=NOT_SERIOUS, impact=NOT_ODIOUS),),
        Severity.APOLOGY,
        Text(
            "举止不文明、态度生硬：诫勉教育，并责令赔礼道歉",
            "Uncivil or harsh manner: admonitory education and apology, both",
        ),
        clauses=("2.4(a)",),
        adopted=("A10", "A12"),
    ),
)

PROMISE_ROWS = (
    Row(
        "40",
        (case(C.C02, loss=Loss.NONE, circumstances=NOT_SERIOUS, intent=Intent.NEGLIGENT),),
        Severity.WARNING,
        Text(
            "未作出、未公示或未履行承诺，情节不严重，出于过失",
            "Promise not made, published or kept, by negligence, not serious",
        ),
        clauses=("2.4", "5.2(2)"),
    ),
    Row(
        "41",
        (case(C.C02, loss=Loss.SOME),),
        Severity.DISCIPLINE,
        Text("违反承诺，造成损失", "Promise broken, with loss"),
        clauses=("2.4", "5.2(3)"),
        adopted=("A3",),
    ),
)

INQUIRY_ROWS = (
    Row(
        "50",
        (case(C.C01, loss=Loss.NONE, impact=Impact.NONE),),
        Severity.ADVICE,
        Text("首问失责，未造成不良影响", "First-inquiry failure without adverse influence"),
        clauses=("1.4",),
        adopted=("A2",),
    ),
    Row(
        "51",
        (case(C.C01, loss=Loss.NONE, impact=(Impact.ADVERSE, Impact.ODIOUS)),),
        Severity.WARNING,
        Text("首问失责，造成不良影响", "First-inquiry failure with adverse influence"),
        clauses=("1.4", "5.2(2)"),
        adopted=("A1", "A2"),
    ),
    Row(
        "52",
        (case(C.C01, loss=Loss.SOME),),
        Severity.DISCIPLINE,
        Text("首问失责，造成损失", "First-inquiry failure with loss"),
        clauses=("5.2(3)",),
        adopted=("A1", "A3"),
    ),
)

OPENNESS_ROWS = (
    Row(
        "60",
        (case(C.C07, loss=Loss.NONE, impact=NOT_ODIOUS, circumstances=NOT_SERIOUS),),
        Severity.WARNING,
        Text("应公开不公开，情节不严重：告诫，并责令公开", "Not disclosed, not serious: publish"),
        clauses=("3.1", "5.2(2)"),
        adopted=("A6",),
        law="政府信息公开条例第五十一条、第五十三条",
    ),
    Row(
        "61",
        (
            case(C.C07, loss=Loss.SOME),
            case(C.C07, impact=Impact.ODIOUS),
            case(C.C07, circumstances=Circumstances.SERIOUS),
        ),
        Severity.DISCIPLINE,
        Text(
            "应公开不公开，造成损失，或影响恶劣，或情节严重",
            "Not disclosed, with loss, odious influence or serious circumstances",
        ),
        clauses=("3.1", "5.2(3)"),
        adopted=("A6",),
        law="政务处分法第三十八条",
    ),
)

DELAY_ROWS = (
    Row(
        "70",
        (case(C.C08, loss=Loss.NONE, special_reason=False),),
        Severity.WARNING,
        Text(
            "无特殊原因逾期，未造成损失：告诫主要责任人",
            "Late without special reason, no loss: the main responsible person is warned",
        ),
        clauses=("4.6", "5.2(2)"),
        adopted=("A1", "A7"),
    ),
    Row(
        "71",
        (case(C.C08, loss=Loss.SOME),),
        Severity.DISCIPLINE,
        Text("逾期，造成损失（轻档）", "Late, with loss (low band)"),
        clauses=("4.6", "5.2(3)"),
        adopted=("A3", "A7"),
    ),
    Row(
        "72",
        (case(C.C08, loss=Loss.MAJOR),),
        Severity.DISCIPLINE,
        Text("逾期，造成重大损失：见 X2", "Late, with major loss: see X2"),
        clauses=("5.1(4)", "5.2(3)"),
        points_to="X2",
    ),
)
