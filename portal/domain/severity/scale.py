"""How grave an outcome is: six severities in five steps (severity.md §5.2)."""

from enum import StrEnum

from portal.domain.text import Text


class Severity(StrEnum):
    """One possible outcome of a finding, from the mildest to the gravest."""

    NO_FAULT = "no_fault"
    ADVICE = "advice"
    WARNING = "warning"
    APOLOGY = "apology"
    DISCIPLINE = "discipline"
    REFERRAL = "referral"

    @property
    def rank(self) -> int:
        """Return the step on the scale; warning and apology share one [2.4(a), 5.2(2)]."""
        return SEVERITY_RANKS[self]

    @property
    def text(self) -> Text:
        """Return the name of the outcome."""
        return SEVERITY_TEXTS[self]


SEVERITY_RANKS = {
    Severity.NO_FAULT: 0,
    Severity.ADVICE: 1,
    Severity.WARNING: 2,
    Severity.APOLOGY: 2,
    Severity.DISCIPLINE: 3,
    Severity.REFERRAL: 4,
}

SEVERITY_TEXTS = {
    Severity.NO_FAULT: Text("不予追究", "No fault found"),
    Severity.ADVICE: Text("批评教育、改进建议", "Advice to improve"),
    Severity.WARNING: Text("告诫", "Warning"),
    Severity.APOLOGY: Text("诫勉教育并赔礼道歉", "Admonitory education and apology"),
    Severity.DISCIPLINE: Text("建议给予党纪、政务处分", "Proposal of discipline"),
    Severity.REFERRAL: Text("移交有权机关", "Transfer to the competent body"),
}


def highest(severities: tuple[Severity, ...]) -> Severity:
    """Return the gravest of *severities*; a warning gives its name to a warning with an apology."""
    return max(
        severities,
        key=lambda severity: (severity.rank, severity is Severity.WARNING),
        default=Severity.NO_FAULT,
    )
