"""System two, service commitment: 2.1-2.4(d), in the opinion's own words."""

from portal.domain.category import System
from portal.domain.clauses.carriers import (
    COMMITMENT_PAGES,
    COMMITMENTS,
    ENGINE,
    GATES,
    LETTERS,
    MEASURES,
    SEVERITY,
    TRACKING,
)
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

COMMITMENT_CLAUSES = (
    Clause(
        "2.1",
        ClauseKind.DUTY,
        Text(
            "行政机关特别是一些窗口服务单位，要向自己管理和服务的对象作出明确具体的服务承诺。",
            "Administrative organs, above all counter units, make clear and specific service "
            "promises to those they manage and serve.",
        ),
        product=Text(
            "各机关的承诺逐条登记，写明内容、时限和生效日期；投诉时可选中违反的那一条。",
            "Every organ's promises are kept one by one, with limit and first day; a complaint can "
            "point at the one that was broken.",
        ),
        system=System.COMMITMENTS,
        carried_by=(COMMITMENTS,),
    ),
    Clause(
        "2.2",
        ClauseKind.DUTY,
        Text(
            "要将本部门、本单位的工作职能、办事程序、承办人员、服务态度、办事时效等内容，采取多种"
            "方式公示，接受群众监督。",
            "Functions, procedures, handling staff, manner of service and time limits are "
            "published by several means, for the public to check.",
        ),
        product=Text(
            "公开的承诺页面列出以上五项，缺项一目了然。",
            "The public page of commitments shows these five for each organ, and which are "
            "missing.",
        ),
        system=System.COMMITMENTS,
        carried_by=(COMMITMENT_PAGES,),
    ),
    Clause(
        "2.3",
        ClauseKind.DUTY,
        Text(
            "承诺机关要设立违诺举报投诉电话。",
            "The promising organ sets up a telephone for complaints about broken promises.",
        ),
        product=Text(
            "每个机关的承诺页面公布其投诉电话；没有的，页面如实注明。",
            "Each organ's complaint telephone stands on its page; where there is none, that is "
            "said.",
        ),
        system=System.COMMITMENTS,
        carried_by=(COMMITMENT_PAGES,),
    ),
    Clause(
        "2.4",
        ClauseKind.SANCTION,
        Text("对违诺人员要进行严肃处理。", "Those who break promises are dealt with seriously."),
        product=Text(
            "处理表第40、41行：告诫并责令整改，造成损失的建议处分。",
            "Rows 40 and 41 of the table: a warning and an order to put it right; with loss, "
            "discipline.",
        ),
        system=System.COMMITMENTS,
        carried_by=(SEVERITY,),
    ),
    Clause(
        "2.4(a)",
        ClauseKind.SANCTION,
        Text(
            "举止不文明、态度生硬的，给予诫勉教育，并责令其向当事人赔礼道歉；",
            "Uncivil behaviour and a harsh manner: admonitory education, and an order to apologise "
            "to the person concerned;",
        ),
        product=Text(
            "处理表第30至34行：诫勉教育和赔礼道歉两项并用；即使另给处分，赔礼道歉也不免除，并留存"
            "送达证明；投诉人可以谢绝见面。",
            "Rows 30 to 34 of the table: education and apology, both; the apology stays even "
            "beside discipline, with proof that it was made; the complainant may decline contact.",
        ),
        system=System.COMMITMENTS,
        carried_by=(SEVERITY, ENGINE, MEASURES),
    ),
    Clause(
        "2.4(b)",
        ClauseKind.SANCTION,
        Text(
            "情节严重、造成恶劣影响的，根据有关规定追究其相应责任；",
            "serious circumstances with odious influence: responsibility under the relevant rules;",
        ),
        product=Text(
            "处理表第31、32行：情节严重且影响恶劣的建议处分，只居其一的告诫。",
            "Rows 31 and 32 of the table: discipline where both are found, a warning where one is.",
        ),
        system=System.COMMITMENTS,
        carried_by=(SEVERITY,),
    ),
    Clause(
        "2.4(c)",
        ClauseKind.SANCTION,
        Text(
            "对故意刁难、以权谋私、吃拿卡要的人员，核查属实后，按照有关规定给予相应的党纪、政纪处"
            "分，",
            "deliberate obstruction, abuse of power for private gain, extracting favours: once "
            "verified, Party or administrative discipline under the relevant rules,",
        ),
        product=Text(
            "处理表第20至22行：核查属实即建议处分；未经核查属实，任何人不受追究（G1行）。",
            "Rows 20 to 22 of the table: discipline once verified; before that nobody is held to "
            "account (row G1).",
        ),
        system=System.COMMITMENTS,
        carried_by=(SEVERITY, GATES),
    ),
    Clause(
        "2.4(d)",
        ClauseKind.DUTY,
        Text(
            "并将处理结果及时反馈给投诉人。",
            "and the result is promptly fed back to the complainant.",
        ),
        product=Text(
            "每件已受理的投诉，无论结果如何，都在决定后五个工作日内书面告知结果、理由和条款；匿名"
            "投诉人凭查询码查看。",
            "Every accepted complaint is answered within five working days of the decision, with "
            "reasons and clauses, whatever the result; whoever stayed anonymous reads it by code.",
        ),
        system=System.COMMITMENTS,
        carried_by=(LETTERS, TRACKING),
    ),
)
