"""Letters and their facts, as the tests of this folder begin with them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.facts import DeclineFacts, FindingFacts, LetterFacts, OutcomeFacts, Route
from portal.mail.letter import Letter

SUBJECT = "办理居住证超过承诺时限仍未办结"
ORGAN = Text("青禾区政务服务中心", "Qinghe Government Service Centre")

REVIEW = Route(
    body=Text("区人民政府", "the District Government"),
    address="青禾区人民路 1 号 3 楼",
    until=date(2026, 10, 25),
)

DECLINED = DeclineFacts(
    code="N1",
    reason=Text("不属于行政机关或其行政行为。", "It is not about an administrative body or act."),
    right_body=Text("请向市场监管部门反映。", "Turn to the market supervision department."),
    challenge=REVIEW,
)

SUBSTANTIATED = FindingFacts(
    allegation=Text("首问失责", "First-inquiry failure"),
    conclusion=Text("属实", "Substantiated"),
    reason="窗口人员没有告知应当找谁。\n也没有说明办理期限。",
    clauses=("1.3(b)", "1.4", "7.1"),
)

UNFOUNDED = FindingFacts(
    allegation=Text("超时限办理", "Overdue"),
    conclusion=Text("不属实", "Not substantiated"),
    reason="该事项在承诺期限内办结。",
    clauses=("4.4(b)", "信访工作条例 §34"),
)

OUTCOME = OutcomeFacts(
    findings=(SUBSTANTIATED, UNFOUNDED),
    severity=Text("告诫", "Warning"),
    measures=(Text("对责任人予以告诫", "The person responsible is warned"),),
    changes="窗口已公布每个事项的办理期限。",
    review=REVIEW,
)


def make_facts(**changes: Any) -> LetterFacts:
    """Return complete facts for any letter, with *changes*."""
    facts: dict[str, Any] = {
        "to": "reader@example.org",
        "language": Language.SIMPLIFIED,
        "message_id": "<outbox-1.0123456789abcdef@portal.example>",
        "written_at": datetime(2026, 9, 25, 6, 31, tzinfo=UTC),
        "reference": "XN-2026-000123",
        "subject": SUBJECT,
        "organ": ORGAN,
        "filed_at": datetime(2026, 9, 25, 14, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
        "public_address": "https://portal.example",
        "office_name": Text("青禾区行政效能投诉中心", "Qinghe Efficiency Complaints Centre"),
        "office_phone": "000-1234-5678",
        "officer": "林晓",
        "next_on": date(2026, 10, 9),
        "next_what": Text("决定是否受理", "deciding whether to take it up"),
        "declined": DECLINED,
        "outcome": OUTCOME,
    }
    return LetterFacts(**{**facts, **changes})


def make_letter(**changes: Any) -> Letter:
    """Return a valid letter, with *changes*."""
    parts: dict[str, Any] = {
        "name": "receipt",
        "to": "reader@example.org",
        "subject": "您的投诉已收到（XN-2026-000123）",
        "text": "您好：\n\n您的投诉已经收到。\n",
        "html": "<p>您好：</p>\n<p>您的投诉已经收到。</p>\n",
        "message_id": "<outbox-1.0123456789abcdef@portal.example>",
        "reference": "XN-2026-000123",
        "language": Language.SIMPLIFIED,
        "written_at": datetime(2026, 9, 25, 6, 31, tzinfo=UTC),
        "references": ("<complaint-XN-2026-000123@portal.example>",),
    }
    return Letter(**{**parts, **changes})
