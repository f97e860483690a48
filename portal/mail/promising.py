"""What a deadline promises its complainant, in words that follow "we will": not the office's."""

from collections.abc import Mapping

from portal.domain.clock import ClockKind
from portal.domain.text import Text

ANSWER = Text("答复您", "answer you")
PROMISES: Mapping[ClockKind, Text] = {
    ClockKind.DECIDE_ACCEPTANCE: Text(
        "告诉您是否受理", "tell you whether we accept your complaint"
    ),
    ClockKind.RESULT_MAIL: Text("把处理结果告诉您", "tell you the outcome"),
    ClockKind.CLOSING: Text(
        "落实处理措施并办结归档", "carry out what was decided and close the file"
    ),
    ClockKind.REVIEW_DECISION: Text("把复查结果告诉您", "tell you the result of the review"),
    ClockKind.SECOND_REVIEW_DECISION: Text(
        "把复核结果告诉您", "tell you the result of the second review"
    ),
}


def promise_to_complainant(kind: str | None) -> Text | None:
    """Return what the office will have done for the complainant by the day; none without one."""
    return PROMISES.get(ClockKind(kind), ANSWER) if kind else None
