"""The shape of a clause: what it says, whose words they are, and what carries it."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.category import System
from portal.domain.text import Text


class ClauseKind(StrEnum):
    """What a clause does."""

    PRINCIPLE = "principle"
    DUTY = "duty"
    LIMIT = "limit"
    PROHIBITION = "prohibition"
    SANCTION = "sanction"
    EXCEPTION = "exception"

    @property
    def text(self) -> Text:
        """Return the name of the kind."""
        return KIND_TEXTS[self]


KIND_TEXTS = {
    ClauseKind.PRINCIPLE: Text("原则", "principle"),
    ClauseKind.DUTY: Text("职责", "duty"),
    ClauseKind.LIMIT: Text("时限", "time limit"),
    ClauseKind.PROHIBITION: Text("禁止", "prohibition"),
    ClauseKind.SANCTION: Text("责任追究", "sanction"),
    ClauseKind.EXCEPTION: Text("例外", "exception"),
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A module that carries a clause and the test that proves it; paths from the top folder."""

    code: str
    test: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, with what the product does about it.

    *own*: these are the opinion's own words; otherwise it is adopted policy, summed up from its
    *source*. Either it is *carried_by* code, or a *reason* says why software has nothing to do.
    """

    id: str
    kind: ClauseKind
    text: Text
    product: Text
    system: System | None = None
    own: bool = True
    source: str = ""
    carried_by: tuple[Carrier, ...] = ()
    reason: Text | None = None

    @property
    def anchor(self) -> str:
        """Return the id of the clause's element on the page; `#` before it makes the link."""
        return f"c{self.id}"


def adopted(
    clause_id: str,
    kind: ClauseKind,
    text: Text,
    *,
    product: Text,
    source: str,
    by: tuple[Carrier, ...] | Text,
) -> Clause:
    """Return a clause of adopted policy; *by* is what carries it, or why software does not."""
    carried, reason = ((), by) if isinstance(by, Text) else (by, None)
    return Clause(
        clause_id,
        kind,
        text,
        product=product,
        system=System(int(clause_id.partition(".")[0])),
        own=False,
        source=source,
        carried_by=carried,
        reason=reason,
    )
