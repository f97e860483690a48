"""System eight, appraisal: 8.1-8.10, adopted policy.

The opinion names the system; its text is lost. None of this is the opinion's own.
"""

from portal.domain.clauses.carriers import RATINGS, STATISTICS
from portal.domain.clauses.clause import ClauseKind, adopted
from portal.domain.text import Text

DUTY = ClauseKind.DUTY
PERSONNEL = Text(
    "人事考核由任免机关依法进行，不由投诉平台作出；平台只提供公开的统计。",
    "Personnel appraisal is for the appointing organ, by law, not for a complaints portal; the "
    "portal only publishes figures.",
)

APPRAISAL_CLAUSES = (
    adopted(
        "8.1",
        DUTY,
        Text(
            "公务员考核德能勤绩廉，分优秀、称职、基本称职、不称职四等，书面告知，作为任用和奖惩依"
            "据。",
            "Civil servants are appraised in virtue, ability, diligence, results and integrity, in "
            "four grades, in writing; the result drives post, pay, award and dismissal.",
        ),
        product=Text("平台不评定等次。", "The portal sets no grades."),
        source="公务员法第35至39、50、88条",
        by=PERSONNEL,
    ),
    adopted(
        "8.2",
        DUTY,
        Text(
            "投诉办理按响应率、解决率、满意率全过程分类考核，标准听取公众意见。",
            "Complaint handling is appraised on rates of response, solution and satisfaction, "
            "through the whole process and by class; the public is consulted on the criteria.",
        ),
        product=Text(
            "三项比率按机关公布，并说明如何计算。",
            "The three rates are published by organ, with how they are computed.",
        ),
        source="北京市接诉即办工作条例第32条",
        by=(STATISTICS, RATINGS),
    ),
    adopted(
        "8.3",
        DUTY,
        Text(
            "每年考核并在一定范围公布，作为领导干部考核参考；差的约谈、通报、挂牌督办、限期整改。",
            "Appraised yearly and published in scope, as a reference for leaders' appraisal; poor "
            "results mean an interview, notice, listed supervision and rectification.",
        ),
        product=Text("统计按月公布。", "Figures are published by month."),
        source="信访工作条例第39条",
        by=(STATISTICS,),
    ),
    adopted(
        "8.4",
        ClauseKind.LIMIT,
        Text(
            "五级评价：非常满意、满意、基本满意、不满意、非常不满意；差评十五个工作日内整改，全部"
            "回访。",
            "Five ratings from very satisfied to very dissatisfied; a bad one is put right in "
            "fifteen working days, and every one is called back.",
        ),
        product=Text(
            "办结后对办理和结果分别按五级评价；差评标明回访和整改的最后一日。",
            "Once closed, handling and result are each rated in five steps; a bad rating shows the "
            "days by which to call back and to put right.",
        ),
        source="四川省某市政务服务好差评办法（摘录）",
        by=(RATINGS,),
    ),
    adopted(
        "8.5",
        ClauseKind.LIMIT,
        Text(
            "实名差评一个工作日内联系；问题清楚、诉求合理的立即整改，其余限期；恶意差评经申诉剔除"
            "。",
            "A named bad rating is contacted within one working day; what is clear and reasonable "
            "is fixed at once, the rest by a date; malicious ratings are excluded on objection.",
        ),
        product=Text(
            "实名差评列入待回访，一个工作日内联系；任何评价都不剔除。",
            "A named bad rating is listed for a call back within one working day; no rating is "
            "excluded.",
        ),
        source="安阳市12345热线条例第52条；国务院办公厅好差评意见（摘录）",
        by=(RATINGS,),
    ),
    adopted(
        "8.6",
        DUTY,
        Text(
            "行风评议：群众问卷占七成、工作考核占三成；代表由服务对象、监督人员等组成。",
            "Style review: questionnaire seventy per cent, work appraisal thirty; a panel of "
            "service users, supervisors and others.",
        ),
        product=Text("平台不组织行风评议。", "The portal runs no such panels."),
        source="地方行风评议办法（摘录）",
        by=Text(
            "问卷和评议会由组织者线下进行，结果不进入投诉办理。",
            "Questionnaires and panels are run elsewhere, and their results play no part in a "
            "complaint.",
        ),
    ),
    adopted(
        "8.7",
        ClauseKind.SANCTION,
        Text(
            "考核差的单位通报、领导取消评优；连续两年以上的，影响晋升直至免职；警示通知十个工作日"
            "内答复。",
            "A poor unit is criticised and its leaders lose honours; two years and more affect "
            "promotion up to removal; a warning notice is answered in ten working days.",
        ),
        product=Text("平台不作出此类决定。", "The portal takes no such decision."),
        source="济南市绩效管理条例第15、26、31条",
        by=PERSONNEL,
    ),
    adopted(
        "8.8",
        DUTY,
        Text(
            "政务公开每年考核、评议；部门一月底前、政府三月底前公布年度报告。",
            "Disclosure is appraised yearly; departments report by the end of January, governments "
            "by the end of March.",
        ),
        product=Text(
            "关于不公开的投诉数量按类别统计，供年度报告引用。",
            "Complaints about non-disclosure are counted as a category, for such reports to cite.",
        ),
        source="政府信息公开条例第46、49、50条",
        by=(STATISTICS,),
    ),
    adopted(
        "8.9",
        DUTY,
        Text(
            "每月十日前公布承诺履行情况，以满意度为主评价。",
            "Each month by the tenth the performance of promises is published; satisfaction leads "
            "the evaluation.",
        ),
        product=Text(
            "承诺页面显示每项承诺被投诉和查实的次数，按月更新。",
            "The page of commitments shows, monthly, how often each was complained of and found "
            "broken.",
        ),
        source="云南省某州服务承诺办法（摘录）",
        by=(STATISTICS,),
    ),
    adopted(
        "8.10",
        ClauseKind.SANCTION,
        Text(
            "通报、告诫等按分值计入个人诚信或绩效得分。",
            "Notices and warnings count as points against an individual's score.",
        ),
        product=Text("平台不给个人打分。", "The portal scores nobody."),
        source="山东省某地信用计分表（摘录，仅见一例）",
        by=Text(
            "依据薄弱，仅见一例；给个人打分也不是投诉办理的需要。",
            "The source is thin, a single instance; and handling complaints does not need to score "
            "people.",
        ),
    ),
)
