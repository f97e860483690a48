"""What is found about one allegation: the inputs of the table (severity.md §5.1).

An allegation that is only partly verified is split into points; each point is its own finding.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.filing import Loss


class Verified(StrEnum):
    """Whether the conduct was verified; nobody is held to account before it is [2.4(c)]."""

    NO = "no"
    UNDETERMINED = "undetermined"
    YES = "yes"


class Impact(StrEnum):
    """The influence on the public that the conduct had [1.4, 2.4(b)]."""

    NONE = "none"
    ADVERSE = "adverse"
    ODIOUS = "odious"


class Circumstances(StrEnum):
    """How grave the circumstances are [2.4(b), 5.2(1)]."""

    SLIGHT = "slight"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class Intent(StrEnum):
    """Whether the conduct was deliberate [2.4(c)]."""

    NEGLIGENT = "negligent"
    DELIBERATE = "deliberate"


class Crime(StrEnum):
    """Whether there is a credible clue of a crime [5.2(4)]."""

    NO = "no"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one allegation; whatever is left out takes the mildest value.

    *special_reason* excuses lateness [4.6], *exempt* non-disclosure [3.1(x)], *barred_by_policy*
    a refusal that was patiently explained [4.4(d)]; *violation*: the act is by itself a breach of
    discipline or law [5.2(2)]; *prior_12m* counts warnings of the last twelve months;
    *subordinate_disciplined* matters for leaders [5.1(2)].
    """

    category: Category
    verified: Verified = Verified.NO
    loss: Loss = Loss.NONE
    impact: Impact = Impact.NONE
    circumstances: Circumstances = Circumstances.SLIGHT
    intent: Intent = Intent.NEGLIGENT
    crime: Crime = Crime.NO
    special_reason: bool = False
    violation: bool = False
    barred_by_policy: bool = False
    exempt: bool = False
    prior_12m: int = 0
    subordinate_disciplined: bool = False


ALWAYS_A_VIOLATION = frozenset({Category.C05, Category.C06, Category.C14, Category.C16})


def presumes_violation(finding: Finding) -> bool:
    """Tell whether the conduct is taken for a violation until someone shows in writing it is not.

    The form sets *violation* by it; the table itself reads only what was stated.
    """
    return (
        finding.category in ALWAYS_A_VIOLATION
        or (finding.category is Category.C04 and finding.intent is Intent.DELIBERATE)
        or (finding.category is Category.C13 and has_consequence(finding))
    )


def has_consequence(finding: Finding) -> bool:
    """Tell whether anything followed from the conduct: a loss or an adverse influence."""
    return finding.loss is not Loss.NONE or finding.impact is not Impact.NONE
