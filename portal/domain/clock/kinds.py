"""The kinds of clock that run in a complaint, and whom each one binds."""

from enum import StrEnum

from portal.domain.text import Text


class ClockKind(StrEnum):
    """What a clock is waiting for; the table of rules says how long and by which clause."""

    DECIDE_ACCEPTANCE = "decide_acceptance"
    HAND_BACK = "hand_back"
    ANSWER_SIMPLE = "answer_simple"
    ANSWER_MEETING = "answer_meeting"
    ANSWER_GENERAL = "answer_general"
    ANSWER_COMPLEX = "answer_complex"
    FIRST_INQUIRY_PROMISE = "first_inquiry_promise"
    ASSIGNED_URGENT = "assigned_urgent"
    ASSIGNED = "assigned"
    ASSIGNED_AS_SET = "assigned_as_set"
    PROPOSAL = "proposal"
    SUBORDINATE_REQUEST = "subordinate_request"
    CRIME_CLUE_DECISION = "crime_clue_decision"
    CRIME_CLUE_SENDING = "crime_clue_sending"
    DEFENCE = "defence"
    RESULT_MAIL = "result_mail"
    REVIEW_REQUEST = "review_request"
    REVIEW_DECISION = "review_decision"
    SECOND_REVIEW_REQUEST = "second_review_request"
    SECOND_REVIEW_DECISION = "second_review_decision"
    CLOSING = "closing"
    DISPOSAL = "disposal"
    ENQUIRY = "enquiry"
    MEASURE = "measure"


PUT_TO_ORGANS = frozenset({ClockKind.ENQUIRY, ClockKind.MEASURE})
"""What an organ has to do by a day: one clock for each enquiry and each measure.

None of them is ever the next deadline of its complaint, which waits for no organ [7.12].
"""


class Bearer(StrEnum):
    """Whom a clock binds: a duty of the office, organ or body, a right of the other two.

    What a competent body outside has to do is waited for, not escalated: it is not under us.
    """

    OFFICE = "office"
    ORGAN = "organ"
    COMPLAINANT = "complainant"
    OFFICIAL = "official"
    BODY = "body"

    @property
    def text(self) -> Text:
        """Return whom the clock binds, in words."""
        return BEARER_TEXTS[self]


BEARER_TEXTS = {
    Bearer.OFFICE: Text("本办公室", "this office"),
    Bearer.ORGAN: Text("承办机关", "the organ in charge"),
    Bearer.COMPLAINANT: Text("投诉人", "the complainant"),
    Bearer.OFFICIAL: Text("被投诉人", "the official complained about"),
    Bearer.BODY: Text("有权机关", "the competent body"),
}


class AnswerClass(StrEnum):
    """How much work a complaint is, as triage sees it [4.4]."""

    SIMPLE = "simple"
    MEETING = "meeting"
    GENERAL = "general"
    COMPLEX = "complex"

    @property
    def clock(self) -> ClockKind:
        """Return the clock of the answer."""
        return ClockKind(f"answer_{self}")

    @property
    def text(self) -> Text:
        """Return the class in words."""
        return CLASS_TEXTS[self]


CLASS_TEXTS = {
    AnswerClass.SIMPLE: Text("能马上办的", "can be done at once"),
    AnswerClass.MEETING: Text("需会议研究的", "needs a meeting"),
    AnswerClass.GENERAL: Text("一般事项", "general"),
    AnswerClass.COMPLEX: Text("比较复杂的", "rather complex"),
}
