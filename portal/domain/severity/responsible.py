"""The persons of an outcome: who, in which part, with what, and which body acts on it.

Severity, measures and basis are those of the findings in which the part is named; the direct
leader shares the fault as soon as there is loss, not the apology that another owes [5.2(1)].
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.referral import Body, Clue, Standing, competent_body, discipline_bodies
from portal.domain.severity.basis import Basis, basis_of
from portal.domain.severity.engine import MEASURES_OF
from portal.domain.severity.measures import Measure, Person
from portal.domain.severity.outcome import Outcome
from portal.domain.severity.scale import Severity, highest

LEADERS = frozenset({Person.DIRECT_LEADER, Person.SUPERIOR})
"""Parts of whoever leads the official complained of."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as far as they are known: an official, or the words of the complaint, or neither."""

    official_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a complaint is about, and who leads them directly, as far as known."""

    official: Named = Named()
    leader: Named = Named()

    def of(self, part: Person) -> Named:
        """Return who has *part* in an outcome."""
        return self.leader if part in LEADERS else self.official


@dataclass(frozen=True, slots=True)
class Competence:
    """What decides which body acts: the kind of *clue* of a crime, and what the official is."""

    clue: Clue | None = None
    standing: Standing | None = None

    def body(self, severity: Severity) -> Body | None:
        """Return to which body a person goes, if to any [practice 3.4]."""
        if severity is Severity.REFERRAL and self.clue is not None:
            return competent_body(self.clue)
        if severity is Severity.DISCIPLINE and self.standing is not None:
            return discipline_bodies(self.standing)[0]
        return None


@dataclass(frozen=True, slots=True)
class Responsible:
    """One person of an outcome."""

    part: Person
    who: Named
    severity: Severity
    measures: tuple[Measure, ...]
    basis: Basis
    body: Body | None


def responsible(
    outcomes: Iterable[Outcome], party: Party, competence: Competence
) -> tuple[Responsible, ...]:
    """Return the persons on whom *outcomes* fall, each part once."""
    parts: dict[Person, list[Outcome]] = {}
    for outcome in outcomes:
        for part in outcome.persons:
            parts.setdefault(part, []).append(outcome)
    return tuple(
        _responsible(part, parts[part], party, competence) for part in Person if part in parts
    )


def _responsible(
    part: Person, outcomes: list[Outcome], party: Party, competence: Competence
) -> Responsible:
    severity = highest(tuple(outcome.severity for outcome in outcomes))
    owed = {measure for outcome in outcomes for measure in _measures(part, outcome)}
    return Responsible(
        part=part,
        who=party.of(part),
        severity=severity,
        measures=tuple(measure for measure in Measure if measure in owed),
        basis=basis_of(outcomes),
        body=competence.body(severity),
    )


def _measures(part: Person, outcome: Outcome) -> Iterable[Measure]:
    """Return what falls on *part*: what was owed to the citizen stays with whoever owes it."""
    return MEASURES_OF[outcome.severity] if part is Person.DIRECT_LEADER else outcome.measures


def needs_clue(outcomes: Iterable[Outcome]) -> bool:
    """Tell whether the kind of clue must be said: something is transferred."""
    return any(outcome.severity is Severity.REFERRAL for outcome in outcomes)


def needs_standing(outcomes: Iterable[Outcome]) -> bool:
    """Tell whether it must be said what the official is: discipline is proposed."""
    return any(outcome.severity is Severity.DISCIPLINE for outcome in outcomes)
