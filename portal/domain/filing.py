"""A complaint as it is filed, before it has a number: shapes and sizes, no opinion on merit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.text import Text

SUBJECT_MAX = 200
FACTS_MAX = 20_000
WISH_MAX = 2_000
NAME_MAX = 100
POST_MAX = 100
PHONE_MAX = 40
EMAIL_MAX = 254
PLACE_MAX = 200
COMMITMENT_MAX = 500
ATTACHMENTS_MAX = 5
ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024


class Language(StrEnum):
    """The language in which the complainant reads and is answered."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class Loss(StrEnum):
    """The loss that the complainant says was caused (severity.md §5.1)."""

    NONE = "none"
    SOME = "some"
    MAJOR = "major"

    @property
    def text(self) -> Text:
        """Return the label of the loss."""
        return LOSS_TEXTS[self]


LOSS_TEXTS = {
    Loss.NONE: Text("没有经济损失", "No financial loss"),
    Loss.SOME: Text("有一定经济损失", "Some financial loss"),
    Loss.MAJOR: Text(
        "损失重大（30 万元以上，或有人伤亡）",
        "Major loss (300 000 yuan or more, or someone was hurt or killed)",
    ),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who complains and how to reach them; any part may be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything at all is known."""
        return bool(self.name or self.email or self.phone)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file already kept by the attachment store, under a random *token*; *size* in bytes."""

    token: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything the form asks for; *filing_key* makes a second sending harmless."""

    filing_key: str
    organ_code: str
    categories: tuple[Category, ...]
    subject: str
    facts: str
    language: Language
    official_name: str = ""
    official_post: str = ""
    occurred_on: date | None = None
    place: str = ""
    commitment: str = ""
    loss: Loss = Loss.NONE
    loss_amount: Decimal | None = None
    wish: str = ""
    anonymous: bool = False
    identity: Identity = Identity()
    attachments: tuple[StoredFile, ...] = ()
