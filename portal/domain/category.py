"""What a complaint can be about: seventeen categories under the eight systems [R.3]."""

from enum import IntEnum, StrEnum

from portal.domain.text import Text


class System(IntEnum):
    """One of the eight systems that the opinion names [R.3]."""

    FIRST_INQUIRY = 1
    COMMITMENTS = 2
    OPEN_GOVERNMENT = 3
    TIME_LIMITS = 4
    ACCOUNTABILITY = 5
    LAW_ENFORCEMENT = 6
    COMPLAINTS = 7
    APPRAISAL = 8

    @property
    def text(self) -> Text:
        """Return the name of the system."""
        return SYSTEM_TEXTS[self]

    @property
    def plain(self) -> Text:
        """Return what goes wrong under the system, in the words of whoever met with it."""
        return PLAIN_TEXTS[self]


SYSTEM_TEXTS = {
    System.FIRST_INQUIRY: Text("首问负责制", "First-inquiry responsibility"),
    System.COMMITMENTS: Text("服务承诺制", "Service commitments"),
    System.OPEN_GOVERNMENT: Text("政务公开制", "Open government"),
    System.TIME_LIMITS: Text("限时办结制", "Time-limited completion"),
    System.ACCOUNTABILITY: Text("失职责任追究制", "Accountability for dereliction"),
    System.LAW_ENFORCEMENT: Text("执法责任制", "Law-enforcement responsibility"),
    System.COMPLAINTS: Text("效能投诉制", "Efficiency complaints"),
    System.APPRAISAL: Text("评议考评制", "Appraisal"),
}
PLAIN_TEXTS = {
    System.FIRST_INQUIRY: Text("没人接待、被推来推去", "Nobody saw to me, or I was sent around"),
    System.COMMITMENTS: Text(
        "说好的没做到、态度差、刁难或者要好处",
        "Promises broken, rudeness, obstruction, favours wanted",
    ),
    System.OPEN_GOVERNMENT: Text("该公开的看不到", "Things that should be public are not"),
    System.TIME_LIMITS: Text("到期没办完", "Not done in time"),
    System.ACCOUNTABILITY: Text(
        "不作为、拖拉、不负责任", "Nothing done, endless delay, irresponsibility"
    ),
    System.LAW_ENFORCEMENT: Text("检查、处罚不规范", "Improper inspections or fines"),
    System.COMPLAINTS: Text("投诉以后遇到麻烦", "Trouble because of a complaint"),
    System.APPRAISAL: Text("别的问题", "Anything else"),
}


class Category(StrEnum):
    """One kind of conduct complained of (severity.md §5.1)."""

    C01 = "C01"
    C02 = "C02"
    C03 = "C03"
    C04 = "C04"
    C05 = "C05"
    C06 = "C06"
    C07 = "C07"
    C08 = "C08"
    C09 = "C09"
    C10 = "C10"
    C11 = "C11"
    C12 = "C12"
    C13 = "C13"
    C14 = "C14"
    C15 = "C15"
    C16 = "C16"
    C17 = "C17"

    @property
    def text(self) -> Text:
        """Return the category as the office calls it."""
        return CATEGORY_ROWS[self][1]

    @property
    def plain(self) -> Text:
        """Return the category in the words of someone who was treated that way."""
        return CATEGORY_ROWS[self][2]

    @property
    def system(self) -> System:
        """Return the system that the category belongs to."""
        return CATEGORY_ROWS[self][0]


