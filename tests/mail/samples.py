"""Letters and their facts, as the tests of this folder begin with them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.clock import ClockKind
from portal.domain.enquiring import News
from portal.domain.filing import Language
from portal.domain.letters import Recipient, recipient_of
from portal.domain.text import Text
from portal.mail.facts import (
    ApprovalFacts,
    ClarificationFacts,
    DeclineFacts,
    DisposalFacts,
    ExtensionFacts,
    FindingFacts,
    LetterFacts,
    MessageFacts,
    MovedDay,
    OutcomeFacts,
    OverdueFacts,
    ProgressFacts,
    RatingFacts,
    ReviewFacts,
    Route,
    TransferFacts,
)
from portal.mail.letter import Letter
from portal.mail.organ_facts import EnquiryFacts, OrganNewsFacts, OrganWorkFacts
from portal.mail.promising import promise_to_complainant

SUBJECT = "办理居住证超过承诺时限仍未办结"
ORGAN = Text("青禾区政务服务中心", "Qinghe Government Service Centre")

REVIEW = Route(
    body=Text("区人民政府", "the District Government"),
    address="青禾区人民路 1 号 3 楼",
    until=date(2026, 10, 25),
    within=Text("30日", "30 days"),
    answered=Text("30日", "30 days"),
    clause="7.10",
)

DECLINED = DeclineFacts(
    code="N1",
    reason=Text("不属于行政机关或其行政行为，超出受理范围", "Not an administrative body or act"),
    more="您反映的是商户的行为。\n\n　　商户由市场监管部门监管。",
    instead=Text("请向市场监管部门反映", "Turn to the market supervision department"),
    review=REVIEW,
)

SUBSTANTIATED = FindingFacts(
    allegation=Text("首问失责", "First-inquiry failure"),
    conclusion=Text("属实", "Substantiated"),
    reason="窗口人员没有告知应当找谁。\n也没有说明办理期限。",
    clauses=("1.3(b)", "5.2(1)", "7.1"),
    measures=(Text("对责任人予以告诫。", "Those responsible receive a formal warning."),),
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
    summary="窗口没有尽到首问责任，决定告诫。\n\n期限已公布。\n　　一、居住证；\n　　二、户口。",
    measures=(Text("对责任人予以告诫。", "Those responsible receive a formal warning."),),
    review=REVIEW,
)

TRANSFERRED = TransferFacts(
    body=Text("市住房公积金管理中心", "the Municipal Housing Fund Centre"),
    reason="该窗口由市住房公积金管理中心派驻，本区机关无权处理。\n来信和核实的排队记录已一并转去。",
)

CLARIFICATION = ClarificationFacts(
    question="您是哪一天去的窗口，当时有没有取号？\n\n如果还留有取号单，请拍照上传。"
)

MESSAGE = MessageFacts(words="录像已经调取，正在核对。\n\n核对结果出来后再告诉您。")

EXTENDED = ExtensionFacts(
    more="档案馆调阅旧卷需要十个工作日。",
    moved=(
        MovedDay(
            what=promise_to_complainant(ClockKind.ANSWER_GENERAL),
            before=date(2026, 10, 9),
            until=date(2026, 11, 9),
        ),
    ),
    granted=True,
)

PROGRESS = ProgressFacts(
    promised=date(2026, 9, 24),
    reason="需要再向两名当事人核实。",
    until=date(2026, 10, 16),
)

DISPOSAL = DisposalFacts(
    body=Text("区纪委监委", "the District Supervisory Commission"),
    decided_on=date(2026, 9, 23),
    disposal="对有关责任人员已依规作出处理，并责令该窗口整改。",
    challenge=REVIEW,
)

REVIEW_RESULT = ReviewFacts(
    reason="复查中调取了当天的叫号记录，与原认定一致。",
    further=Route(
        body=Text("复查机关的上一级机关", "the body one level above"),
        address="https://portal.example/track",
        until=date(2026, 10, 26),
    ),
)

RATING = RatingFacts(address="https://portal.example/track", until=date(2026, 10, 25))

OVERDUE = OverdueFacts(
    what=Text("答复：一般事项", "answer: general"),
    due_on=date(2026, 9, 24),
    escalated_to="周敏",
)

APPROVAL = ApprovalFacts(asked_by="林晓", until=date(2026, 9, 30))

ENQUIRY = EnquiryFacts(
    question="请提供九月二十一日下午二号窗口的排班表和叫号记录。\n请说明该窗口当天几点停止收件。",
    until=date(2026, 10, 9),
    address="https://portal.example/organ/",
    passage="窗口人员说系统坏了，让我改天再来。",
)

ORGAN_NEWS = OrganNewsFacts(
    news=News.OVERDUE,
    address="https://portal.example/organ/enquiries/XW-2026-000001",
    until=date(2026, 10, 9),
    head=True,
)

ORGAN_WORK = OrganWorkFacts(
    news=News.LATE,
    number="XW-2026-000001",
    asked=Text(
        "青禾区政务服务中心（机关答复问询）", "Qinghe Centre (the organ answers an enquiry)"
    ),
    due_on=date(2026, 10, 9),
    late=True,
)


PROMISE = Text("答复您", "answer you")


def facts_of(name: str, **changes: Any) -> LetterFacts:
    """Return the facts of that letter: a complainant is promised, staff have to do."""
    told = {"next_what": PROMISE} if recipient_of(name) is Recipient.COMPLAINANT else {}
    return make_facts(**{**told, **changes})


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
        "post_address": "青禾区人民路 1 号",
        "officer": "林晓",
        "next_on": date(2026, 10, 9),
        "next_what": Text("答复：一般事项", "answer: general"),
        "declined": DECLINED,
        "transferred": TRANSFERRED,
        "clarification": CLARIFICATION,
        "message": MESSAGE,
        "extended": EXTENDED,
        "progress": PROGRESS,
        "outcome": OUTCOME,
        "disposal": DISPOSAL,
        "review_result": REVIEW_RESULT,
        "rating": RATING,
        "overdue": OVERDUE,
        "approval": APPROVAL,
        "enquiry": ENQUIRY,
        "organ_news": ORGAN_NEWS,
        "organ_work": ORGAN_WORK,
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
