"""What each letter tells is told to its reader only, and is refused where it is not known."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from email import message_from_bytes
from typing import Any

import pytest

from portal.domain.enquiring import News
from portal.domain.letters import Recipient, recipient_of
from portal.domain.text import Text
from portal.mail.compose import LETTERS, clarification, enquiry, extended, reminder, transferred
from portal.mail.compose import review_result as told_review
from portal.mail.contents import CONTENTS
from portal.mail.facts import LetterFacts, MissingFactError
from portal.mail.message import LetterMessage, Sender
from tests.mail.reading import Page, whole
from tests.mail.samples import (
    ENQUIRY,
    EXTENDED,
    REVIEW_RESULT,
    SUBJECT,
    TRANSFERRED,
    make_facts,
)

pytestmark = pytest.mark.usefixtures("letter_app")

TO_COMPLAINANTS = [name for name in LETTERS if recipient_of(name) is Recipient.COMPLAINANT]
TO_OTHERS = [name for name in LETTERS if name not in TO_COMPLAINANTS]
WRITTEN_BY_US = {
    "to",
    "language",
    "message_id",
    "reference",
    "public_address",
    "address",
    "office_name",
}
HOSTILE = "x\r\nBcc: y@evil.example\r\n\r\n<script>{{ 7*7 }}</script>\u2028\ue000reference\ue001"


def spoilt(value: Any) -> Any:
    """Return *value* with everything in it that people write replaced by something hostile."""
    if isinstance(value, Text):
        return Text(HOSTILE, HOSTILE)
    if isinstance(value, str) and not isinstance(value, News):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(spoilt(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in WRITTEN_BY_US]
        return replace(value, **{name: spoilt(getattr(value, name)) for name in names})
    return value


def headers(name: str, facts: LetterFacts) -> list[tuple[str, str]]:
    message = LetterMessage(LETTERS[name](facts), Sender("效能办", "office@portal.example"))
    return message_from_bytes(message.as_bytes()).items()


@pytest.mark.parametrize("name", LETTERS)
def test_nothing_that_people_write_reaches_a_header(name: str) -> None:
    assert headers(name, spoilt(make_facts())) == headers(name, make_facts())


@pytest.mark.parametrize("name", LETTERS)
def test_nothing_that_people_write_becomes_html(name: str) -> None:
    tags = {tag for tag, _ in Page(LETTERS[name](spoilt(make_facts())).html).tags}

    assert "script" not in tags


@pytest.mark.parametrize("name", CONTENTS)
def test_a_letter_without_what_it_must_tell_is_refused(name: str) -> None:
    with pytest.raises(MissingFactError, match=name):
        LETTERS[name](make_facts(**{name: None}))


def test_a_reminder_of_no_day_is_refused() -> None:
    with pytest.raises(MissingFactError):
        reminder(make_facts(next_on=None))


@pytest.mark.parametrize("name", TO_COMPLAINANTS)
def test_a_letter_to_somebody_anonymous_tells_neither_what_nor_how_it_ended(name: str) -> None:
    letter = whole(LETTERS[name](make_facts(anonymous=True)))

    for secret in (
        SUBJECT, "青禾区政务服务中心", "属实", "告诫", "N1", "市场监管", "公积金", "转办", "取号",
        "档案馆", "两名当事人", "纪委", "整改", "维持", "叫号记录",
    ):  # fmt: skip
        assert secret not in letter
    assert "https://portal.example/track" in letter


TOLD = {
    "declined": ["N1", "市场监管部门反映", "区人民政府", "2026年10月25日"],
    "transferred": ["市住房公积金管理中心", "无权处理"],
    "clarification": ["有没有取号", "拍照上传"],
    "message": ["录像已经调取", "核对结果"],
    "extended": ["2026年10月9日", "2026年11月9日", "档案馆", "批准"],
    "progress": ["2026年9月24日", "2026年10月16日", "两名当事人"],
    "disposal": ["区纪委监委", "2026年9月23日", "责令该窗口整改", "区人民政府"],
    "review_result": ["叫号记录", "维持", "2026年10月26日"],
    "rating": ["2026年10月25日"],
    "overdue": ["答复：一般事项", "2026年9月24日", "周敏"],
    "approval": ["林晓", "2026年9月30日", "提请人"],
    "enquiry": ["排班表", "2026年10月9日", "/organ/", "改天再来"],
    "organ_news": ["已超过期限", "2026年10月9日", "主要负责人", "/organ/enquiries/"],
    "organ_work": ["XW-2026-000001", "2026年10月9日", "机关未按期办理", "不要等待机关"],
}


@pytest.mark.parametrize("name", TOLD)
def test_a_letter_tells_all_that_it_must_in_both_parts(name: str) -> None:
    letter = LETTERS[name](make_facts())

    for words in TOLD[name]:
        assert words in letter.text
        assert words in Page(letter.html).text


@pytest.mark.parametrize("name", TO_OTHERS)
def test_staff_and_organs_are_told_nothing_of_what_was_complained(name: str) -> None:
    letter = whole(LETTERS[name](make_facts(subject="我是张三，电话 000")))

    assert "张三" not in letter
    assert "投诉事项" not in letter


def test_an_organ_learns_neither_who_complained_nor_when() -> None:
    letter = whole(enquiry(make_facts(officer="林晓")))

    for secret in (SUBJECT, "投诉人", "9月25日", "14:30", "林晓", "/track", "/office/"):
        assert secret not in letter
    assert "几点停止收件" in letter


def test_of_a_complaint_that_was_referred_only_that_is_told() -> None:
    letter = whole(transferred(make_facts(transferred=replace(TRANSFERRED, referred=True))))

    assert "已移送有权机关" in letter
    for secret in ("公积金", "无权处理", "转往", "督办"):
        assert secret not in letter


def test_a_question_comes_with_the_way_to_answer_it() -> None:
    text = clarification(make_facts()).text

    assert "您是哪一天去的窗口" in text
    assert "https://portal.example/track" in text
    assert "期限暂停" in text


def test_a_day_that_moved_by_itself_is_not_called_approved() -> None:
    moved = replace(EXTENDED, granted=False, moved=(replace(EXTENDED.moved[0], before=None),))

    text = extended(make_facts(extended=moved)).text

    assert "批准" not in text
    assert "原来的" not in text
    assert "新的最后一天：2026年11月9日（星期一）" in text


@pytest.mark.parametrize(("second", "what"), [(False, "复查"), (True, "复核")])
def test_a_right_that_moved_is_no_promise_of_ours(second: bool, what: str) -> None:  # noqa: FBT001 -- a case
    right = replace(EXTENDED.moved[0], what=None, second=second, provisional=True)

    text = extended(make_facts(extended=replace(EXTENDED, moved=(right,)))).text

    assert f"在2026年11月9日（星期一）之前（含当日）申请{what}" in text
    assert "我们会在" not in text
    assert "尚未公布" in text


def test_a_decision_set_aside_promises_a_new_answer() -> None:
    facts = make_facts(review_result=replace(REVIEW_RESULT, reopened=True, further=None))

    assert "撤销原处理结果" in told_review(facts).text
    assert "最迟2026年10月9日（星期五），您会收到新的答复" in told_review(facts).text
    assert "您会收到新的答复。" in told_review(replace(facts, next_on=None)).text


def test_after_the_second_review_no_third_is_offered() -> None:
    last = replace(REVIEW_RESULT, second=True, further=None)

    text = told_review(make_facts(review_result=last)).text

    assert "申请的复核已经办结" in text
    assert "申请复核。" not in text
    assert "不再受理" in text


def test_a_question_to_an_organ_keeps_its_lines() -> None:
    asked = replace(ENQUIRY, question="一、排班表。\n二、叫号记录。", until=date(2026, 10, 12))

    text = enquiry(make_facts(enquiry=asked)).text

    assert "一、排班表。\n二、叫号记录。\n" in text
    assert "2026年10月12日（星期一）" in text
