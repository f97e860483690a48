"""Where a complaint goes before anyone has read it: a first guess from what is claimed.

The guess chooses a queue and nothing else; only findings decide an outcome (severity.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.scale import Severity, highest
from portal.domain.text import Text


class Band(StrEnum):
    """A family of severities that is worked off together; its value names the queue."""

    STANDARD = "standard"
    DISCIPLINE = "discipline"
    REFERRAL = "referral"

    @property
    def text(self) -> Text:
        """Return the name of the band."""
        return BAND_TEXTS[self]


BAND_TEXTS = {
    Band.STANDARD: Text("一般办理", "Standard"),
    Band.DISCIPLINE: Text("可能给予处分", "Possible discipline"),
    Band.REFERRAL: Text("可能移交", "Possible transfer"),
}

BANDS = {Severity.DISCIPLINE: Band.DISCIPLINE, Severity.REFERRAL: Band.REFERRAL}


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the first guess: these categories with these claimed losses; *why* by clause."""

    categories: frozenset[Category]
    losses: frozenset[Loss]
    severity: Severity
    why: str


ANY_CATEGORY = frozenset(Category)
ANY_LOSS = frozenset(Loss)
MAJOR = frozenset({Loss.MAJOR})

# First match wins, for each claimed category by itself; the gravest of them is the complaint's.
CLAIMS = (
    Claim(
        frozenset({Category.C05, Category.C06, Category.C11}),
        MAJOR,
        Severity.REFERRAL,
        "5.1(3), 5.2(4): screened for crime before anything else",
    ),
    Claim(ANY_CATEGORY, MAJOR, Severity.DISCIPLINE, "5.2(3): loss"),
    Claim(
        frozenset({Category.C04, Category.C05, Category.C06}),
        ANY_LOSS,
        Severity.DISCIPLINE,
        "2.4(c)",
    ),
    Claim(frozenset({Category.C13, Category.C14}), ANY_LOSS, Severity.DISCIPLINE, "5.1(5), 5.1(6)"),
    Claim(frozenset({Category.C16}), ANY_LOSS, Severity.DISCIPLINE, "adopted policy 7.5"),
    Claim(frozenset({Category.C03}), ANY_LOSS, Severity.APOLOGY, "2.4(a)"),
    Claim(ANY_CATEGORY, ANY_LOSS, Severity.WARNING, "5.2(2)"),
)


def band(severity: Severity) -> Band:
    """Return the band, and so the queue, of *severity*."""
    return BANDS.get(severity, Band.STANDARD)


def provisional_severity(categories: Sequence[Category], loss: Loss) -> Severity:
    """Return the gravest severity that the claims could lead to; unnamed conduct counts as C17."""
    named = categories or (Category.C17,)
    return highest(tuple(_claimed(category, loss) for category in named))


def provisional_band(categories: Sequence[Category], loss: Loss) -> Band:
    """Return the band of a complaint that has only just been filed."""
    return band(provisional_severity(categories, loss))


def _claimed(category: Category, loss: Loss) -> Severity:
    return next(
        claim.severity for claim in CLAIMS if category in claim.categories and loss in claim.losses
    )
