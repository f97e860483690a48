"""Rows of systems five to eight: dereliction [5.1], law enforcement [6.1], and retaliation [7.5].

Read beside severity.md §5.3, in the same order: 80-89, 90-91, 95.
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
INFLUENCE = (Impact.ADVERSE, Impact.ODIOUS)
SOME_OR_MAJOR = (Loss.SOME, Loss.MAJOR)

DUTY_ROWS = (
    Row(
        "80",
        (case(C.C09, C.C17, loss=Loss.NONE, violation=False),),
        Severity.WARNING,
        Text(
            "不认真履行职责，未造成损失，不构成违纪违法",
            "Duty not performed in earnest, no loss, no violation",
        ),
        clauses=("5.1(1)", "5.2(2)"),
    ),
    Row(
        "81",
        (case(C.C09, C.C17, loss=Loss.SOME),),
        Severity.DISCIPLINE,
        Text("不认真履行职责，造成损失", "Duty not performed in earnest, with loss"),
        clauses=("5.1(1)", "5.2(3)"),
        adopted=("A3",),
        law="政务处分法第三十九条",
    ),
    Row(
        "82",
        (case(C.C10, loss=Loss.NONE, subordinate_disciplined=False),),
        Severity.WARNING,
        Text(
            "长期失察、管理不严或放任，未造成损失",
            "Long failure to notice, lax control or indulgence, without loss",
        ),
        clauses=("5.1(2)", "5.2(2)"),
        adopted=("A8",),
    ),
    Row(
        "83",
        (
            case(C.C10, loss=SOME_OR_MAJOR),
            case(C.C10, subordinate_disciplined=True),
        ),
        Severity.DISCIPLINE,
        Text(
            "领导失察，造成损失，或下属已达处分档：领导责任",
            "Supervisory failure with loss, or a subordinate reaches discipline: leader's share",
        ),
        clauses=("5.1(2)", "5.2(1)", "5.2(3)"),
        adopted=("A3",),
    ),
    Row(
        "84",
        (case(C.C11, loss=Loss.MAJOR),),
        Severity.DISCIPLINE,
        Text("严重事故、重大损失：见 X2", "Serious accident, major loss: see X2"),
        clauses=("5.1(3)", "5.2(3)"),
        points_to="X2",
    ),
    Row(
        "85",
        (case(C.C12, loss=Loss.NONE),),
        Severity.WARNING,
        Text("拖拉、推诿扯皮，未造成损失", "Dilatoriness or buck-passing, without loss"),
        clauses=("5.1(4)", "5.2(2)"),
    ),
    Row(
        "86",
        (case(C.C12, loss=Loss.SOME),),
        Severity.DISCIPLINE,
        Text(
            "拖拉、推诿扯皮，造成损失，包括个人损失（轻档）",
            "Dilatoriness or buck-passing, with loss, individuals' included (low band)",
        ),
        clauses=("5.2(3)",),
        adopted=("A3",),
    ),
)

CONDUCT_ROWS = (
    Row(
        "87",
        (case(C.C13, loss=Loss.NONE, impact=Impact.NONE, intent=Intent.NEGLIGENT),),
        Severity.WARNING,
        Text(
            "过失泄密，未造成不良后果（比照）",
            "Negligent breach of secrecy without consequence (by analogy)",
        ),
        adopted=("A25",),
    ),
    Row(
        "88",
        (case(C.C13, impact=INFLUENCE), case(C.C13, loss=SOME_OR_MAJOR)),
        Severity.DISCIPLINE,
        Text(
            "泄密并造成不良后果；涉及国家秘密的，另送保密部门或依 X1",
            "Breach of secrecy with adverse consequence; a state secret goes to X1 or the "
            "secrecy authority",
        ),
        clauses=("5.1(5)", "5.2(2)"),
        law="政务处分法第三十九条",
    ),
    Row(
        "89",
        (case(C.C14),),
        Severity.DISCIPLINE,
        Text(
            "影响公正的吃请、公款消费：本身即违纪；轻微的可依 M1 说明理由免予处分",
            "Treats or public-fund consumption that impair impartiality: a violation in itself; "
            "a slight case may be exempted with a reason (M1)",
        ),
        clauses=("5.1(6)",),
        adopted=("A19", "A23"),
        law="政务处分法第十二条、第三十四条、第三十五条",
    ),
    Row(
        "90",
        (case(C.C15, loss=Loss.NONE, circumstances=NOT_SERIOUS),),
        Severity.WARNING,
        Text(
            "执法过错，未造成损失，情节不严重：告诫，或离岗培训；违法行为另依复议等途径纠正",
            "Enforcement fault, no loss, not serious: warning or training off duty; the act itself "
            "is corrected by reconsideration",
        ),
        clauses=("5.2(2)",),
        adopted=("A21", "6.9"),
        law="山东省行政执法监督条例第三十八条",
    ),
    Row(
        "91",
        (case(C.C15, loss=Loss.SOME), case(C.C15, circumstances=Circumstances.SERIOUS)),
        Severity.DISCIPLINE,
        Text(
            "执法过错，造成损失或情节严重", "Enforcement fault with loss or serious circumstances"
        ),
        clauses=("5.2(3)",),
        adopted=("A21", "6.9"),
        law="行政机关公务员处分条例第二十一条",
    ),
    Row(
        "95",
        (case(C.C16, intent=Intent.DELIBERATE),),
        Severity.DISCIPLINE,
        Text(
            "打击报复投诉人，或故意泄露投诉人信息",
            "Retaliation against a complainant, or deliberate leak of who complained",
        ),
        adopted=("7.5",),
        law="政务处分法第三十二条；行政机关公务员处分条例第二十五条；刑法第二百五十四条",
        gates=(Gate.CRIME_SCREENING,),
    ),
)
