"""System seven, efficiency complaints: 7.1-7.12, adopted policy.

The opinion names the system; its text is lost. None of this is the opinion's own.
"""

from portal.domain.clauses.carriers import (
    APPROVAL_ROUND,
    APPROVALS,
    ASSIGNMENT,
    CLOCK_SHEETS,
    CLOCKS,
    CLUSTERS,
    DECLINING,
    EXTENSION,
    FILING,
    HAND_BACKS,
    HEARINGS,
    LETTERS,
    LIAISON,
    LIFECYCLE,
    RATINGS,
    RECUSALS,
    REVIEWS,
    SEALING,
    STATISTICS,
    TRACKING,
    WALL,
)
from portal.domain.clauses.clause import Carrier, ClauseKind, adopted
from portal.domain.text import Text

DUTY = ClauseKind.DUTY
RETALIATION = Carrier(
    "portal/domain/severity/rows_accountability.py", "tests/domain/test_severity_rows.py"
)

COMPLAINT_CLAUSES = (
    adopted(
        "7.1",
        ClauseKind.LIMIT,
        Text(
            "五个工作日内决定是否受理；简单事项当日、一般事项三十日、复杂事项六十日内答复；经批准"
            "可延长一次，不超过三十日，并告知投诉人理由。",
            "Acceptance is decided within five working days; simple matters are answered the same "
            "day, general ones in thirty days, complex ones in sixty; one extension of thirty days "
            "at most, approved, with the reason told to the complainant.",
        ),
        product=Text(
            "每个时限逐日说明如何计算，投诉人同样能看到。",
            "Each deadline explains itself day by day, to the complainant as well.",
        ),
        source="信访工作条例第22、23、34条；湖南省行政效能投诉处理办法（摘录）；民法典第201至203条",
        by=(CLOCKS, EXTENSION, CLOCK_SHEETS),
    ),
    adopted(
        "7.2",
        DUTY,
        Text(
            "公民、法人和其他组织可以通过网络、电话、信函、来访投诉行政机关及其工作人员；投诉单位"
            "负责人或本机构的，由上一级办理；多人投诉推选代表不超过五人。",
            "Citizens, legal persons and organisations may complain, by web, telephone, letter or "
            "visit, about organs and their staff; a complaint about a head, or about the handling "
            "body itself, goes one level up; joint complainants choose five representatives at "
            "most.",
        ),
        product=Text(
            "网上投诉免费、无需注册；投诉机关负责人或本办公室的，自动送上一级。",
            "Filing online is free and needs no account; a complaint about a head, or about this "
            "office, goes to the level above by itself.",
        ),
        source="信访工作条例第18至20条；青海省行政效能投诉办法第2、4、5条（摘录）",
        by=(FILING, WALL, ASSIGNMENT),
    ),
    adopted(
        "7.3",
        ClauseKind.EXCEPTION,
        Text(
            "不予受理须属列明的十种情形（N1至N10）之一，说明理由并指明应走的渠道；针对具体行政行为"
            "的，告知行政复议、诉讼途径。",
            "A refusal needs one of ten coded reasons (N1 to N10), the explanation, and the right "
            "route; whoever attacks a specific administrative act is told of reconsideration and "
            "litigation.",
        ),
        product=Text(
            "只能选用列明的理由；不予受理通知写明理由、渠道和异议办法。",
            "Only a coded reason can be chosen; the letter gives the reason, the route and how to "
            "challenge it.",
        ),
        source="信访工作条例第23、31、36、44条；北京市接诉即办工作条例第11条",
        by=(DECLINING, LETTERS),
    ),
    adopted(
        "7.4",
        DUTY,
        Text(
            "实名投诉优先办理、答复；匿名投诉有具体线索的，照样按程序办理。",
            "Named complaints are handled and answered first; anonymous ones with concrete clues "
            "are handled by the same procedure.",
        ),
        product=Text(
            "匿名投诉不留姓名、不记录网络地址，凭查询码查看结果。",
            "An anonymous complaint keeps no name and no network address; its code shows the "
            "result.",
        ),
        source="纪检监察机关处理检举控告工作规则第24、25、29条（摘录）；信访工作条例第23条",
        by=(FILING, TRACKING),
    ),
    adopted(
        "7.5",
        ClauseKind.PROHIBITION,
        Text(
            "不得将投诉材料和投诉人情况透露给被投诉人或其单位；任何组织和个人不得打击报复投诉人。",
            "Complaint material and the complainant's circumstances are never passed to the person "
            "or unit complained about; nobody may retaliate against a complainant.",
        ),
        product=Text(
            "投诉人身份加密保存，查看留痕；被投诉机关只看到向其提出的问题；报复可以投诉（C16），依"
            "处理表第95行处理。",
            "Identities are sealed and every look is logged; the organ sees only what is put to "
            "it; retaliation can be complained of (C16) and row 95 decides it.",
        ),
        source="信访工作条例第18、30、46条；政务处分法第32条；刑法第254条；个人信息保护法第28、29条",
        by=(SEALING, WALL, LIAISON, RETALIATION),
    ),
    adopted(
        "7.6",
        DUTY,
        Text(
            "与投诉事项或当事人有利害关系的，应当回避；复查人员不得参与过原处理。",
            "Whoever has an interest in the matter or the persons stands back; a reviewer did not "
            "take part in the first decision.",
        ),
        product=Text(
            "回避由系统计算并统一执行：列表、搜索、统计、链接、信件和分派都看不到；本人也可一步申"
            "请回避。",
            "The wall is computed and kept in one place, for lists, search, counts, links, letters "
            "and assignment; anyone can recuse themselves in one step.",
        ),
        source="信访工作条例第28条；政务处分法第47、48条；政府督查工作条例第17条",
        by=(WALL, RECUSALS, REVIEWS),
    ),
    adopted(
        "7.7",
        DUTY,
        Text(
            "调查不少于二人，证据合法；处理前告知事实和依据，听取陈述申辩，不得因申辩加重；集体研"
            "究决定。",
            "At least two investigators and lawful evidence; before a sanction the official is "
            "told facts and grounds and is heard, and never treated more heavily for it; decided "
            "jointly.",
        ),
        product=Text(
            "处分档以上须二人调查；听取申辩至少五个工作日；批准按档，须二人以上。",
            "From discipline up two investigators; at least five working days to be heard; "
            "approvals by band, by more than one person.",
        ),
        source="政务处分法第42、43条；行政机关公务员处分条例第39、41条",
        by=(HEARINGS, APPROVALS, APPROVAL_ROUND),
    ),
    adopted(
        "7.8",
        DUTY,
        Text(
            "重复投诉并案登记；反映集中的问题专题研究；涉及几个机关的，确定主办机关，首接单位不得"
            "推诿。",
            "Duplicates are registered and merged; hot spots are studied; where several organs are "
            "concerned one leads, and the first to receive must not pass the buck.",
        ),
        product=Text(
            "相近投诉可以并案调查，每位投诉人保留自己的编号、时限和答复；转办被退回前，首接人仍负"
            "责。",
            "Similar complaints share one investigation while each keeps its own reference, clock "
            "and answer; until another takes over, the first receiver stays responsible.",
        ),
        source="纪检监察机关处理检举控告工作规则第14条（摘录）；信访工作条例第24条；北京市接诉即办工作条例第14条",
        by=(CLUSTERS, HAND_BACKS),
    ),
    adopted(
        "7.9",
        DUTY,
        Text(
            "办理进度和结果可以查询；书面答复写明诉求、事实理由、结论和依据；回访和评价满意度。",
            "Progress and result can be looked up; the written answer states claim, facts and "
            "reasons, conclusion and basis; satisfaction is asked for afterwards.",
        ),
        product=Text(
            "凭查询码查看状态和时间线；结果信逐点答复并引用条款；办结后可以评价。",
            "The code shows status and timeline; the outcome letter answers point by point with "
            "clauses; the handling can be rated afterwards.",
        ),
        source="信访工作条例第18、21、32条；济南市12345热线条例第27、40条",
        by=(TRACKING, LETTERS, RATINGS),
    ),
    adopted(
        "7.10",
        ClauseKind.LIMIT,
        Text(
            "不服结果的，三十日内申请复查，三十日内答复；再不服的，三十日内申请复核，三十日内答复"
            "；此后同一事实和理由不再受理。",
            "Whoever disagrees asks for review within thirty days and is answered in thirty; then "
            "once more, thirty and thirty; after that the same facts and reasons are not taken "
            "again.",
        ),
        product=Text(
            "在查询页面一步申请复查；由未参与原决定的人办理；期限写在结果信中。",
            "A review is asked for in one step on the tracking page; someone who did not decide "
            "before handles it; the date stands in the outcome letter.",
        ),
        source="信访工作条例第35、36条",
        by=(REVIEWS, CLOCKS),
    ),
    adopted(
        "7.11",
        ClauseKind.PROHIBITION,
        Text(
            "捏造事实诬告的，依法追究；错告、检举失实的不属诬告；不实投诉使人名誉受损的，予以澄清"
            "。",
            "Fabrication is punishable by law, an honest mistake is not; a name harmed by an "
            "untrue complaint is cleared.",
        ),
        product=Text(
            "认定无结果中没有“诬告”选项，承办人不能自行认定；不属实的，提示澄清。",
            "There is no outcome called false accusation, so no handler can set it alone; clearing "
            "the name is prompted where a complaint was untrue.",
        ),
        source="刑法第243条；政务处分法第53、62条；信访工作条例第19、47条",
        by=(Carrier("portal/domain/severity/measures.py", "tests/domain/test_severity_engine.py"),),
    ),
    adopted(
        "7.12",
        DUTY,
        Text(
            "转办写明承办单位和期限；逾期、应办未办的予以督办；定期统计、分析、公布。",
            "A transfer names the body and the date; what is overdue or left undone is supervised; "
            "figures are compiled, analysed and published regularly.",
        ),
        product=Text(
            "转办件仍有时限；逾期自动提醒、升级；统计和开放数据按月公布。",
            "A transferred complaint keeps a clock; lateness reminds and escalates by itself; "
            "statistics and open data are published monthly.",
        ),
        source="信访工作条例第23、39、41条；济南市12345热线条例第28、33条",
        by=(LIFECYCLE, LIAISON, STATISTICS),
    ),
)
