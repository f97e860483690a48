"""System three, open government: 3.1 and its parts, in the opinion's own words.

The system has no limit and no sanction of its own.
"""

from portal.domain.category import System
from portal.domain.clauses.carriers import COMMITMENT_PAGES, GATES, SEVERITY
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

PUBLISHING_IS_THE_ORGANS = Text(
    "公开这些事项是各机关自己的职责；本平台只受理对不公开的投诉，不代为公开。",
    "Publishing these is each organ's own task; the portal takes complaints about silence, and "
    "does not publish in an organ's place.",
)
OPENNESS_IN_THE_TABLE = Text(
    "不公开的，可按“应公开不公开”投诉，依处理表第60、61行处理。",
    "Silence can be complained of as non-disclosure, decided by rows 60 and 61 of the table.",
)

OPEN_GOVERNMENT_CLAUSES = (
    Clause(
        "3.1",
        ClauseKind.PRINCIPLE,
        Text(
            "凡与人民群众利益密切相关的事项均属于公开的内容，",
            "Everything closely tied to the people's interests is to be disclosed,",
        ),
        product=Text(
            "应公开不公开的，告诫并责令公开；造成损失、影响恶劣或情节严重的，建议处分（处理表第60"
            "、61行）。原文未规定处罚，此为采用的规则。",
            "Non-disclosure brings a warning and an order to publish, or discipline where there "
            "is loss, odious influence or serious circumstances (rows 60 and 61). The opinion "
            "names no sanction here: this is adopted policy.",
        ),
        system=System.OPEN_GOVERNMENT,
        carried_by=(SEVERITY,),
    ),
    Clause(
        "3.1(x)",
        ClauseKind.EXCEPTION,
        Text(
            "除法律、法规规定不宜公开和涉及机密的内容外，",
            "except what laws and regulations hold unsuitable for disclosure, and secrets;",
        ),
        product=Text(
            "处理表G4行：依法不予公开的，不予追究，但须写明依据。",
            "Row G4 of the table: no fault where an exemption applies, and it has to be named.",
        ),
        system=System.OPEN_GOVERNMENT,
        carried_by=(GATES,),
    ),
    Clause(
        "3.1(a)",
        ClauseKind.DUTY,
        Text(
            "尤其要抓住人民群众普遍关注、反映强烈的实际问题，",
            "above all practical questions of wide and strong concern,",
        ),
        product=OPENNESS_IN_THE_TABLE,
        system=System.OPEN_GOVERNMENT,
        reason=PUBLISHING_IS_THE_ORGANS,
    ),
    Clause(
        "3.1(b)",
        ClauseKind.DUTY,
        Text("本部门的重大问题、重大决策，", "the department's major matters and decisions,"),
        product=OPENNESS_IN_THE_TABLE,
        system=System.OPEN_GOVERNMENT,
        reason=PUBLISHING_IS_THE_ORGANS,
    ),
    Clause(
        "3.1(c)",
        ClauseKind.DUTY,
        Text(
            "容易产生腐败问题的权力运行环节，",
            "the links in the exercise of power that are prone to corruption,",
        ),
        product=OPENNESS_IN_THE_TABLE,
        system=System.OPEN_GOVERNMENT,
        reason=PUBLISHING_IS_THE_ORGANS,
    ),
    Clause(
        "3.1(d)",
        ClauseKind.DUTY,
        Text(
            "以及各行政部门的行政事业性收费情况进行公开。",
            "and the administrative and institutional fees that each department charges.",
        ),
        product=Text(
            "机关的承诺页面可列明收费项目、标准和依据；收费不公开的，可以投诉。",
            "An organ's page of commitments can list fees, rates and their basis; hidden fees can "
            "be complained of.",
        ),
        system=System.OPEN_GOVERNMENT,
        carried_by=(COMMITMENT_PAGES,),
    ),
)
