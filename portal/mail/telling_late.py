"""What the letters about a duty that ran out tell: to whom it went up, why, and the new date."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.domain.clock import CLOCKS
from portal.domain.escalating import NO_REASON, SPECIAL
from portal.domain.text import Text
from portal.mail.facts import OverdueFacts, ProgressFacts
from portal.mail.wording import said
from portal.models.breach import Breach
from portal.models.outage import Outage

if TYPE_CHECKING:
    from portal.mail.telling import Teller


def tell_overdue(teller: "Teller") -> OverdueFacts | None:
    """Return what was not done in time, and who has it now."""
    clock, breach = teller.clock(), _breach(teller)
    if clock is None or breach is None:
        return None
    name = (teller.sheet.officer or "") if breach.raised else ""
    return OverdueFacts(what=CLOCKS[clock.kind].text, due_on=breach.due_on, escalated_to=name)


def tell_progress(teller: "Teller") -> ProgressFacts | None:
    """Return the day that was promised, why it was not kept, and the new one [1.3(b)]."""
    breach = _breach(teller)
    if breach is None:
        return None
    reason = said(_why(teller, breach), teller.sheet.language)
    return ProgressFacts(promised=breach.due_on, reason=reason, until=breach.next_on)


def _breach(teller: "Teller") -> Breach | None:
    return teller.session.scalar(select(Breach).where(Breach.clock_id == teller.clock_id))


def _why(teller: "Teller", breach: Breach) -> Text:
    """Return the reason for the delay; what somebody wrote stays out of a possible referral."""
    if breach.special_reason is not None:
        words = breach.special_reason
        return SPECIAL if teller.referral() else Text(words, words)
    if breach.excused_by is not None:
        what = teller.session.get_one(Outage, breach.excused_by).what
        return Text(f"最后一日系统故障：{what}", f"The portal was down on the last day: {what}")
    return NO_REASON
