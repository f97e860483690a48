"""What the outcome letter tells of an override: that a person decided otherwise, and why at all.

What somebody wrote as their reason is for the file; the complainant reads the ground in plain
words.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.severity import Modifier, Severity
from portal.domain.text import Text
from portal.models.approval import ApprovalRound

GROUNDS: Mapping[Modifier, Text] = {
    Modifier.MITIGATION: Text("有从轻、减轻的情形", "there were mitigating circumstances"),
    Modifier.AGGRAVATION: Text("有从重的情形", "there were aggravating circumstances"),
    Modifier.REPETITION: Text(
        "责任人一年内多次受到告诫", "those responsible had been warned several times in a year"
    ),
    Modifier.NO_RESPONSIBILITY: Text(
        "系执行上级命令，或者出于不可抗力、对方过错",
        "it was done on a superior's order, or could not be helped",
    ),
    Modifier.JUDGEMENT: Text(
        "综合考虑本件的全部情况", "everything about this case was taken into account"
    ),
}
"""Why a person may decide otherwise than the table, as somebody reads it who knows no table."""


def signed_points(session: Session, round_id: int | None) -> Mapping[int, Mapping[str, Any]]:
    """Return what was signed on each point, by its allegation."""
    signed = session.get(ApprovalRound, round_id) if round_id else None
    return {point["allegation_id"]: point for point in signed.points} if signed else {}


def tell_change(changed: Mapping[str, Any]) -> Text:
    """Return the sentence that tells of an override."""
    before, after = Severity(changed["before"]).text, Severity(changed["after"]).text
    ground = GROUNDS[Modifier(changed["ground"])]
    if before == after:
        return Text(
            f"因{ground.zh}，经另一人复核同意，责任由下达命令的上级承担。",
            f"Because {ground.en}, and with a second person's agreement, the superior who gave "
            "the order answers for it.",
        )
    return Text(
        f"按规则本应为“{before.zh}”；因{ground.zh}，经另一人复核同意，改为“{after.zh}”。",
        f"By the rules this would be “{before.en}”. Because {ground.en}, and with a second "
        f"person's agreement, it was decided as “{after.en}”.",
    )
