"""What follows from an outcome: measures, for whom, what must be done first, and what may come."""

from enum import StrEnum

from portal.domain.text import Text


class Measure(StrEnum):
    """One thing ordered, proposed or done; an outcome carries a set of them."""

    ADVICE = "advice"
    WARNING = "warning"
    ADMONITORY_EDUCATION = "admonitory_education"
    APOLOGY = "apology"
    RECTIFY = "rectify"
    PUBLISH = "publish"
    DISCIPLINE = "discipline"
    REFERRAL = "referral"

    @property
    def text(self) -> Text:
        """Return the name of the measure, as letters call it."""
        return MEASURE_TEXTS[self]


MEASURE_TEXTS = {
    Measure.ADVICE: Text("批评教育，提出改进建议", "Criticism and advice to improve"),
    Measure.WARNING: Text("告诫", "Warning"),
    Measure.ADMONITORY_EDUCATION: Text("诫勉教育", "Admonitory education"),
    Measure.APOLOGY: Text("责令向当事人赔礼道歉", "Ordered apology to the person concerned"),
    Measure.RECTIFY: Text("责令整改、公布承诺", "Order to put right and publish the promise"),
    Measure.PUBLISH: Text("责令公开", "Order to publish"),
    Measure.DISCIPLINE: Text(
        "建议有权机关给予党纪、政务处分", "Proposal of discipline to the competent body"
    ),
    Measure.REFERRAL: Text("移交有权机关依法处理", "Transfer to the competent body"),
}


class Person(StrEnum):
    """Whom an outcome falls on, as the opinion calls them."""

    DIRECT_ACTOR = "direct_actor"
    FIRST_INQUIRY_OFFICER = "first_inquiry_officer"
    MAIN_RESPONSIBLE = "main_responsible"
    LEADER_IN_CHARGE = "leader_in_charge"
    DIRECT_LEADER = "direct_leader"
    SUPERIOR = "superior"

    @property
    def text(self) -> Text:
        """Return how the opinion calls the person."""
        return PERSON_TEXTS[self]


PERSON_TEXTS = {
    Person.DIRECT_ACTOR: Text("直接责任人", "Person directly responsible"),
    Person.FIRST_INQUIRY_OFFICER: Text("首问责任人", "First-inquiry responsible person"),
    Person.MAIN_RESPONSIBLE: Text("主要责任人", "Main responsible person"),
    Person.LEADER_IN_CHARGE: Text("分管领导", "Leader in charge"),
    Person.DIRECT_LEADER: Text("直接领导", "Direct leader"),
    Person.SUPERIOR: Text("作出决定或命令的上级", "The superior who gave the order"),
}


class Gate(StrEnum):
    """Something a person must do before the outcome may stand.

    None of them calls a complaint a false accusation: no handler can find that alone [7.11].
    """

    CRIME_SCREENING = "crime_screening"
    AMOUNT_SCREENING = "amount_screening"
    SEPARATE_LETTERS = "separate_letters"
    EXPLANATION_PROVED = "explanation_proved"
    REASON_PROVED = "reason_proved"
    EXEMPTION_NAMED = "exemption_named"
    VIOLATION_REBUTTED = "violation_rebutted"
    MANUAL_READING = "manual_reading"
    CLUE_LET_GO = "clue_let_go"

    @property
    def text(self) -> Text:
        """Return what has to be done."""
        return GATE_TEXTS[self]


GATE_TEXTS = {
    Gate.CRIME_SCREENING: Text(
        "须由第二人作涉嫌犯罪审查；不移交的，书面说明理由",
        "A second person must screen for crime; not referring needs a written reason",
    ),
    Gate.AMOUNT_SCREENING: Text(
        "须核对金额是否达到一万元、三万元立案线索标准",
        "Compare the amount with the 10 000 and 30 000 yuan lines for a clue of crime",
    ),
    Gate.SEPARATE_LETTERS: Text(
        "不属实与无法查清分别答复；使他人名誉受损的，予以澄清",
        "Not substantiated and undetermined get different letters; clear a name that was harmed",
    ),
    Gate.EXPLANATION_PROVED: Text(
        "须有已耐心解释的记录，并核对答复态度〔1.2〕",
        "Record that it was patiently explained, and check the manner of the answer [1.2]",
    ),
    Gate.REASON_PROVED: Text(
        "特殊原因须有记录和证据", "The special reason is recorded and evidenced"
    ),
    Gate.EXEMPTION_NAMED: Text("须写明不予公开的依据", "Name the exemption that applies"),
    Gate.VIOLATION_REBUTTED: Text(
        "此类行为推定违纪；认定不违纪须书面说明理由",
        "Such conduct is presumed a violation; finding otherwise needs a written reason",
    ),
    Gate.MANUAL_READING: Text(
        "表中没有专门条目，须人工复核", "No row speaks of this case: it needs a reading by hand"
    ),
    Gate.CLUE_LET_GO: Text(
        "已发现犯罪线索而不移送的，须由第二人书面说明理由",
        "Letting go a clue of crime that was flagged needs a second person's written reason",
    ),
}
