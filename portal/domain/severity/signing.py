"""Signing an outcome: which signature somebody can give, and how a round of signatures ends.

A round is one outcome put up for signature. Whoever sends it back ends it, and every signature
given in it lapses: what comes after is a new round [6.6, 7.7].
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

from portal.domain.severity.approvals import SIGNERS, Approval, may_sign
from portal.domain.text import Text


class Verdict(StrEnum):
    """What somebody says to an outcome that is put up for signature."""

    APPROVE = "approve"
    SEND_BACK = "send_back"


class RoundEnd(StrEnum):
    """How a round of signatures ended."""

    DECIDED = "decided"
    SENT_BACK = "sent_back"

    @property
    def text(self) -> Text:
        """Return what became of the round."""
        return ROUND_END_TEXTS[self]


ROUND_END_TEXTS = {
    RoundEnd.DECIDED: Text("已据此作出决定", "Decided on it"),
    RoundEnd.SENT_BACK: Text("已退回，本轮批准失效", "Sent back; the signatures given lapsed"),
}


def signature_for(
    missing: Sequence[Approval], role: str, person: int, involved: Collection[int]
) -> Approval | None:
    """Return which of the *missing* signatures *person* gives: that which the fewest could.

    None if there is none: the role is too low, or they proposed the outcome or signed already.
    """
    open_to = [each for each in missing if may_sign(each, role, person, involved)]
    return min(open_to, key=lambda each: len(SIGNERS[each]), default=None)
