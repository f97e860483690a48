"""What the letters tell: plain values, gathered by whoever asks for a letter."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.organ_facts import EnquiryFacts, OrganNewsFacts, OrganWorkFacts


class MissingFactError(ValueError):
    """Raised when a letter is asked for without the facts that it must tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to turn against a decision: to whom, at which address, until which day (inclusive).

    *provisional*: the holidays of that year are not yet known.
    *within* is how long that is, *answered* how long the answer takes, *clause* whose rule it is.
    """

    body: Text
    address: str
    until: date | None = None
    provisional: bool = False
    within: Text | None = None
    answered: Text | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineFacts:
    """Why a complaint is declined, what to do instead, and the way to a review.

    *more* is what the officer added to the coded reason.
    """

    code: str
    reason: Text
    review: Route
    more: str = ""
    instead: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """What was found on one point, why, under which clauses, and the measures in plain words.

    *reason* is written for the complainant: nobody else's data, no detail of the investigation.
    A *referred* point tells nothing but that it was referred; *changed* tells that a person
    decided otherwise than the rules would have it, and on which ground.
    """

    allegation: Text
    conclusion: Text
    reason: str = ""
    clauses: tuple[str, ...] = ()
    measures: tuple[Text, ...] = ()
    changed: Text | None = None
    referred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """The decision: findings point by point, what was decided and why, measures, the way on.

    *summary* is written for the complainant, as the reasons of the findings are. Measures are in
    general words: of whom they fall on, no name.
    """

    findings: tuple[FindingFacts, ...]
    severity: Text
    review: Route
    summary: str = ""
    measures: tuple[Text, ...] = ()

    @property
    def referred(self) -> bool:
        """Tell whether any point went to the competent organ."""
        return any(finding.referred for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFacts:
    """To which body a complaint was passed on, and why; of a *referred* one only that it was."""

    body: Text | None = None
    reason: str = ""
    referred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationFacts:
    """What a complainant is asked, while the clock stands still; *accepted* if it is taken up."""

    question: str
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFacts:
    """What the office writes to the complainant, who need not answer."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """A day that is another one now: *what* the office does by it, or what can be asked until it.

    *what* follows "we will"; it is None where a review can be asked for, a *second* one or not.
    """

    until: date
    what: Text | None = None
    before: date | None = None
    second: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts:
    """Why days moved and to which days [1.3(b)]; *granted* if somebody approved it.

    *reason* is what brought it about, *more* what somebody wrote; one of them is told at least.
    """

    moved: tuple[MovedDay, ...]
    reason: Text | None = None
    more: str = ""
    granted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressFacts:
    """Why the answer did not come by the day promised, and by when it will [1.3(b)]."""

    promised: date
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalFacts:
    """How another body finally disposed of the matter: told once in force, in general words."""

    body: Text
    decided_on: date
    disposal: str
    challenge: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What a review came to: the decision stands, or is set aside and the complaint *reopened*.

    *further* is where a second review can be asked for; after the second there is none.
    """

    reason: str
    second: bool = False
    reopened: bool = False
    further: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFacts:
    """On which page, and until which day (inclusive), the handling can be rated."""

    address: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueFacts:
    """What was due, on which day, and to whom the complaint has gone up."""

    what: Text
    due_on: date
    escalated_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """Who asks for the approval, and until which day it is to be given."""

    asked_by: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts of one letter to one person.

    *to* is the reader's address, *language* theirs; *filed_at* stands in the office's zone;
    *officer* is who handles the complaint. An *anonymous* complainant's letters tell neither what
    was complained of nor what came of it: that is shown against the receipt code only.
    *next_on* is the day (inclusive) by which *next_what* is due: what staff have to do, or what a
    complainant is promised; *next_provisional* says that the holidays of that year are not yet
    known. *post_address* is where the office can be visited or written to. What only one letter
    tells bears the letter's name.
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
    post_address: str = ""
    anonymous: bool = False
    officer: str = ""
    next_on: date | None = None
    next_what: Text | None = None
    next_provisional: bool = False
    reply_to: str | None = None
    declined: DeclineFacts | None = None
    transferred: TransferFacts | None = None
    clarification: ClarificationFacts | None = None
    message: MessageFacts | None = None
    extended: ExtensionFacts | None = None
    progress: ProgressFacts | None = None
    outcome: OutcomeFacts | None = None
    disposal: DisposalFacts | None = None
    review_result: ReviewFacts | None = None
    rating: RatingFacts | None = None
    overdue: OverdueFacts | None = None
    approval: ApprovalFacts | None = None
    enquiry: EnquiryFacts | None = None
    organ_news: OrganNewsFacts | None = None
    organ_work: OrganWorkFacts | None = None
