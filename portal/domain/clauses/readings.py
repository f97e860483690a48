"""How the product reads the opinion where it is ambiguous or silent: all adopted policy.

A1-A23 are those of severity.md §6; A24 and A25 stand behind rows G1 and 87 of its table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class AdoptedReading:
    """One ambiguity of the opinion, with the *clauses* it is about, and how it is read here."""

    id: str
    clauses: tuple[str, ...]
    question: Text
    answer: Text


ROWS = (
    AdoptedReading(
        "A1",
        ("1.4", "4.6"),
        Text("“相应的处理或处罚”未具体化", "“Handled or punished accordingly” is not specified"),
        Text("无损失的告诫，有损失的建议处分", "No loss: warning; loss: discipline"),
    ),
    AdoptedReading(
        "A2",
        ("1.4",),
        Text("没有不良影响的首问失责未作规定", "First-inquiry failure without influence is silent"),
        Text(
            "批评教育；记录了不良影响的才告诫",
            "Advice; a warning only where adverse influence is recorded",
        ),
    ),
    AdoptedReading(
        "A3",
        ("5.1(3)", "5.1(4)", "5.2(3)", "5.2(4)"),
        Text("损失的界限不一", "The thresholds of loss differ"),
        Text(
            "有损失即建议处分，个人损失计算在内；“重大”用于犯罪审查",
            "Any loss leads to discipline, individuals' included; “major” triggers crime screening",
        ),
    ),
    AdoptedReading(
        "A4",
        ("2.4(b)",),
        Text(
            "“有关规定”“相应责任”所指不明",
            "Which rules and what responsibility are meant is unclear",
        ),
        Text(
            "只及于态度问题；建议处分，可由人酌减到告诫",
            "It extends manner cases only; discipline, which a person may lower to a warning",
        ),
    ),
    AdoptedReading(
        "A5",
        ("2.4(d)",),
        Text("反馈是否只限第三种情形", "Is feedback owed in the third case only?"),
        Text("每件受理的投诉都反馈", "Every accepted complaint is answered"),
    ),
    AdoptedReading(
        "A6",
        ("3.1",),
        Text("政务公开没有罚则和时限", "Open government has no sanction and no limit"),
        Text(
            "告诫并责令公开；申请公开的时限为二十个工作日",
            "A warning and an order to publish; requests run twenty working days",
        ),
    ),
    AdoptedReading(
        "A7",
        ("1.4", "4.6", "5.2(1)"),
        Text("责任人的称谓不一", "The responsible person is named in three ways"),
        Text(
            "一名主要责任人，可加领导；有损失时必须加",
            "One primary person and optionally a leader, who is mandatory where there is loss",
        ),
    ),
    AdoptedReading(
        "A8",
        ("2.4(b)", "4.1", "4.4(c)", "4.6", "5.1(2)"),
        Text(
            "“长期”“比较复杂”“急事”“特殊原因”“情节严重”没有定义",
            "“Long”, “complex”, “urgent”, “special reason”, “serious” are undefined",
        ),
        Text(
            "写明理由；因此改变结果的，须第二人批准",
            "A written reason; a second approver where it changes the severity",
        ),
    ),
    AdoptedReading(
        "A9",
        ("4.1", "4.2", "4.4(b)", "4.5"),
        Text("按自然日还是工作日、何时起算", "Calendar or working days, and from when?"),
        Text(
            "自然日；当日不计；末日逢节假日顺延",
            "Calendar days; the first is not counted; a last day on a holiday rolls on",
        ),
    ),
    AdoptedReading(
        "A10",
        ("2.4(a)", "5.2(2)"),
        Text("告诫与诫勉教育孰轻孰重", "Which is graver, warning or admonitory education?"),
        Text(
            "同一档、两种措施；信件中不称“诫勉”",
            "One step, two measures; letters never call it the statutory admonition",
        ),
    ),
    AdoptedReading(
        "A11",
        ("5.2(2)",),
        Text("由谁告诫", "Who gives the warning?"),
        Text("其单位或本办公室，并记录", "The person's unit or this office, on record"),
    ),
    AdoptedReading(
        "A12",
        ("2.4(a)",),
        Text("向谁、以何种方式道歉", "To whom and how is the apology made?"),
        Text(
            "向受到不当对待的人，书面或当面，留存证明；对方可以谢绝",
            "To whoever was treated badly, written or in person, with proof; they may decline",
        ),
    ),
    AdoptedReading(
        "A13",
        ("2.4(d)",),
        Text("匿名的如何反馈", "How is an anonymous complainant answered?"),
        Text("凭查询码查看", "By the receipt code"),
    ),
    AdoptedReading(
        "A14",
        ("5.2(4)",),
        Text("三个条件同时具备才移交", "Transfer has three cumulative conditions"),
        Text("有可信犯罪线索即依法移交", "Any credible clue of crime is transferred, by law"),
    ),
    AdoptedReading(
        "A15",
        ("5.2(4)",),
        Text("“司法机关”写于2018年改革之前", "“Judicial organs” predates the reform of 2018"),
        Text(
            "监察委员会、检察院或公安机关",
            "The supervisory commission, the procuratorate or public security",
        ),
    ),
    AdoptedReading(
        "A16",
        ("5.2(3)",),
        Text("所引法规已被取代", "The rules it cites have been superseded"),
        Text("原文与现行法律并列引用", "The opinion and the law in force are cited side by side"),
    ),
    AdoptedReading(
        "A17",
        ("4.4(a)", "4.4(b)"),
        Text("来访时限是否及于网上投诉", "Do the limits for visits bind online complaints?"),
        Text("简单、需会议研究的比照适用", "By analogy, for the simple and the meeting class"),
    ),
    AdoptedReading(
        "A18",
        ("4.4(c)",),
        Text("复杂事项没有期限", "Complex matters have no limit"),
        Text("六十日，可延长一次三十日", "Sixty days, extended once by thirty"),
    ),
    AdoptedReading(
        "A19",
        ("5.1(6)", "5.2(2)", "5.2(3)"),
        Text("违纪而无损失的未作规定", "A violation without loss is provided for nowhere"),
        Text("建议处分", "Discipline"),
    ),
    AdoptedReading(
        "A20",
        ("2.4(c)",),
        Text(
            "现行法律以情节较重为处分条件",
            "The law now in force sanctions only weightier circumstances",
        ),
        Text(
            "建议处分，由有权机关决定是否免予", "Discipline; the competent body may exempt by law"
        ),
    ),
    AdoptedReading(
        "A21",
        ("R.3",),
        Text("第六至第八项制度原文缺失", "The text of systems six to eight is lost"),
        Text("采用同类规定，另行标明", "Comparable rules are adopted, and marked"),
    ),
    AdoptedReading(
        "A22",
        ("5.1",),
        Text(
            "非党员、非公务员的工作人员", "Staff who are neither Party members nor civil servants"
        ),
        Text(
            "依政务处分法第二十至二十三条；合同人员依其单位规定",
            "By articles 20 to 23 of the Law on Administrative Sanctions; contract staff by their "
            "unit's rules",
        ),
    ),
    AdoptedReading(
        "A23",
        ("5.1(6)",),
        Text("未证明影响公正的吃请", "Treats without proof that they impaired impartiality"),
        Text("须有证据，否则按其他失职处理", "It must be evidenced, else it is other dereliction"),
    ),
    AdoptedReading(
        "A24",
        ("2.4(c)",),
        Text(
            "“核查属实后”只就刁难、以权谋私、吃拿卡要作了规定",
            "“Once verified” is said of obstruction, abuse and extracting favours only",
        ),
        Text(
            "其他行为同样须核查属实，才予追究",
            "Whatever else is complained of is verified as well before anybody is held to account",
        ),
    ),
    AdoptedReading(
        "A25",
        ("5.1(5)", "5.2(2)"),
        Text(
            "过失泄密而未造成不良后果的，没有规定",
            "Negligent breach of secrecy without consequence is silent",
        ),
        Text("比照未造成损失的失职：告诫", "Like dereliction without loss: a warning"),
    ),
)

READINGS: Mapping[str, AdoptedReading] = {row.id: row for row in ROWS}
