"""What was decided and why, and for each point finding, clause and measure; nobody's name.

Carries [2.4(d), 7.9]: reasons, clauses, and the way on.
"""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.lifecycle import Status
from portal.domain.severity import Measure, Verified
from portal.mail.compose import declined, outcome
from portal.mail.gathering import Order, gather
from portal.mail.telling_outcome import CONCLUSIONS, MEASURES
from portal.models.staff import Staff
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.mail.reading import Page, whole
from tests.mail.samples import DECLINED, OUTCOME, REVIEW, SUBSTANTIATED, make_facts

pytestmark = pytest.mark.usefixtures("letter_app")


def under(text: str, heading: str) -> str:
    """Return what stands under a heading of a letter's text."""
    return re.split(r"\n(?:【.*】|— .* —|-{9,})\n", text.partition(f"【{heading}】\n")[2])[
        0
    ].strip()


def test_what_was_decided_stands_under_its_own_heading_and_measures_under_theirs() -> None:
    text = outcome(make_facts()).text

    decided = under(text, "处理决定和理由")
    assert decided.startswith("窗口没有尽到首问责任，决定告诫。\n\n期限已公布。\n　　一")
    assert under(text, "采取的措施") == "· 对责任人予以告诫。"
    assert "整改情况" not in text


def test_each_point_tells_its_finding_its_measures_and_its_rules_in_words() -> None:
    found = under(outcome(make_facts()).text, "逐项认定")

    first, second = re.split(r"\n\n2\. ", found)
    assert first.startswith("1. 首问失责\n\n认定：属实\n\n理由：\n窗口人员没有告知")
    assert "措施：\n· 对责任人予以告诫。\n\n依据：\n· 《实施意见》1.3(b)：“当时不能办理的" in first
    assert second.startswith("超时限办理\n\n认定：不属实")
    assert "措施" not in second


def test_where_nothing_had_to_be_ordered_the_letter_says_so() -> None:
    nothing = replace(OUTCOME, measures=(), findings=OUTCOME.findings[1:])

    text = outcome(make_facts(outcome=nothing)).text

    assert under(text, "采取的措施") == "本件没有需要采取的措施。"
    assert "由我们核查" not in text


def test_every_measure_and_every_conclusion_has_plain_words() -> None:
    assert set(MEASURES) == set(Measure)
    assert set(CONCLUSIONS) == set(Verified)
    assert all(text.zh.endswith("。") and text.en.endswith(".") for text in MEASURES.values())


def test_the_outcome_on_record_is_told_point_by_point_and_names_none_of_us(
    session: Session, make: Make, office: Office
) -> None:
    points = (Category.C01, Category.C03)
    complaint = lead_to(session, make, Status.DECIDED, office=office, categories=points)

    order = Order("outcome", complaint.id, "<1@portal.example>")
    facts = gather(session, order, office=office, now=NOW)

    assert facts is not None
    assert facts.outcome is not None
    letter = whole(outcome(facts))
    assert len(facts.outcome.findings) == 2
    assert all(finding.measures and finding.clauses for finding in facts.outcome.findings)
    assert facts.outcome.review.clause == "7.10"
    assert not [name for name in session.scalars(select(Staff.name)) if name in letter]


def test_of_what_was_referred_nothing_is_told_but_that() -> None:
    findings = (replace(SUBSTANTIATED, referred=True), *OUTCOME.findings[1:])

    letter = whole(outcome(make_facts(outcome=replace(OUTCOME, findings=findings))))

    assert "该问题已移送有权机关。" in letter
    for secret in ("窗口人员没有告知", "1.3(b)", "告诫", "窗口已公布"):
        assert secret not in letter
    assert "该事项在承诺期限内办结" in letter


def test_adopted_rules_are_not_passed_off_as_the_opinion() -> None:
    text = outcome(make_facts()).text

    assert "· 《实施意见》5.2(1)：“" in text
    assert "· 本中心采用的规则 7.1（不属于《实施意见》）：五个工作日内" in text
    assert "· 法律法规：信访工作条例 §34\n" in text


def test_a_review_on_the_page_itself_is_linked_once() -> None:
    online = replace(REVIEW, address="https://portal.example/track")

    text = outcome(make_facts(outcome=replace(OUTCOME, review=online))).text

    assert text.count("https://portal.example/track") == 1
    assert "地址：" not in under(text, "如果您不同意")


def test_a_refusal_keeps_its_reasons_its_way_and_its_review_apart() -> None:
    letter = declined(make_facts(declined=replace(DECLINED, more="第一。\n\n　　第二。")))

    assert under(letter.text, "不予受理的理由") == (
        "理由（代码 N1）：不属于行政机关或其行政行为，超出受理范围。\n\n第一。\n\n　　第二。"
    )
    assert under(letter.text, "您可以怎么办") == "请向市场监管部门反映。"
    assert under(letter.text, "如果您不同意").split("\n\n") == [
        "您可以申请复查。向谁申请：区人民政府。",
        "申请期限为30日，请在2026年10月25日（星期日）前（含当日）提出。",
        "地址：青禾区人民路 1 号 3 楼",
        "提出申请后，30日内会告诉您结果。",
        "依据：本中心采用的规则 7.10（不属于《实施意见》）。",
    ]
    assert [tag for tag, _ in Page(letter.html).tags].count("p") > len("一二三四五六七八九十")


@pytest.mark.parametrize("language", Language)
def test_a_refusal_says_what_happens_next(language: Language) -> None:
    text = declined(make_facts(language=language)).text

    assert re.search("我们不再办理|我們不再辦理|we do nothing more", text)
