"""System six, law-enforcement responsibility: 6.1-6.13, adopted policy.

The opinion names the system; its text is lost. None of this is the opinion's own.
"""

from portal.domain.clauses.carriers import (
    APPROVAL_ROUND,
    APPROVALS,
    CATEGORIES,
    COMMITMENT_PAGES,
    DERELICTION,
    ENGINE,
    GATE_ANSWERS,
    HEARINGS,
    LIAISON,
    MEASURES,
    OPINION_PAGE,
    OVERRIDES,
    REFERRAL,
    REFERRING,
    STATISTICS,
)
from portal.domain.clauses.clause import ClauseKind, adopted
from portal.domain.text import Text

DUTY = ClauseKind.DUTY
INSIDE_THE_ORGAN = Text(
    "这是执法机关内部的工作，不在投诉平台上进行。",
    "This is done inside the enforcing organ, not on a complaints portal.",
)

LAW_ENFORCEMENT_CLAUSES = (
    adopted(
        "6.1",
        DUTY,
        Text(
            "梳理并公布执法依据，把职权分解到机构和岗位，确定岗位责任，评议考核，追究责任。",
            "Sort out and publish the legal basis of enforcement, break powers down to units and "
            "posts, fix responsibility, appraise, and hold to account.",
        ),
        product=Text(
            "执法过错（C15）可以投诉，依处理表第90、91行追究。",
            "Enforcement fault (C15) can be complained of, decided by rows 90 and 91.",
        ),
        source="国办发〔2005〕37号（摘录）；山东省行政执法监督条例第15条",
        by=(DERELICTION,),
    ),
    adopted(
        "6.2",
        DUTY,
        Text(
            "行政首长负领导责任，分管领导和机构负责人负主管责任，执法人员负直接责任。",
            "The head bears leadership responsibility, the leader in charge and the unit's head "
            "managing responsibility, the officer direct responsibility.",
        ),
        product=Text(
            "每项认定可以有多名责任人：直接责任人、分管领导、直接领导。",
            "One finding may name several persons: direct actor, leader in charge, direct leader.",
        ),
        source="重庆市行政执法责任制条例第7条",
        by=(ENGINE,),
    ),
    adopted(
        "6.3",
        DUTY,
        Text(
            "公布执法依据、范围、程序；许可的条件、程序、期限；收费的项目、标准、依据。",
            "Publish basis, scope and procedure; for approvals conditions, procedure and limits; "
            "for fees items, rates and basis.",
        ),
        product=Text(
            "机关的承诺页面列出程序、时限和收费。",
            "An organ's page of commitments lists procedures, limits and fees.",
        ),
        source="重庆市行政执法责任制条例第8条",
        by=(COMMITMENT_PAGES,),
    ),
    adopted(
        "6.4",
        DUTY,
        Text(
            "执法人员须出示证件；不出示的，当事人可以拒绝配合。",
            "Officers show their identification; without it the citizen may refuse to cooperate.",
        ),
        product=Text(
            "“不出示证件”写明在投诉类别C15中。",
            "Not showing identification stands in the words of category C15.",
        ),
        source="重庆市行政执法责任制条例第12条",
        by=(CATEGORIES,),
    ),
    adopted(
        "6.5",
        ClauseKind.LIMIT,
        Text(
            "建立投诉检举制度并公布电话；在法定期限内答复，没有法定期限的十五个工作日内答复。",
            "Keep a system of complaints with a published telephone; reply in the legal limit, "
            "else within fifteen working days.",
        ),
        product=Text(
            "平台本身即投诉渠道；答复时限由时限表统一规定，可逐日查看。",
            "The portal is that channel; its own limits stand in the table of clocks, day by day.",
        ),
        source="重庆市行政执法责任制条例第13条",
        by=(OPINION_PAGE,),
    ),
    adopted(
        "6.6",
        DUTY,
        Text(
            "内部监督机构受理、调查并提出处理意见，由负责人决定。",
            "The internal supervision body receives, investigates and proposes; the head decides.",
        ),
        product=Text(
            "承办人提出认定，科长、主任按档批准；任何人不得批准自己的意见。",
            "Investigators propose, supervisor and director approve by band; nobody approves their "
            "own work.",
        ),
        source="重庆市行政执法责任制条例第14条",
        by=(APPROVALS, APPROVAL_ROUND),
    ),
    adopted(
        "6.7",
        DUTY,
        Text(
            "执法评议是年度考核的主要内容，结果作为任用和奖惩的依据。",
            "Appraisal of enforcement is the main part of the yearly appraisal and drives "
            "appointment, reward and punishment.",
        ),
        product=Text("不在平台上考核个人。", "The portal does not appraise individuals."),
        source="重庆市行政执法责任制条例第15条；山东省行政执法监督条例第16条",
        by=INSIDE_THE_ORGAN,
    ),
    adopted(
        "6.8",
        DUTY,
        Text(
            "评议必须听取外部意见：座谈会、评议卡、意见箱、热线、监督员、民意调查。",
            "External opinion is a mandatory step: forums, cards, boxes, hotline, supervisors, "
            "polls.",
        ),
        product=Text(
            "公开的统计和开放数据可供评议使用。",
            "The published statistics and open data can feed such an appraisal.",
        ),
        source="盐城市行政执法评议办法（摘录）",
        by=(STATISTICS,),
    ),
    adopted(
        "6.9",
        ClauseKind.SANCTION,
        Text(
            "对单位：限期整改、通报批评、取消评优；对个人：批评教育、告诫、离岗培训、调离执法岗位"
            "、暂扣或取消执法资格、处分，犯罪的移送；处理前听取本人意见。",
            "For units: deadline to rectify, public criticism, loss of honours. For persons: "
            "advice, warning, training off duty, another post, suspended or lost qualification, "
            "discipline, transfer where it is a crime; the person is heard first.",
        ),
        product=Text(
            "处理表第90、91行；作出处理前，记录被投诉人的陈述和申辩。",
            "Rows 90 and 91 of the table; statement and defence are recorded before any measure.",
        ),
        source="山东省行政执法监督条例第38条；河南省行政执法条例第45条",
        by=(DERELICTION, HEARINGS),
    ),
    adopted(
        "6.10",
        ClauseKind.LIMIT,
        Text(
            "监督意见书发出后三十日内自行纠正；否则作出决定（履行、纠正、撤销、确认违法或无效），"
            "三十日内报告。",
            "After a supervision opinion thirty days to self-correct; else a decision (perform, "
            "correct, revoke, declare unlawful or void), and a report within thirty days.",
        ),
        product=Text(
            "整改措施有期限、有证明，由办公室核实。",
            "Measures an organ must carry out have a date and proof, which the office checks.",
        ),
        source="山东省行政执法监督条例第28、29条",
        by=(MEASURES,),
    ),
    adopted(
        "6.11",
        ClauseKind.PROHIBITION,
        Text(
            "应当移送司法、监察机关而不移送的，本身应受追究。",
            "Not transferring what should go to judicial or supervisory organs is itself "
            "punishable.",
        ),
        product=Text(
            "重大损失、以权谋私、吃拿卡要、打击报复而不移交的，以及已发现犯罪线索而不移交的，"
            "须由第二人书面说明理由，签批的人都看得到；移交不得降低。",
            "To refer no major loss, abuse for private gain, extracted favours or retaliation, "
            "or no clue that was flagged, needs a second person's written reason, which everybody "
            "who signs reads; a referral is never lowered.",
        ),
        source="重庆市行政执法责任制条例第17条第2项；刑法第402条",
        by=(REFERRAL, REFERRING, GATE_ANSWERS, OVERRIDES),
    ),
    adopted(
        "6.12",
        ClauseKind.LIMIT,
        Text(
            "单位可在十个工作日内申请复查监督决定，十五个工作日内答复。",
            "A unit may ask for re-examination of a supervision decision within ten working days; "
            "it is answered within fifteen.",
        ),
        product=Text(
            "机关通过联络员提出异议，由未参与原决定的人复查。",
            "An organ objects through its liaison; someone who did not decide before reviews it.",
        ),
        source="重庆市行政执法监督条例第21条",
        by=(LIAISON,),
    ),
    adopted(
        "6.13",
        ClauseKind.SANCTION,
        Text(
            "从重：明知错误不纠正、一年三次以上被追究、阻挠调查、报复投诉人。从轻：主动承认、及时"
            "纠正；上级错误命令；相对人过错；不可抗力不予追究。",
            "Heavier: a known wrong not corrected, three events a year, obstruction, retaliation. "
            "Lighter: admission and correction, a superior's wrong order, the other side's fault; "
            "force majeure excuses.",
        ),
        product=Text(
            "从轻从重（M1、M2、M5）须有理由、条款和第二人。",
            "Modifiers M1, M2 and M5 need a reason, a clause and a second person.",
        ),
        source="行政执法过错责任追究办法第36、37条（摘录）",
        by=(OVERRIDES,),
    ),
)
