"""What is said of a breach: to the office in the case log, to whoever complained on their page."""

from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS
from portal.domain.escalating import NO_REASON
from portal.domain.text import Text
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.services import outages

STAYS = Text("已在最上一级，仍由其办理", "nobody above can take it, so it stays where it is")


def kept(
    session: Session, clock: RunningClock, complaint: Complaint, breach: Breach, *, raised: bool
) -> Text:
    """Return the sentence that the case log keeps: what was late, who has it now, until when."""
    what, why = CLOCKS[clock.kind].text, reason(session, breach)
    name = complaint.assignee.username if complaint.assignee else "—"
    to = Text(f"升至 {name}", f"passed up to {name}") if raised else STAYS
    return Text(
        f"逾期：{what.zh}（{breach.due_on}）；{to.zh}；新期限 {breach.next_on}。{why.zh}",
        f"Overdue: {what.en} ({breach.due_on}); {to.en}; new date {breach.next_on}. {why.en}",
    )


def told(session: Session, clock: RunningClock, breach: Breach) -> Text:
    """Return what whoever complained reads: the day promised, the reason, the new day [1.3(b)]."""
    what, why = CLOCKS[clock.kind].text, reason(session, breach)
    return Text(
        f"应于 {breach.due_on} 前完成：{what.zh}，未能按时完成。"
        f"{why.zh}新的期限：{breach.next_on}。",
        f"Due by {breach.due_on}: {what.en}. It was not done in time. {why.en}"
        f" The new date is {breach.next_on}.",
    )


def reason(session: Session, breach: Breach) -> Text:
    """Return why nobody is held to account for *breach*, or that no special reason is known."""
    if breach.special_reason is not None:
        words = breach.special_reason
        return Text(f"特殊原因：{words}。", f"Special reason: {words}.")
    if breach.excused_by is not None:
        return outages.outage_text(session, breach.excused_by)
    return NO_REASON
