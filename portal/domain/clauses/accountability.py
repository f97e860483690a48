"""System five, accountability for dereliction: 5.1-5.2(4), in the opinion's own words."""

from portal.domain.category import System
from portal.domain.clauses.carriers import (
    DERELICTION,
    ENGINE,
    GATES,
    LETTERS,
    PERSONS,
    REFERRAL,
    REFERRING,
    SEVERITY,
)
from portal.domain.clauses.clause import Clause, ClauseKind
from portal.domain.text import Text

S = System.ACCOUNTABILITY
PROHIBITION = ClauseKind.PROHIBITION
SANCTION = ClauseKind.SANCTION

ACCOUNTABILITY_CLAUSES = (
    Clause(
        "5.1",
        SANCTION,
        Text(
            "机关工作人员在执行公务过程中，不履行或不正确履行职责，失职渎职，有下列行为之一的要进"
            "行责任追究：",
            "Staff who on duty do not perform or wrongly perform their duty are held to account "
            "for any of the following:",
        ),
        product=Text(
            "六种行为各有投诉类别（C09至C14）和处理表中的行。",
            "Each of the six has a category (C09 to C14) and rows in the table.",
        ),
        system=S,
        carried_by=(DERELICTION,),
    ),
    Clause(
        "5.1(1)",
        PROHIBITION,
        Text(
            "不认真贯彻党的路线、方针、政策和国家的法律、法规，不认真解决职责范围内出现的有关问题"
            "；",
            "not carrying out Party policy and national law in earnest; not resolving problems "
            "within one's duty in earnest;",
        ),
        product=Text("处理表第80、81行。", "Rows 80 and 81 of the table."),
        system=S,
        carried_by=(DERELICTION,),
    ),
    Clause(
        "5.1(2)",
        PROHIBITION,
        Text(
            "本人分管范围内的工作人员发生效能低下、作风恶劣，对其违纪违规现象长期失察以及管理不严"
            "或放任其错误行为的；",
            "staff in one's charge are inefficient or of bad style, and one long fails to notice "
            "their violations, controls them laxly or lets them go on;",
        ),
        product=Text(
            "处理表第82、83行：追究分管领导。",
            "Rows 82 and 83 of the table: the leader in charge answers.",
        ),
        system=S,
        carried_by=(DERELICTION, ENGINE),
    ),
    Clause(
        "5.1(3)",
        PROHIBITION,
        Text(
            "工作不负责任，发生严重事故，给国家、集体造成重大损失的；",
            "irresponsibility that leads to a serious accident and a major loss to the state or "
            "the collective;",
        ),
        product=Text(
            "处理表X2行：建议处分，并须由第二人审查是否涉嫌犯罪。",
            "Row X2 of the table: discipline, and a second person screens for crime.",
        ),
        system=S,
        carried_by=(GATES, DERELICTION),
    ),
    Clause(
        "5.1(4)",
        PROHIBITION,
        Text(
            "工作作风拖拉、互相推诿扯皮，给国家、集体和个人造成重大经济损失的；",
            "dilatoriness and passing the buck that cause the state, the collective or individuals "
            "major economic loss;",
        ),
        product=Text(
            "处理表第85、86行和X2行；个人的损失同样计算。",
            "Rows 85, 86 and X2 of the table; a loss to individuals counts as well.",
        ),
        system=S,
        carried_by=(DERELICTION, GATES),
    ),
    Clause(
        "5.1(5)",
        PROHIBITION,
        Text(
            "违反保密制度，失密、泄密，造成不良后果的；",
            "breach of the secrecy rules, loss or leak of secrets, with adverse consequences;",
        ),
        product=Text("处理表第87、88行。", "Rows 87 and 88 of the table."),
        system=S,
        carried_by=(DERELICTION,),
    ),
    Clause(
        "5.1(6)",
        PROHIBITION,
        Text(
            "在执行公务活动中，接受影响公正执行公务活动的吃请或参加有碍公正执行公务的公款消费活动"
            "。",
            "on duty, accepting treats that affect its impartial performance, or joining in "
            "consumption of public funds that hinders it.",
        ),
        product=Text(
            "处理表第89行：本身即违纪，建议处分。",
            "Row 89 of the table: a violation in itself, so discipline.",
        ),
        system=S,
        carried_by=(DERELICTION,),
    ),
    Clause(
        "5.2(1)",
        SANCTION,
        Text(
            "机关工作人员因失职造成损失，视情节由直接责任人、直接领导分别承担责任；",
            "Where dereliction caused loss, the person directly responsible and the direct leader "
            "each bear responsibility, by the circumstances;",
        ),
        product=Text(
            "一旦有损失，直接领导自动列为第二责任人。",
            "As soon as there is loss, the direct leader is a second responsible person.",
        ),
        system=S,
        carried_by=(ENGINE, PERSONS),
    ),
    Clause(
        "5.2(2)",
        SANCTION,
        Text(
            "因失职但未造成损失，亦未构成违纪、违法的，视情节给予告诫；",
            "dereliction without loss that is no breach of discipline or law: a warning, by the "
            "circumstances;",
        ),
        product=Text(
            "无损失、不违纪的，告诫；行为本身违纪违法的，不适用告诫（X3行）。",
            "A warning where there is neither loss nor violation; a violation in itself takes that "
            "way out (row X3).",
        ),
        system=S,
        carried_by=(GATES, SEVERITY, DERELICTION),
    ),
    Clause(
        "5.2(3)",
        SANCTION,
        Text(
            "因失职造成损失的，按《中国共产党纪律处分条例》、《国家公务员暂行条例》和有关规定进行"
            "处理；",
            "dereliction with loss: handled by the Party's discipline regulations, the provisional "
            "civil-servant regulations and related rules;",
        ),
        product=Text(
            "有损失即建议处分，由有权机关依现行法律（公务员法、政务处分法）决定。",
            "Any loss leads to a proposal of discipline, decided by the competent body under the "
            "law now in force.",
        ),
        system=S,
        carried_by=(GATES, SEVERITY, DERELICTION),
    ),
    Clause(
        "5.2(4)",
        SANCTION,
        Text(
            "因严重失职给国家造成重大损失，构成犯罪的，移交司法机关处理。",
            "serious dereliction with major loss to the state that is a crime: handed over to the "
            "judicial organs.",
        ),
        product=Text(
            "有可信犯罪线索即移交（X1行），三日内决定、二十四小时内移送；接收机关依现行法律确定为"
            "监察委员会、检察院或公安机关；移交不得降低。",
            "A credible clue of crime is transferred (row X1), decided in three days and sent in "
            "24 hours; by the law now in force it goes to the supervisory commission, the "
            "procuratorate or public security; a referral is never lowered.",
        ),
        system=S,
        carried_by=(GATES, REFERRAL, REFERRING, LETTERS),
    ),
)
