"""An office in a crooked district: who leads whom and who is tied to whom is drawn at random."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.domain.wall import Person, Subject, Tie, TieKind, Walls, walls_of
from portal.models import wall
from portal.models.complaint import Recusal
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import Staff, StaffTie
from tests.factories import NOW, Make

CODES = ("housing", "water", "supervision")
NAMES = ("甲某", "乙某", "丙某")
HIRED = (
    *(Role.OFFICER,) * 3, *(Role.SUPERVISOR,) * 2, *(Role.SUPERIOR,) * 2,
    Role.INTAKE, Role.DIRECTOR, Role.AUDITOR, Role.ADMIN, Role.LIAISON,
)  # fmt: skip


@dataclass(frozen=True)
class About:
    """What the wall looks at in a complaint."""

    complaint_id: int
    organ_id: int
    official_id: int | None


@dataclass(frozen=True)
class Rule:
    """The rule of domain/wall.py over what the tables say just now, without any SQL of its own."""

    ties: tuple[tuple[int, Tie], ...] = ()
    people: Mapping[int, Person] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    recused: frozenset[tuple[int, int]] = frozenset()

    def walls(self, actor: Actor) -> Walls:
        """Return the walls around a member of staff."""
        mine = [tie for staff_id, tie in self.ties if staff_id == actor.staff_id]
        return walls_of(actor.role, mine, self.people, self.own)

    def hidden(self, actor: Actor, complaints: Iterable[About]) -> set[int]:
        """Return the complaints that *actor* must not know of."""
        walls = self.walls(actor)
        return {
            each.complaint_id
            for each in complaints
            if walls.between(Subject(each.organ_id, each.official_id))
            or (actor.staff_id, each.complaint_id) in self.recused
        }


def rule(session: Session) -> Rule:
    """Read what ties people to whom; the session's actor must be the system."""
    ties = session.scalars(select(StaffTie))
    officials = session.scalars(select(Official))
    return Rule(
        tuple(
            (tie.staff_id, Tie(TieKind(tie.kind), tie.organ_id, tie.official_id)) for tie in ties
        ),
        {each.id: Person(each.id, each.organ_id, each.superior_id) for each in officials},
        frozenset(session.scalars(select(Organ.id).where(Organ.kind == "supervision"))),
        frozenset((each.staff_id, each.complaint_id) for each in session.scalars(select(Recusal))),
    )


def people_district(make: Make, random: Random) -> list[Official]:
    """Make three organs, the office among them, whose officials have leaders of any kind."""
    for code in CODES:
        make.organ(code)
    make.organ("supervision").kind = "supervision"
    officials = [make.official(name, code) for code in CODES for name in NAMES]
    for official in officials:
        official.superior_id = random.choice([None, *(each.id for each in officials)])
        official.head = random.random() < 0.2
    make.session.flush()
    return officials


def hire(make: Make, random: Random, officials: list[Official]) -> list[Staff]:
    """Make somebody of every role with up to two ties each, the last superior with none."""
    staff = [make.staff(role, organ_id=make.organ().id) for role in HIRED]
    spared = [each for each in staff if each.role is Role.SUPERIOR][-1]
    for each in staff:
        for _ in range(0 if each is spared else random.choice([0, 0, 1, 2])):
            tie(make, random, each, officials)
    return staff


def tie(make: Make, random: Random, staff: Staff, officials: list[Official]) -> None:
    """Tie somebody to an organ or to an official."""
    if random.random() < 0.3:
        subject = {"organ_id": make.organ(random.choice(CODES)).id}
    else:
        subject = {"official_id": random.choice(officials).id}
    kind = random.choice(list(TieKind))
    make.session.add(StaffTie(staff_id=staff.id, kind=kind, since=NOW, **subject))
    make.session.flush()


@contextmanager
def seen_by(session: Session, actor: Actor) -> Iterator[Session]:
    """Look through the eyes of *actor* at what has not been committed yet."""
    before = session.info.get("actor")
    session.flush()
    session.expire_all()
    session.info["actor"] = actor
    try:
        yield session
    finally:
        session.expire_all()
        session.info["actor"] = before
        wall.forget(session)
