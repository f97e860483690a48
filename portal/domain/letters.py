"""The letters by name, as the office calls them."""

from collections.abc import Mapping

from portal.domain.text import Text

LETTER_TEXTS: Mapping[str, Text] = {
    "receipt": Text("收件回执", "Receipt"),
    "accepted": Text("受理告知书", "Notice of acceptance"),
    "declined": Text("不予受理告知书", "Notice of refusal"),
    "outcome": Text("结果告知书", "Notice of outcome"),
    "assigned": Text("分派通知", "Notice of assignment"),
}
RECIPIENT_TEXTS: Mapping[str, Text] = {
    "complainant": Text("投诉人", "Complainant"),
    "staff": Text("工作人员", "Staff"),
}


def letter_text(name: str) -> Text:
    """Return what the office calls a letter; one without a name of its own by its code."""
    return LETTER_TEXTS.get(name, Text(name, name))


def recipient_text(recipient: str) -> Text:
    """Return to whom a letter went, by role."""
    return RECIPIENT_TEXTS.get(recipient, Text(recipient, recipient))
