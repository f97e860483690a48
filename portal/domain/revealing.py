"""Breaking the seal on who complained: only for a coded reason, logged, and read by the auditor.

Adopted policy [7.5]: name and content are secret; whoever must know says why, each time anew.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from portal.domain.text import Text

SHOWN_FOR = timedelta(minutes=2)
"""So long a revealed identity stays on the screen."""
WORDS_MAX = 500


class RevealCode(StrEnum):
    """Why somebody must know who complained."""

    CALL_BACK = "call_back"
    TELL_OUTCOME = "tell_outcome"
    VERIFY = "verify"
    ASK = "ask"
    REMEDY = "remedy"
    SAFETY = "safety"
    DEMANDED = "demanded"

    @property
    def text(self) -> Text:
        """Return the reason in words."""
        return CODES[self][0]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses that allow for it."""
        return CODES[self][1]


class Disclosed(StrEnum):
    """What was handed out of a sealed file."""

    IDENTITY = "identity"
    FILE = "file"

    @property
    def text(self) -> Text:
        """Return what it was, in words."""
        return DISCLOSED_TEXTS[self]


class Way(StrEnum):
    """How an outcome came to a complainant whom no letter reaches, or why it did not."""

    CALLED = "called"
    COLLECTED = "collected"
    PARKED = "parked"

    @property
    def text(self) -> Text:
        """Return the way in words."""
        return WAY_TEXTS[self]


CODES: Mapping[RevealCode, tuple[Text, tuple[str, ...]]] = {
    RevealCode.CALL_BACK: (
        Text("评价不满意，须回访", "To call back after a bad rating"),
        ("8.5",),
    ),
    RevealCode.TELL_OUTCOME: (
        Text("没有电子邮箱，须电话告知结果", "To tell the outcome: no letter reaches them"),
        ("2.4(d)", "7.9"),
    ),
    RevealCode.VERIFY: (
        Text("核实实名投诉", "To verify a complaint made by name"),
        ("7.4",),
    ),
    RevealCode.ASK: (
        Text("须当面或者电话了解情况", "To ask about the facts in person or by phone"),
        ("7.7",),
    ),
    RevealCode.REMEDY: (
        Text("赔礼道歉、退还款物须送达本人", "An apology or a refund must reach the person"),
        ("2.4(a)",),
    ),
    RevealCode.SAFETY: (
        Text("投诉人遭到或者可能遭到打击报复", "Retaliation against them has begun or threatens"),
        ("7.5",),
    ),
    RevealCode.DEMANDED: (
        Text("有权机关依法调取", "A competent body demands it by law"),
        ("6.11", "7.5"),
    ),
}
DISCLOSED_TEXTS = {
    Disclosed.IDENTITY: Text("投诉人身份", "Who complained"),
    Disclosed.FILE: Text("证据文件", "A file of the evidence"),
}
WAY_TEXTS = {
    Way.CALLED: Text("已电话告知", "Told by phone"),
    Way.COLLECTED: Text("已当面领取", "Collected in person"),
    Way.PARKED: Text("无法告知，暂存", "Could not be told; parked"),
}
