"""The words in which the public is told where a complaint stands."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.text import Text


class PublicStatus(StrEnum):
    """Where a complaint stands, in the complainant's words."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEEDS_YOU = "needs_you"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    DECIDED = "decided"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"

    @property
    def text(self) -> Text:
        """Return the label that the complainant reads."""
        return PUBLIC_TEXTS[self]


PUBLIC_TEXTS: Mapping[PublicStatus, Text] = {
    PublicStatus.RECEIVED: Text("已收到", "Received"),
    PublicStatus.IN_REVIEW: Text("正在审查是否受理", "We are deciding whether to take it up"),
    PublicStatus.NEEDS_YOU: Text("等待您补充情况", "We need more information from you"),
    PublicStatus.ACCEPTED: Text("已受理", "Accepted"),
    PublicStatus.INVESTIGATING: Text("正在调查", "Being investigated"),
    PublicStatus.DECIDED: Text("已有结果", "Decided"),
    PublicStatus.CLOSED: Text("已办结", "Closed"),
    PublicStatus.UNDER_REVIEW: Text("正在复查复核", "Under review"),
    PublicStatus.DECLINED: Text("不予受理", "Not taken up"),
    PublicStatus.TRANSFERRED: Text("已转给有权处理的机关", "Passed to the competent body"),
    PublicStatus.WITHDRAWN: Text("已撤回", "Withdrawn"),
}
