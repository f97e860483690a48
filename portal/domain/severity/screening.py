"""Hints for screening: when a loss is major, and when an amount may be a clue of bribery.

Hints suggest and never decide; two persons judge what they say [adopted policy]. The numbers come
from the judicial interpretations on dereliction (2012) and on bribery (2016).
"""

from dataclasses import dataclass
from decimal import Decimal

from portal.domain.filing import Loss
from portal.domain.severity.policy import Thresholds

NOTHING = Decimal(0)
DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Casualties:
    """Persons killed, seriously and slightly injured."""

    killed: int = 0
    serious: int = 0
    slight: int = 0

    def reach(self, line: "Casualties") -> bool:
        """Tell whether there are at least as many in each class as in *line*."""
        return (
            self.killed >= line.killed
            and self.serious >= line.serious
            and self.slight >= line.slight
        )


UNHURT = Casualties()

MAJOR_CASUALTIES = (
    Casualties(killed=1),
    Casualties(serious=3),
    Casualties(slight=9),
    Casualties(serious=2, slight=3),
    Casualties(serious=1, slight=6),
)
"""Each line by itself is a major loss."""


def suggested_loss(
    amount: Decimal = NOTHING, casualties: Casualties = UNHURT, limits: Thresholds = DEFAULTS
) -> Loss:
    """Return the loss that *amount* in yuan and *casualties* suggest."""
    if amount >= limits.major_loss or any(casualties.reach(line) for line in MAJOR_CASUALTIES):
        return Loss.MAJOR
    return Loss.SOME if amount > NOTHING or casualties != UNHURT else Loss.NONE


def bribery_clue(amount: Decimal, *, aggravated: bool, limits: Thresholds = DEFAULTS) -> bool:
    """Tell whether favours worth *amount* yuan may be a crime.

    *aggravated*: disciplined before, solicited repeatedly, or another such circumstance.
    """
    return amount >= (limits.bribe_aggravated if aggravated else limits.bribe)
