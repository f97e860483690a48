"""What the demo district is made of: frozen values, ready to be filed and worked on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.demo.dating import dated, day_near, is_weekday
from portal.domain.category import Category
from portal.domain.declining import DeclineCode
from portal.domain.filing import Filing, Identity, Language, Loss
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.severity import Finding, Severity
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class DemoOrgan:
    """An organ of the district; *head* is the name of the official who leads it."""

    code: str
    name: Text
    kind: str
    phone: str
    head: str


@dataclass(frozen=True, slots=True)
class DemoOfficial:
    """Somebody who can be complained about; *superior* is the direct leader, empty for a head."""

    organ: str
    name: str
    post: str
    superior: str = ""


@dataclass(frozen=True, slots=True)
class DemoTie:
    """Why a member of staff is walled off: *kind* is post, former_post, relative or declared.

    Exactly one of *organ* (a code) and *official* (a name) is given [practice 7.6].
    """

    kind: str
    reason: str
    organ: str = ""
    official: str = ""


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """An account; *tier* counts for officers, *organ* is the one a liaison speaks for."""

    username: str
    name: str
    role: Role
    tier: Band = Band.STANDARD
    languages: tuple[Language, ...] = (Language.SIMPLIFIED,)
    organ: str = ""
    ties: tuple[DemoTie, ...] = ()

    @property
    def email(self) -> str:
        """Return the address that letters to this person go to."""
        return f"{self.username}@example.org"


@dataclass(frozen=True, slots=True)
class DemoFinding:
    """What was established on one point: the inputs of the table and the reasoned words."""

    inputs: Finding
    conclusion: str


@dataclass(frozen=True, slots=True)
class DemoRating:
    """What the complainant thought of the handling and of the result, 1 to 5."""

    handling: int
    result: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DemoComplaint:
    """One complaint and how far it has come.

    Words may hold dates as ``{-3}`` or ``{+12}``, in days from the filing: read them through
    `filing_on` and `told_on`. *severity* is what the table makes of the findings.
    """

    key: str
    status: Status
    filed_days_ago: int
    organ: str
    categories: tuple[Category, ...]
    subject: str
    facts: str
    identity: Identity
    officer: str = ""
    official: str = ""
    post: str = ""
    occurred_days_before: int | None = None
    place: str = ""
    commitment: str = ""
    loss: Loss = Loss.NONE
    loss_amount: Decimal | None = None
    wish: str = ""
    anonymous: bool = False
    language: Language = Language.SIMPLIFIED
    shared_cause: str = ""
    question: str = ""
    enquiry: str = ""
    organ_answer: str = ""
    decline_code: DeclineCode | None = None
    decline_explanation: str = ""
    transfer_target: str = ""
    transfer_reason: str = ""
    withdrawal_reason: str = ""
    findings: tuple[DemoFinding, ...] = ()
    severity: Severity | None = None
    outcome: str = ""
    review_request: str = ""
    rating: DemoRating | None = None

    def filing_on(
        self, filed_on: date, filing_key: str, *, is_open: Callable[[date], bool] = is_weekday
    ) -> Filing:
        """Return the filing of someone who files on *filed_on*; events fall on open days."""
        return Filing(
            filing_key=filing_key,
            organ_code=self.organ,
            categories=self.categories,
            subject=self.subject,
            facts=self.told_on(filed_on, self.facts, is_open=is_open),
            language=self.language,
            official_name=self.official,
            official_post=self.post,
            occurred_on=self._occurred_on(filed_on, is_open),
            place=self.place,
            commitment=self.commitment,
            loss=self.loss,
            loss_amount=self.loss_amount,
            wish=self.wish,
            anonymous=self.anonymous,
            identity=self.identity,
        )

    def told_on(
        self, filed_on: date, words: str, *, is_open: Callable[[date], bool] = is_weekday
    ) -> str:
        """Return *words* of this complaint with its dates written out in its language."""
        return dated(words, filed_on, self.language, is_open=is_open)

    def _occurred_on(self, filed_on: date, is_open: Callable[[date], bool]) -> date | None:
        if self.occurred_days_before is None:
            return None
        return day_near(filed_on, -self.occurred_days_before, is_open)
