"""Why a complaint may be declined: coded reasons, each with the way to take instead.

Adopted policy [practice 7.3].
"""

from enum import StrEnum

from portal.domain.text import Text


class DeclineCode(StrEnum):
    """One reason not to take a complaint up; refusing without one is itself a fault."""

    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    N6 = "N6"
    N7 = "N7"
    N8 = "N8"
    N9 = "N9"
    N10 = "N10"

    @property
    def text(self) -> Text:
        """Return the reason."""
        return DECLINE_ROWS[self][0]

    @property
    def way(self) -> Text:
        """Return where the complainant should turn instead."""
        return DECLINE_ROWS[self][1]


DECLINE_ROWS: dict[DeclineCode, tuple[Text, Text]] = {
    DeclineCode.N1: (
        Text("不属于行政机关或其行政行为，超出受理范围", "Not an administrative body or act"),
        Text("请向对该事项有管理权的单位反映", "Turn to the body that is in charge of the matter"),
    ),
    DeclineCode.N2: (
        Text(
            "应当或已经进入诉讼、仲裁、行政复议等法定程序",
            "Belongs in, or is already in, litigation, arbitration or reconsideration",
        ),
        Text("请依法通过上述程序解决", "Pursue it in that procedure"),
    ),
    DeclineCode.N3: (
        Text(
            "信访渠道或其他机关已经受理，正在办理", "Already pending with another body or channel"
        ),
        Text("请向已受理的机关查询", "Ask the body that has accepted it"),
    ),
    DeclineCode.N4: (
        Text(
            "已依法处理并有结论，没有新的事实和理由",
            "Already lawfully concluded, nothing new is brought forward",
        ),
        Text(
            "如有新的事实或证据，可以重新投诉",
            "With new facts or evidence you can complain again",
        ),
    ),
    DeclineCode.N5: (
        Text("匿名且没有具体线索", "Anonymous and without any concrete clue"),
        Text(
            "补充具体线索后可以重新投诉，仍可匿名",
            "Complain again with concrete clues; you may stay anonymous",
        ),
    ),
    DeclineCode.N6: (
        Text(
            "涉及国家秘密、商业秘密、他人隐私，或违反法律、公序良俗",
            "Touches state or trade secrets or privacy, or is against law or public order",
        ),
        Text(
            "涉密事项请向保密行政管理部门当面反映",
            "Take secret matters to the secrecy administration in person",
        ),
    ),
    DeclineCode.N7: (
        Text("紧急求助", "An emergency"),
        Text("请立即拨打 110、119、120、122", "Call 110, 119, 120 or 122 at once"),
    ),
    DeclineCode.N8: (
        Text(
            "没有明确的被投诉对象或事实，经要求仍未补充",
            "No identifiable body or facts, and not supplied when asked",
        ),
        Text("补充后可以重新投诉", "Complain again with the missing details"),
    ),
    DeclineCode.N9: (
        Text("超过受理期限", "Out of time"),
        Text(
            "有正当理由的，请说明，可酌情受理",
            "If there was a good reason, tell us: it can still be taken up",
        ),
    ),
    DeclineCode.N10: (
        Text(
            "属于市场、社会事务或单纯的咨询、建议",
            "A market or social matter, or a mere question or suggestion",
        ),
        Text(
            "已为您指明相应渠道：12345 政务服务便民热线",
            "The right channel is the 12345 public service hotline",
        ),
    ),
}