CATEGORY_ROWS: dict[Category, tuple[System, Text, Text]] = {
    Category.C01: (
        System.FIRST_INQUIRY,
        Text("首问失责", "First-inquiry failure"),
        Text(
            "问了没人管，或被推到别处，没人说清该找谁、多久能办",
            "Nobody took up my question, or I was sent away without being told whom to ask or when",
        ),
    ),
    Category.C02: (
        System.COMMITMENTS,
        Text("违反服务承诺", "Service promise not made, published or kept"),
        Text(
            "公开承诺的服务没有做到，或根本没有公布承诺",
            "A published service promise was not kept, or there was none at all",
        ),
    ),
    Category.C03: (
        System.COMMITMENTS,
        Text("举止不文明、态度生硬", "Uncivil or harsh manner"),
        Text("态度差：说话难听、不耐烦、不文明", "Rude, harsh or impatient treatment"),
    ),
    Category.C04: (
        System.COMMITMENTS,
        Text("故意刁难", "Deliberate obstruction"),
        Text("故意为难：反复要材料、找理由不给办", "Deliberate obstruction, made-up demands"),
    ),
    Category.C05: (
        System.COMMITMENTS,
        Text("以权谋私", "Abuse of power for private gain"),
        Text("利用职权为自己或亲友谋好处", "Using an office for private gain or for friends"),
    ),
    Category.C06: (
        System.COMMITMENTS,
        Text("吃拿卡要", "Extracting favours"),
        Text(
            "办事要吃请、要红包、要东西，不给就卡着",
            "Asking for meals, money or gifts before doing the job",
        ),
    ),
    Category.C07: (
        System.OPEN_GOVERNMENT,
        Text("应公开不公开", "Non-disclosure"),
        Text(
            "该公开的不公开，例如收费、程序、决定", "Fees, procedures or decisions kept from view"
        ),
    ),
    Category.C08: (
        System.TIME_LIMITS,
        Text("超时限办理", "Overdue"),
        Text("超过规定或答应的时间还没办完", "Not finished within the legal or promised time"),
    ),
    Category.C09: (
        System.ACCOUNTABILITY,
        Text("不执行政策法规、不解决职责内问题", "Policy or law not carried out"),
        Text(
            "不按政策法规办，职责范围内的问题不解决",
            "Law or policy not followed, or a problem within their duty left unsolved",
        ),
    ),
    Category.C10: (
        System.ACCOUNTABILITY,
        Text("领导失察", "Supervisory failure"),
        Text(
            "领导对手下的问题长期不管、放任",
            "A leader who long ignored or tolerated misconduct of staff",
        ),
    ),
    Category.C11: (
        System.ACCOUNTABILITY,
        Text("不负责任、严重事故", "Irresponsibility or serious accident"),
        Text("不负责任，造成事故或损失", "Irresponsibility that led to an accident or a loss"),
    ),
    Category.C12: (
        System.ACCOUNTABILITY,
        Text("拖拉、推诿扯皮", "Dilatoriness, buck-passing"),
        Text("互相推诿、一拖再拖", "Endless delay, offices passing the buck"),
    ),
    Category.C13: (
        System.ACCOUNTABILITY,
        Text("失密、泄密", "Breach of secrecy"),
        Text("泄露秘密或他人的个人信息", "Secrets or personal data were disclosed"),
    ),
    Category.C14: (
        System.ACCOUNTABILITY,
        Text("违规吃请、公款消费", "Improper treats, public-fund consumption"),
        Text(
            "接受可能影响公正的吃请，或用公款消费",
            "Accepting treats that sway decisions, or spending public money",
        ),
    ),
    Category.C15: (
        System.LAW_ENFORCEMENT,
        Text("执法过错", "Enforcement fault"),
        Text(
            "执法、检查、处罚不规范、不出示证件",  # the last in the words of [practice 6.4]
            "Improper inspection, fine or enforcement, no identification shown",
        ),
    ),
    Category.C16: (
        System.COMPLAINTS,
        Text("打击报复、泄露投诉人信息", "Retaliation, or leak of who complained"),
        Text(
            "因投诉遭到打击报复，或投诉人身份被泄露",
            "Retaliation for complaining, or my identity was given away",
        ),
    ),
    Category.C17: (
        System.APPRAISAL,
        Text("其他失职行为", "Other dereliction"),
        Text("以上都不是的其他问题", "Something else"),
    ),
}
