"""Rows that stand before and after those of the categories: gates, and what is left over.

Read beside severity.md §5.3, in the same order: X1, G1-G4, X2, X3, … 99.
"""

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.inputs import Circumstances, Crime, Verified
from portal.domain.severity.measures import Gate
from portal.domain.severity.rows import Row, case
from portal.domain.severity.scale import Severity
from portal.domain.text import Text

C = Category
DERELICTION = (C.C01, C.C02, C.C07, C.C08, C.C09, C.C10, C.C11, C.C12, C.C15, C.C17)
OTHER_CONDUCT = tuple(category for category in Category if category not in DERELICTION)
VERIFIED_FIRST = (C.C04, C.C05, C.C06)
"""What the opinion itself says is handled once it is verified [2.4(c)]."""
UNVERIFIED = (Verified.NO, Verified.UNDETERMINED)
CREDIBLE = (Verified.YES, Verified.UNDETERMINED)
ANY_LOSS_AT_ALL = (Loss.SOME, Loss.MAJOR)

FIRST_ROWS = (
    Row(
        "X1",
        (case(*DERELICTION, verified=CREDIBLE, crime=Crime.SUSPECTED),),
        Severity.REFERRAL,
        Text(
            "失职渎职涉嫌犯罪：移交，不等全部查清；处分线索不停；结果告知用中性表述",
            "A credible clue that dereliction was a crime: transfer without waiting for the full "
            "finding; the disciplinary line stays open; the outcome letter is neutral",
        ),
        clauses=("5.2(4)",),
        adopted=("A14", "A15"),
        law="监察法第十一条、第三十七条；公务员法第五十七条",
        limb="a",
    ),
    Row(
        "X1",
        (case(*OTHER_CONDUCT, verified=CREDIBLE, crime=Crime.SUSPECTED),),
        Severity.REFERRAL,
        Text(
            "其他行为涉嫌犯罪：依法移交，不等全部查清",
            "A credible clue that other conduct was a crime: transfer by law, without waiting",
        ),
        adopted=("A14", "A15"),
        law="监察法第十一条、第三十七条；公务员法第五十七条",
        limb="b",
    ),
    Row(
        "G1",
        (case(*VERIFIED_FIRST, verified=UNVERIFIED, crime=()),),
        Severity.NO_FAULT,
        Text(
            "刁难、以权谋私、吃拿卡要未核查属实，不予追究",
            "Obstruction, abuse for gain or extracting favours, not verified: nobody is held to "
            "account",
        ),
        clauses=("2.4(c)",),
        law="政务处分法第五十三条",
        gates=(Gate.SEPARATE_LETTERS,),
        limb="a",
    ),
    Row(
        "G1",
        (case(verified=UNVERIFIED, crime=()),),
        Severity.NO_FAULT,
        Text(
            "其他行为未核查属实，不予追究（意见未明文规定）",
            "Other conduct, not verified: nobody is held to account (implied; the opinion says it "
            "of three kinds of conduct only)",
        ),
        adopted=("A24",),
        law="政务处分法第五十三条",
        gates=(Gate.SEPARATE_LETTERS,),
        limb="b",
    ),
    Row(
        "G2",
        (case(barred_by_policy=True),),
        Severity.NO_FAULT,
        Text(
            "诉求不符合政策，且已耐心解释",
            "The request was barred by policy, and that was patiently explained",
        ),
        clauses=("4.4(d)",),
        gates=(Gate.EXPLANATION_PROVED,),
    ),
    Row(
        "G3",
        (case(C.C08, loss=Loss.NONE, special_reason=True),),
        Severity.NO_FAULT,
        Text("逾期有特殊原因，且未造成损失", "Late for a special reason, and without loss"),
        clauses=("4.6",),
        adopted=("A8",),
        gates=(Gate.REASON_PROVED,),
    ),
    Row(
        "G4",
        (case(C.C07, exempt=True),),
        Severity.NO_FAULT,
        Text("依法不宜公开或涉及机密", "The item is secret, or exempt by law"),
        clauses=("3.1(x)",),
        gates=(Gate.EXEMPTION_NAMED,),
    ),
    Row(
        "X2",
        (case(*DERELICTION, loss=Loss.MAJOR),),
        Severity.DISCIPLINE,
        Text(
            "失职造成重大损失：建议处分，并须审查是否涉嫌犯罪",
            "Dereliction with major loss: discipline, and mandatory screening for crime",
        ),
        clauses=("5.1(3)", "5.1(4)", "5.2(3)", "5.2(4)"),
        adopted=("A3",),
        law="政务处分法第三十九条；刑法第三百九十七条",
        gates=(Gate.CRIME_SCREENING,),
    ),
    Row(
        "X3",
        (case(violation=True, circumstances=(Circumstances.ORDINARY, Circumstances.SERIOUS)),),
        Severity.DISCIPLINE,
        Text(
            "行为本身违纪违法，情节非轻微",
            "The act is by itself a breach of discipline or law, and not slight",
        ),
        clauses=("5.2(2)",),
        adopted=("A19",),
        law="政务处分法第十二条",
    ),
)

LAST_ROWS = (
    Row(
        "99",
        (case(loss=Loss.NONE),),
        Severity.WARNING,
        Text("其他失职，未造成损失", "Whatever is left over, without loss"),
        clauses=("5.2(2)",),
        gates=(Gate.MANUAL_READING,),
        limb="a",
    ),
    Row(
        "99",
        (case(loss=ANY_LOSS_AT_ALL),),
        Severity.DISCIPLINE,
        Text("其他失职，造成损失", "Whatever is left over, with loss"),
        clauses=("5.2(3)",),
        adopted=("A3",),
        gates=(Gate.MANUAL_READING,),
        limb="b",
    ),
)
