"""Which clocks are told to whoever complained: what is promised to them, and what they may ask.

What binds others, or only the office among itself, is not told: above all not that a crime is
being looked into [5.2(4)].
"""

from portal.domain.clock import CLOCKS, Bearer, ClockKind

INTERNAL = frozenset(
    {ClockKind.HAND_BACK, ClockKind.CRIME_CLUE_DECISION, ClockKind.CRIME_CLUE_SENDING}
)
"""Duties of the office that are not owed to whoever complained."""

PROMISED = frozenset(
    kind for kind, rule in CLOCKS.items() if rule.bearer is Bearer.OFFICE and kind not in INTERNAL
) | {ClockKind.FIRST_INQUIRY_PROMISE}
"""What the office owes whoever complained, and the day that the first person asked gave [1.3(b)].

Each is a duty of whoever has the complaint: the next one is the next date that is told.
"""

RIGHTS = frozenset({ClockKind.REVIEW_REQUEST, ClockKind.SECOND_REVIEW_REQUEST})
"""Until when a review can be asked for [7.10]: the refusal or the outcome told the day."""

TOLD = PROMISED | RIGHTS
"""Whoever complained is written to when one of these moves to another day."""
