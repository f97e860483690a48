"""When a clock stands still: whole days of the office's zone, with cause and evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.clock.errors import TollingError
from portal.domain.text import Text

TOLLED_DAYS_MAX = 3_660
TOLLINGS_MAX = 100


class TollingCause(StrEnum):
    """Why a clock may stand still (adopted policy, after 信访工作条例 §36 for hearings)."""

    COMPLAINANT = "complainant"
    HEARING = "hearing"
    EXPERT = "expert"
    STATED = "stated"

    @property
    def text(self) -> Text:
        """Return the cause in words."""
        return CAUSE_TEXTS[self]


CAUSE_TEXTS = {
    TollingCause.COMPLAINANT: Text("等待投诉人补充", "waiting for the complainant"),
    TollingCause.HEARING: Text("听证", "hearing"),
    TollingCause.EXPERT: Text("鉴定或专家意见", "expert opinion"),
    TollingCause.STATED: Text("所给的中止期间", "period given to the calculator"),
}


@dataclass(frozen=True, slots=True)
class Tolling:
    """The days from *first* to *last*, both included, on which a clock stands still."""

    first: date
    last: date
    cause: TollingCause
    evidence: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise TollingError(f"{self.span} ends before it begins; allowed: FIRST..LAST")
        if (self.last - self.first).days >= TOLLED_DAYS_MAX:
            raise TollingError(f"{self.span} is too long; allowed: {TOLLED_DAYS_MAX} days at most")
        if self.cause is not TollingCause.STATED and not self.evidence.strip():
            raise TollingError(f"{self.span} has no evidence; allowed: a tolling with its evidence")

    @property
    def span(self) -> str:
        """Return the period as `FIRST..LAST`."""
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def text(self) -> Text:
        """Return the cause, with its evidence where there is some."""
        words = self.cause.text
        if not self.evidence:
            return words
        return Text(f"{words.zh}（{self.evidence}）", f"{words.en} ({self.evidence})")

    def covers(self, day: date) -> bool:
        """Tell whether the clock stands still on *day*."""
        return self.first <= day <= self.last


def tolled_by(day: date, tolled: Iterable[Tolling]) -> tuple[Tolling, ...]:
    """Return every period of *tolled* that covers *day*; it is one day however many they are."""
    return tuple(tolling for tolling in tolled if tolling.covers(day))


def require_sane(tolled: Sequence[Tolling]) -> None:
    """Raise TollingError where there are more periods, or days of them, than any case has."""
    if len(tolled) > TOLLINGS_MAX:
        raise TollingError(f"{len(tolled)} periods are too many; allowed: {TOLLINGS_MAX} at most")
    days = sum((tolling.last - tolling.first).days + 1 for tolling in tolled)
    if days > TOLLED_DAYS_MAX:
        raise TollingError(f"{days} days are too many; allowed: {TOLLED_DAYS_MAX} in all")
