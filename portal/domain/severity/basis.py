"""On what an outcome rests: opinion, adopted policy and other law, never one passed off as another.

Every row of the table rests on something; where the opinion is silent that is adopted policy or
law alone, as for a transfer of conduct that the opinion does not name [A14].
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.clauses import CLAUSES
from portal.domain.severity.outcome import Outcome
from portal.domain.severity.scale import Severity


@dataclass(frozen=True, slots=True)
class Basis:
    """The opinion's own *clauses*, *adopted* clauses and readings, and other *law*, each once."""

    clauses: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.clauses or self.adopted or self.law)

    def citing(self, codes: Iterable[str]) -> "Basis":
        """Return the basis with the clauses *codes* besides, each among those of its kind."""
        cited = tuple(codes)
        own = (code for code in cited if code in CLAUSES and CLAUSES[code].own)
        ours = (code for code in cited if code not in CLAUSES or not CLAUSES[code].own)
        return Basis(_once((*self.clauses, *own)), _once((*self.adopted, *ours)), self.law)


def basis_of(outcomes: Iterable[Outcome]) -> Basis:
    """Return on what *outcomes* rest, taken together."""
    each = list(outcomes)
    return Basis(
        _once(code for one in each for code in one.clauses),
        _once(code for one in each for code in one.adopted),
        _once(one.law for one in each if one.law),
    )


def fault_basis(outcomes: Iterable[Outcome]) -> Basis:
    """Return on what an outcome rests: on what its faults do, if there is any.

    What was not substantiated is no ground for what follows from the rest.
    """
    every = list(outcomes)
    faults = [outcome for outcome in every if outcome.severity is not Severity.NO_FAULT]
    return basis_of(faults or every)


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
