"""The documents of an outcome: which there are, to whom they go, and what each of them says.

A document is made of plain values, once; the page and the PDF are set from the same.
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.severity import Measure
from portal.domain.text import Text

FACTS_MAX = 10_000


class DocumentKind(StrEnum):
    """A document by what it is for."""

    WARNING = "warning"
    APOLOGY = "apology"
    DISCIPLINE = "discipline"
    REFERRAL = "referral"
    OUTCOME = "outcome"

    @property
    def text(self) -> Text:
        """Return the title of the document."""
        return KIND_TEXTS[self]

    @property
    def mark(self) -> str:
        """Return the word by which its number begins."""
        return MARKS[self]


KIND_TEXTS = {
    DocumentKind.WARNING: Text("告诫书", "Warning"),
    DocumentKind.APOLOGY: Text("责令道歉通知", "Order to apologise"),
    DocumentKind.DISCIPLINE: Text("处分建议书", "Proposal of discipline"),
    DocumentKind.REFERRAL: Text("移送函", "Letter of transfer"),
    DocumentKind.OUTCOME: Text("结果告知书", "Notice of the outcome"),
}
MARKS = {
    DocumentKind.WARNING: "告诫",
    DocumentKind.APOLOGY: "责歉",
    DocumentKind.DISCIPLINE: "建处",
    DocumentKind.REFERRAL: "移送",
    DocumentKind.OUTCOME: "告知",
}

FOR_MEASURE: Mapping[Measure, DocumentKind] = {
    Measure.WARNING: DocumentKind.WARNING,
    Measure.APOLOGY: DocumentKind.APOLOGY,
    Measure.DISCIPLINE: DocumentKind.DISCIPLINE,
    Measure.REFERRAL: DocumentKind.REFERRAL,
}
"""Which document a measure for a person calls for; the others call for none."""
