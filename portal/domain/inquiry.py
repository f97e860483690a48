"""First inquiries: who was asked first, whose job it is, and what came of it [1.1-1.3]."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.domain.statuses import Action
from portal.domain.text import Text

REPRESENTATIVES_MAX = 5
"""More people than these choose some to speak for them."""
PROMISE_DAYS_MAX = 60
"""As long as the longest clock of an answer [4.4(c)]."""
MATTER_MAX = 2_000
ANSWER_MAX = 2_000
REASON_MAX = 500
CONTACT_MAX = 200

DESK_ROLES = frozenset({Role.INTAKE, Role.SUPERVISOR})
"""Who receives visitors, callers and letters."""


class Channel(StrEnum):
    """How a complaint or a question came in."""

    WEB = "web"
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"

    @property
    def text(self) -> Text:
        """Return the channel in words."""
        return CHANNEL_TEXTS[self]


CHANNEL_TEXTS: Mapping[Channel, Text] = {
    Channel.WEB: Text("网上", "on the web"),
    Channel.VISIT: Text("来访", "a visit"),
    Channel.PHONE: Text("来电", "a call"),
    Channel.LETTER: Text("来信", "a letter"),
}
DESK_CHANNELS = (Channel.VISIT, Channel.PHONE, Channel.LETTER)
"""What somebody at the desk writes down for others."""


class Remit(StrEnum):
    """Whose job the matter is, as the first person asked sees it."""

    OWN = "own"
    COLLEAGUE = "colleague"
    ELSEWHERE = "elsewhere"

    @property
    def text(self) -> Text:
        """Return whose job it is, in words."""
        return REMIT_TEXTS[self]


REMIT_TEXTS: Mapping[Remit, Text] = {
    Remit.OWN: Text("本人职责", "their own job"),
    Remit.COLLEAGUE: Text("本单位其他人职责", "a colleague's job"),
    Remit.ELSEWHERE: Text("其他机关职责", "another organ's job"),
}


class Outcome(StrEnum):
    """What came of being asked."""

    SETTLED = "settled"
    HANDED_OVER = "handed_over"
    PROMISED = "promised"

    @property
    def text(self) -> Text:
        """Return the outcome in words."""
        return OUTCOME_TEXTS[self]


OUTCOME_TEXTS: Mapping[Outcome, Text] = {
    Outcome.SETTLED: Text("当场办理、答复〔1.3(a)〕", "handled and answered at once [1.3(a)]"),
    Outcome.HANDED_OVER: Text(
        "当场转交或指明去处〔1.3(c)〕", "handed over, or shown the way, at once [1.3(c)]"
    ),
    Outcome.PROMISED: Text(
        "讲明原因并答应期限〔1.3(b)〕", "told the reason and promised a day [1.3(b)]"
    ),
}


class Fault(StrEnum):
    """What is wrong with the record of an inquiry."""

    NOT_HANDED_OVER = "not_handed_over"
    NO_RECEIVER = "no_receiver"
    NO_DAY = "no_day"
    DAY_PAST = "day_past"
    DAY_FAR = "day_far"
    NO_REASON = "no_reason"


@dataclass(frozen=True, slots=True)
class Asked:
    """The first inquiry as the desk writes it down.

    *organ_code* is where the first person asked works; *people* is how many speak.
    """

    channel: Channel
    name: str
    post: str
    organ_code: str
    remit: Remit
    answer: str
    outcome: Outcome
    handed_to: str = ""
    due_on: date | None = None
    reason: str = ""
    people: int = 1

    def faults(self, today: date) -> frozenset[Fault]:
        """Return what the opinion asks for that is missing."""
        rows = (
            (Fault.NOT_HANDED_OVER, self._not_own and self.outcome is Outcome.SETTLED),
            (Fault.NO_RECEIVER, self.outcome is Outcome.HANDED_OVER and not self.handed_to),
            *((fault, self.promises and wrong) for fault, wrong in self._promise(today)),
        )
        return frozenset(fault for fault, wrong in rows if wrong)

    @property
    def promises(self) -> bool:
        """Tell whether a day was promised."""
        return self.outcome is Outcome.PROMISED

    @property
    def _not_own(self) -> bool:
        return self.remit is Remit.COLLEAGUE

    def _promise(self, today: date) -> tuple[tuple[Fault, bool], ...]:
        days = (self.due_on - today).days if self.due_on else 0
        return (
            (Fault.NO_DAY, self.due_on is None),
            (Fault.DAY_PAST, days < 0),
            (Fault.DAY_FAR, days > PROMISE_DAYS_MAX),
            (Fault.NO_REASON, not self.reason),
        )


def require_desk(actor: Actor) -> None:
    """Raise ForbiddenError unless *actor* receives visitors, callers and letters."""
    if actor.role not in DESK_ROLES:
        raise ForbiddenError(actor, Action.FILE)
