"""System one, first-inquiry responsibility: 1.1-1.4, in the opinion's own words."""

from portal.domain.category import System
from portal.domain.clauses.carriers import CLOCKS, FIRST_INQUIRY, HAND_BACKS, LETTERS, SEVERITY
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

FIRST_INQUIRY_CLAUSES = (
    Clause(
        "1.1",
        ClauseKind.DUTY,
        Text(
            "群众来访时，第一位被来访者询问的机关在岗人员为首问责任人。",
            "When someone visits, the first member of staff on duty whom they ask is the "
            "first-inquiry responsible person.",
        ),
        product=Text(
            "来访、来电由窗口人员代为登记，并记下第一位被询问的人员。",
            "The desk files for visitors and callers, and records whom they asked first.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY,),
    ),
    Clause(
        "1.2",
        ClauseKind.DUTY,
        Text(
            "首问责任人对群众提出的问题或要求，无论是否属于本人职责范围，都要按规定给予耐心细致的"
            "答复，做到来访有人接，询问有人答。",
            "Whether or not it is their own job, the first-inquiry responsible person answers "
            "patiently and carefully: every visit is received, every question answered.",
        ),
        product=Text(
            "登记时必须写明答复了什么；投诉任何事项都有受理回执和答复。",
            "What was answered has to be recorded; every complaint gets a receipt and an answer.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY, LETTERS),
    ),
    Clause(
        "1.3",
        ClauseKind.DUTY,
        Text(
            "对来人或通过电话反映的问题：",
            "Of what is brought forward in person or by telephone:",
        ),
        product=Text(
            "窗口登记注明来访或来电，并归入以下三种情形之一。",
            "The desk notes visit or call, and which of the three cases below it is.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY,),
    ),
    Clause(
        "1.3(a)",
        ClauseKind.LIMIT,
        Text(
            "属于责任人本职工作范畴的事项，应立即办理；",
            "what falls within their own job is handled at once;",
        ),
        product=Text(
            "登记为“本职事项”的，须当场办理、答复；否则须写明原因和答应的日期。",
            "What is recorded as own remit is settled at once, or a reason and a day are recorded.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY, CLOCKS),
    ),
    Clause(
        "1.3(b)",
        ClauseKind.LIMIT,
        Text(
            "当时不能办理的，应讲明原因和办理期限，并在期限内负责答复；",
            "what cannot be done at once: they state the reason and a time limit, and answer "
            "within it;",
        ),
        product=Text(
            "答应的日期成为时限；延长一次须批准、说明原因并把新日期告知投诉人；逾期同样告知原因和"
            "新日期。",
            "A promised date becomes a clock. One extension needs approval and a reason, and the "
            "complainant is told the new date; so they are when it is overdue.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY, CLOCKS, LETTERS),
    ),
    Clause(
        "1.3(c)",
        ClauseKind.LIMIT,
        Text(
            "对属于本单位其他人工作范畴的事项，应立即转交相关人员办理。",
            "what is a colleague's job is handed over to them at once.",
        ),
        product=Text(
            "登记时须写明已转交何人；在他人接手之前，首问责任人仍对该件负责。",
            "Whom it was handed over to is recorded; until someone has taken it, the first person "
            "asked stays responsible.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(FIRST_INQUIRY, HAND_BACKS),
    ),
    Clause(
        "1.4",
        ClauseKind.SANCTION,
        Text(
            "不遵守首问负责制，造成不良影响的，给予责任人相应的处理或处罚。",
            "Whoever disregards first-inquiry responsibility with adverse influence is handled or "
            "punished accordingly.",
        ),
        product=Text(
            "处理表第50至52行：无不良影响的批评教育，有不良影响的告诫，造成损失的建议处分。",
            "Rows 50 to 52 of the table: advice without adverse influence, a warning with it, "
            "discipline where there is loss.",
        ),
        system=System.FIRST_INQUIRY,
        carried_by=(SEVERITY,),
    ),
)
