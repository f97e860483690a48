"""The bench: everybody who could take a complaint at one moment, with their loads and walls.

One bench serves a single assignment and a batch of thousands alike: whom it hands a complaint has
one more from then on, so that the next choice counts it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.domain.assignment import STEP_OF, Candidate, Choice, Need, choose
from portal.domain.desks import Desk, Incoming, Step, route
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.text import Text
from portal.domain.wall import Reason, Subject, Walls

NOBODY: Mapping[int, Text] = {}


@dataclass(frozen=True, slots=True)
class Seat:
    """One member of staff who takes complaints: what they are trusted with and walled off from.

    *absent*: away, and asked only where nobody else is left.
    """

    staff_id: int
    username: str
    role: Role
    tier: Band
    walls: Walls
    skills: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What the choice of who takes a complaint looks at.

    *judges* had a part in what is under review.
    """

    subject: Subject
    incoming: Incoming
    recused: frozenset[int] = frozenset()
    judges: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Placing:
    """Who takes a complaint, and at which desk it lies then."""

    choice: Choice
    desk: Desk


class Bench:
    """The seats, and how many open complaints everybody has."""

    def __init__(self, seats: Iterable[Seat], loads: Mapping[int, int]) -> None:
        self.seats = tuple(seats)
        self.loads = dict(loads)
        self._known: dict[Subject, dict[int, Text]] = {}
        self._seen: dict[int, Candidate] = {}
        self._standing: dict[Step, tuple[Seat, ...]] = {}

    def choose(
        self,
        matter: Matter,
        *,
        at_least: Step = Step.OFFICER,
        passed_over: Mapping[int, Text] = NOBODY,
        even_absent: bool = False,
    ) -> Placing:
        """Return who takes *matter*, not below *at_least* and nobody *passed_over*.

        With *even_absent*, whoever is away takes it where nobody else is left. Raises
        NobodyLeftError.
        """
        row, incoming = route(matter.incoming), matter.incoming
        step = max(row.step, at_least)
        people = self.candidates(
            matter, at_least=step, passed_over=passed_over, even_absent=even_absent
        )
        need = Need(incoming.band, step, row.desk, incoming.language)
        return Placing(choose(people, need), row.desk)

    def candidates(
        self,
        matter: Matter,
        *,
        at_least: Step = Step.OFFICER,
        passed_over: Mapping[int, Text] = NOBODY,
        even_absent: bool = False,
    ) -> list[Candidate]:
        """Return everyone not below *at_least*, with their load and what walls them off.

        Whoever is away is left out unless they are asked for, too.
        """
        walled = self._walled(matter)
        if passed_over:
            walled = {**walled, **passed_over}
        return [
            self._candidate(seat, walled.get(seat.staff_id))
            for seat in self._seats(at_least)
            if even_absent or not seat.absent
        ]

    def _seats(self, at_least: Step) -> Sequence[Seat]:
        if at_least not in self._standing:
            standing = (seat for seat in self.seats if STEP_OF[seat.role] >= at_least)
            self._standing[at_least] = tuple(standing)
        return self._standing[at_least]

    def _candidate(self, seat: Seat, walled: Text | None) -> Candidate:
        """Return somebody as the choice sees them: kept until their load or wall is another."""
        open_now = self.loads.get(seat.staff_id, 0)
        found = self._seen.get(seat.staff_id)
        if found is None or found.open != open_now or found.walled is not walled:
            found = Candidate(
                seat.staff_id,
                seat.username,
                seat.role,
                seat.tier,
                open_now,
                walled,
                seat.skills,
                seat.absent,
            )
            self._seen[seat.staff_id] = found
        return found

    def hand(self, giver: int | None, taker: int) -> None:
        """Count one open complaint less for *giver* and one more for *taker*."""
        if giver is not None:
            self.loads[giver] = self.loads.get(giver, 0) - 1
        self.loads[taker] = self.loads.get(taker, 0) + 1

    def _walled(self, matter: Matter) -> Mapping[int, Text]:
        """Return why whoever may not take *matter* may not."""
        known = self._known.get(matter.subject)
        if known is None:
            known = self._known[matter.subject] = dict(self._between(matter.subject))
        if not (matter.recused or matter.judges):
            return known
        return {
            **known,
            **dict.fromkeys(matter.judges, Reason.TOOK_PART.text),
            **dict.fromkeys(matter.recused, Reason.RECUSED.text),
        }

    def _between(self, subject: Subject) -> Iterable[tuple[int, Text]]:
        for seat in self.seats:
            reason = seat.walls.between(subject)
            if reason is not None:
                yield seat.staff_id, reason.text
