"""Which desk a complaint goes to, and on which step of the ladder it begins: a decision table.

Read downwards, first match wins, the last row takes all. The queue is the band's (routing.py); of
those who stand on the step, whoever reads the language comes first, then who is at home at the desk
(assignment.suited).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.routing import Band
from portal.domain.text import Text


class Step(IntEnum):
    """A step of the ladder on which complaints are handled, the lowest first."""

    OFFICER = 0
    SUPERVISOR = 1
    DIRECTOR = 2
    SUPERIOR = 3


class Desk(StrEnum):
    """A field in which officers are at home; a skill of theirs carries the same word."""

    GENERAL = "general"
    INTEGRITY = "integrity"
    ENFORCEMENT = "enforcement"
    SERVICE = "service"

    @property
    def text(self) -> Text:
        """Return the name of the desk."""
        return DESK_TEXTS[self]


DESK_TEXTS = {
    Desk.GENERAL: Text("综合", "General"),
    Desk.INTEGRITY: Text("廉洁", "Integrity"),
    Desk.ENFORCEMENT: Text("执法监督", "Law enforcement"),
    Desk.SERVICE: Text("窗口服务", "Counter service"),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the table looks at.

    *own_office* is a complaint about the supervision office itself, *head* one about whoever
    leads an organ.
    """

    band: Band
    categories: frozenset[Category]
    language: Language = Language.SIMPLIFIED
    level: str = "department"
    own_office: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One row: what it matches (None matches all), where it leads, and under which rule."""

    row: str
    step: Step
    desk: Desk
    clauses: tuple[str, ...]
    own_office: bool | None = None
    head: bool | None = None
    bands: frozenset[Band] | None = None
    levels: frozenset[str] | None = None
    categories: frozenset[Category] | None = None

    def matches(self, incoming: Incoming) -> bool:
        """Tell whether the row takes *incoming*."""
        return (
            self.own_office in {None, incoming.own_office}
            and self.head in {None, incoming.head}
            and (self.bands is None or incoming.band in self.bands)
            and (self.levels is None or incoming.level in self.levels)
            and (self.categories is None or bool(self.categories & incoming.categories))
        )


_C = Category
GOVERNMENT = "government"
"""The level of the district's government and its office, to which the office itself answers."""

ROUTES: Sequence[Route] = (
    Route("R1", Step.SUPERIOR, Desk.GENERAL, ("7.2", "7.6"), own_office=True),
    Route("R1b", Step.SUPERIOR, Desk.GENERAL, ("7.2",), levels=frozenset({GOVERNMENT})),
    Route("R2", Step.DIRECTOR, Desk.INTEGRITY, ("7.2",), head=True),
    Route("R3", Step.OFFICER, Desk.INTEGRITY, ("5.2(4)",), bands=frozenset({Band.REFERRAL})),
    Route(
        "R4",
        Step.OFFICER,
        Desk.INTEGRITY,
        ("2.4(c)", "5.1(5)", "5.1(6)", "7.5"),
        categories=frozenset({_C.C04, _C.C05, _C.C06, _C.C13, _C.C14, _C.C16}),
    ),
    Route("R5", Step.OFFICER, Desk.ENFORCEMENT, ("6.1",), categories=frozenset({_C.C15})),
    Route(
        "R6",
        Step.OFFICER,
        Desk.SERVICE,
        ("1.4", "2.4(a)", "3.1", "4.6"),
        categories=frozenset({_C.C01, _C.C02, _C.C03, _C.C07, _C.C08}),
    ),
    Route("R9", Step.OFFICER, Desk.GENERAL, ("5.1",)),
)


def route(incoming: Incoming) -> Route:
    """Return the row that takes *incoming*."""
    return next(row for row in ROUTES if row.matches(incoming))
