"""More time: once, thirty days at most, approved, with a reason [1.3(b); 7.1; 信访工作条例 §34]."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.clock.errors import ExtensionError
from portal.domain.clock.limit import Limit, Unit

EXTENSION_DAYS_MAX = 30


@dataclass(frozen=True, slots=True)
class Extension:
    """So many calendar *days* after the last day, as one person approved them for a *reason*."""

    days: int
    reason: str
    approved_by: str
    approved_at: datetime

    def __post_init__(self) -> None:
        if not 1 <= self.days <= EXTENSION_DAYS_MAX:
            raise ExtensionError(f"{self.days} days; allowed: 1 to {EXTENSION_DAYS_MAX} days")
        if not self.reason.strip():
            raise ExtensionError("no reason; allowed: an extension with its reason")
        if not self.approved_by.strip():
            raise ExtensionError("not approved; allowed: an extension with its approver")

    @property
    def limit(self) -> Limit:
        """Return the extension as a limit that runs from the last day it extends."""
        return Limit(self.days, Unit.DAYS)
