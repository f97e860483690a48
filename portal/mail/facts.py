"""What the letters tell: plain values, gathered by whoever asks for a letter."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.filing import Language
from portal.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to turn against a decision: to whom, at which address, until which day (inclusive)."""

    body: Text
    address: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineFacts:
    """Why a complaint is not taken up, who is competent, and how to challenge that."""

    code: str
    reason: Text
    challenge: Route
    right_body: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What was found on one point, why, and under which clauses.

    *reason* is written for the complainant: nobody else's data, no detail of the investigation.
    A *referred* point tells nothing but that it was referred.
    """

    allegation: Text
    conclusion: Text
    reason: str = ""
    clauses: tuple[str, ...] = ()
    referred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """The decision: findings point by point, measures in general words, the way to a review."""

    findings: tuple[FindingFacts, ...]
    severity: Text
    review: Route
    measures: tuple[Text, ...] = ()
    changes: str = ""

    @property
    def referred(self) -> bool:
        """Tell whether any point went to the competent organ."""
        return any(finding.referred for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts of one letter to one person.

    *to* is the reader's address, *language* theirs; *filed_at* stands in the office's zone;
    *officer* is who handles the complaint. An *anonymous* complainant's letters tell neither what
    was complained of nor what came of it: that is shown against the receipt code only.
    *next_on* is the day (inclusive) by which *next_what* is due; *next_provisional* says that the
    holidays of that year are not yet known.
    """

    to: str
    language: Language
    message_id: str
    written_at: datetime
    reference: str
    subject: str
    organ: Text
    filed_at: datetime
    public_address: str
    office_name: Text
    office_phone: str
    anonymous: bool = False
    officer: str = ""
    next_on: date | None = None
    next_what: Text | None = None
    next_provisional: bool = False
    declined: DeclineFacts | None = None
    outcome: OutcomeFacts | None = None
    reply_to: str | None = None
