"""Where an item comes from that is not just a citizen's: each has a clock of its own [4.1-4.5]."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.clock import ClockKind
from portal.domain.text import Text


class OriginKind(StrEnum):
    """From where, and how urgently, an item came to the office."""

    URGENT = "urgent"
    ASSIGNED = "assigned"
    AS_SET = "as_set"
    PROPOSAL = "proposal"
    SUBORDINATE = "subordinate"

    @property
    def text(self) -> Text:
        """Return the kind in words, with how long there is."""
        return ORIGINS[self].text

    @property
    def clock(self) -> ClockKind:
        """Return the clock that it starts."""
        return ORIGINS[self].clock

    @property
    def clause(self) -> str:
        """Return the clause that gives the limit."""
        return ORIGINS[self].clause

    @property
    def sets_day(self) -> bool:
        """Tell whether whoever sent it set the day [4.3]."""
        return self is OriginKind.AS_SET


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of item: its *clock*, the *clause* that gives the limit, and what it is called."""

    clock: ClockKind
    clause: str
    text: Text


ORIGINS: Mapping[OriginKind, Source] = {
    OriginKind.URGENT: Source(
        ClockKind.ASSIGNED_URGENT,
        "4.1",
        Text("上级交办的急事：马上办理", "Assigned from above, urgent: at once"),
    ),
    OriginKind.ASSIGNED: Source(
        ClockKind.ASSIGNED,
        "4.1",
        Text("上级交办的缓事：一周内办结", "Assigned from above, not urgent: within a week"),
    ),
    OriginKind.AS_SET: Source(
        ClockKind.ASSIGNED_AS_SET,
        "4.3",
        Text(
            "上级转办、批办、交办并定有时限：按要求的日期",
            "Passed on from above with a limit of its own: by the day set",
        ),
    ),
    OriginKind.PROPOSAL: Source(
        ClockKind.PROPOSAL,
        "4.2",
        Text("人大建议、政协提案：六个月内", "Proposal of delegates: within six months"),
    ),
    OriginKind.SUBORDINATE: Source(
        ClockKind.SUBORDINATE_REQUEST,
        "4.5",
        Text(
            "下级单位的请示、报告：三周内",
            "Request or report of a subordinate unit: within three weeks",
        ),
    ),
}
KIND_OF: Mapping[ClockKind, OriginKind] = {kind.clock: kind for kind in OriginKind}
