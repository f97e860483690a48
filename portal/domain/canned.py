"""Canned texts of messages to complainants, by occasion, in both languages.

A text is a beginning: whoever sends it changes it. What stands in braces is filled in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.text import Text

PLACEHOLDERS = ("reference", "subject", "organ", "officer", "phone", "day")
STANDSTILL = re.compile(
    r"期限(?:现在|即|已|将)?(?:中止|暂停|停止)|期限(?:現在|即|已|將)?(?:中止|暫停|停止)"
    r"|(?:中止|停止|暂停|暫停)(?:计算|計算|计时|計時)"
    r"|(?:limits?|clocks?|time)\s+(?:now\s+)?(?:stands?\s+still|stops?\b|is\s+(?:paused|stopped))",
    re.IGNORECASE,
)


def promises_standstill(words: str) -> bool:
    """Tell whether *words* say that the time limit stands still: that must then be so [7.9]."""
    return STANDSTILL.search(words) is not None


@dataclass(frozen=True, slots=True)
class Canned:
    """One canned text: its *title* is what the office chooses it by."""

    title: Text
    body: Text

    def filled(self, values: Mapping[str, str]) -> Text:
        """Return the text with its placeholders filled; each of PLACEHOLDERS is among *values*."""
        return Text(self.body.zh.format(**values), self.body.en.format(**values))


CANNED: Mapping[str, Canned] = {
    "asking": Canned(
        Text("请补充材料", "Ask for documents"),
        Text(
            "您好！关于您的投诉{reference}，为查清事实，请补充以下材料：\n1. \n2. \n"
            "请在查询页面直接答复并上传。您答复之前，办理期限中止计算。",
            "Hello. To establish the facts of your complaint {reference} we need the following:\n"
            "1. \n2. \nPlease answer and add files on the tracking page. Until your answer is here,"
            " the time limit stands still.",
        ),
    ),
    "when": Canned(
        Text("请说明时间、地点和经办人", "Ask when, where and who"),
        Text(
            "您好！请尽量说明：事情发生在哪一天、什么时间、哪个窗口，经办人有什么特征。"
            "记不清的，请直接说明记不清。",
            "Hello. Please tell us as well as you can: on which day, at what time, at which window,"
            " and what you remember of the person. If you do not remember, just say so.",
        ),
    ),
    "progress": Canned(
        Text("告知进展", "Tell how it stands"),
        Text(
            "您好！您的投诉{reference}正在办理，承办人是{officer}。我们已经向{organ}了解情况，"
            "将在{day}前答复您。",
            "Hello. Your complaint {reference} is being handled by {officer}. We have asked"
            " {organ} and will answer you by {day}.",
        ),
    ),
    "received": Canned(
        Text("已收到补充材料", "Confirm what arrived"),
        Text(
            "您好！您补充的材料已经收到，并已登记为本件证据。办理期限继续计算。",
            "Hello. What you sent has arrived and is in the evidence of your complaint. The time"
            " limit goes on.",
        ),
    ),
    "safe": Canned(
        Text("保密和防止打击报复", "Confidentiality and retaliation"),
        Text(
            "您好！您的身份和投诉内容依规定保密，被投诉的机关和人员不会知道是谁投诉。"
            "如果有人因此为难您，请立即在查询页面告诉我们，或者拨打{phone}。",
            "Hello. Who you are and what you wrote is kept secret: neither the organ nor the"
            " official learns who complained. If anybody gives you trouble for it, tell us at once"
            " on the tracking page or call {phone}.",
        ),
    ),
    "other_way": Canned(
        Text("告知复议、诉讼途径", "Name reconsideration and litigation"),
        Text(
            "您好！您对该行政行为本身不服的，可以依法申请行政复议或者提起行政诉讼，"
            "法定期限不因本件投诉而中止。本件继续办理其中的效能问题。",
            "Hello. If you do not accept the administrative act itself, you can apply for"
            " reconsideration or go to court; those time limits do not stand still for this"
            " complaint. We go on with the question of how you were treated.",
        ),
    ),
}
