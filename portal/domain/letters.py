"""The letters by name, as the office calls them, and who reads each."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.text import Text


class Recipient(StrEnum):
    """Who reads a letter, by role."""

    COMPLAINANT = "complainant"
    STAFF = "staff"
    ORGAN = "organ"

    @property
    def text(self) -> Text:
        """Return the role in words."""
        return RECIPIENT_TEXTS[self]


LETTER_TEXTS: Mapping[str, Text] = {
    "receipt": Text("收件回执", "Receipt"),
    "accepted": Text("受理告知书", "Notice of acceptance"),
    "declined": Text("不予受理告知书", "Notice of refusal"),
    "transferred": Text("转办告知书", "Notice of transfer"),
    "clarification": Text("补充情况通知书", "Request for more information"),
    "message": Text("来往信件", "Message"),
    "extended": Text("办理期限变动告知书", "Notice of a new time limit"),
    "progress": Text("超期说明书", "Notice of delay"),
    "outcome": Text("结果告知书", "Notice of outcome"),
    "disposal": Text("最终处理告知书", "Notice of final disposal"),
    "review_result": Text("复查复核结果告知书", "Notice of the review's result"),
    "rating": Text("评价邀请", "Invitation to rate"),
    "assigned": Text("分派通知", "Notice of assignment"),
    "reminder": Text("办理提醒", "Reminder"),
    "overdue": Text("超期通知", "Notice of an overdue complaint"),
    "approval": Text("待审批通知", "Request for approval"),
    "enquiry": Text("问询函", "Enquiry"),
    "organ_news": Text("致机关通知", "Notice to an organ"),
    "organ_work": Text("机关办理情况通知", "Notice of what an organ did"),
}
TO_STAFF = frozenset({"assigned", "reminder", "overdue", "approval", "organ_work"})
TO_ORGANS = frozenset({"enquiry", "organ_news"})
RECIPIENT_TEXTS: Mapping[str, Text] = {
    Recipient.COMPLAINANT: Text("投诉人", "Complainant"),
    Recipient.STAFF: Text("工作人员", "Staff"),
    Recipient.ORGAN: Text("机关", "Organ"),
}


def letter_text(name: str) -> Text:
    """Return what the office calls a letter; one without a name of its own by its code."""
    return LETTER_TEXTS.get(name, Text(name, name))


def recipient_of(name: str) -> Recipient:
    """Return who reads the letter of that name."""
    if name in TO_STAFF:
        return Recipient.STAFF
    return Recipient.ORGAN if name in TO_ORGANS else Recipient.COMPLAINANT


def recipient_text(recipient: str) -> Text:
    """Return to whom a letter went, by role."""
    return RECIPIENT_TEXTS.get(recipient, Text(recipient, recipient))
