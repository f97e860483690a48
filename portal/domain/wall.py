"""The wall: who must never see or touch which complaint [practice 7.2, 7.5, 7.6].

Computed from the organ, the official, their superiors and subordinates in the same organ, and
what ties a member of staff to any of them. Default deny: a role that has no business with
complaints sees none, and the supervision office never handles complaints about itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.permissions import OFFICE_ROLES, Role
from portal.domain.text import Text


class TieKind(StrEnum):
    """How somebody is tied to an organ or an official."""

    SELF = "self"
    POST = "post"
    FORMER_POST = "former_post"
    RELATIVE = "relative"
    DECLARED = "declared"

    @property
    def text(self) -> Text:
        """Return the tie in words."""
        return TIE_TEXTS[self]


TIE_TEXTS: Mapping[TieKind, Text] = {
    TieKind.SELF: Text("本人", "the same person"),
    TieKind.POST: Text("现任职于该机关", "holds a post there"),
    TieKind.FORMER_POST: Text("曾任职于该机关", "held a post there"),
    TieKind.RELATIVE: Text("近亲属", "a near relative"),
    TieKind.DECLARED: Text("其他可能影响公正的关系", "another declared relation"),
}


class Reason(StrEnum):
    """Why the wall stands between somebody and a complaint."""

    ROLE = "role"
    OWN_OFFICE = "own_office"
    ORGAN = "organ"
    OFFICIAL = "official"
    UNNAMED = "unnamed"
    RECUSED = "recused"
    TOOK_PART = "took_part"

    @property
    def text(self) -> Text:
        """Return the reason, as the case log says it."""
        return REASON_TEXTS[self]


REASON_TEXTS: Mapping[Reason, Text] = {
    Reason.ROLE: Text("该岗位不办理投诉", "no business with complaints"),
    Reason.OWN_OFFICE: Text("投诉本机关，由上级处理", "complaint about the office itself"),
    Reason.ORGAN: Text("与被投诉机关有关联", "same organ"),
    Reason.OFFICIAL: Text("与被投诉人或其上下级有关联", "tied to the official"),
    Reason.UNNAMED: Text(
        "被投诉人未指明，关联人在该机关任职", "tied to somebody of the organ, nobody named"
    ),
    Reason.RECUSED: Text("已回避", "recused"),
    Reason.TOOK_PART: Text("参与过原处理，不得复查复核", "took part in what is under review"),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie: to an organ or to an official, never both."""

    kind: TieKind
    organ_id: int | None = None
    official_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An official in an organ, with the direct leader."""

    official_id: int
    organ_id: int
    superior_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a complaint is about."""

    organ_id: int
    official_id: int | None = None


@dataclass(frozen=True, slots=True)
class Walls:
    """What is walled off from one member of staff.

    *own* and *organs* hide every complaint about them, *officials* those about these people,
    *unnamed* those about an organ that name nobody.
    """

    everything: bool = False
    own: frozenset[int] = frozenset()
    organs: frozenset[int] = frozenset()
    officials: frozenset[int] = frozenset()
    unnamed: frozenset[int] = frozenset()

    def between(self, subject: Subject) -> Reason | None:
        """Return why a complaint about *subject* is hidden, or None if it is not."""
        rows = (
            (Reason.ROLE, self.everything),
            (Reason.OWN_OFFICE, subject.organ_id in self.own),
            (Reason.ORGAN, subject.organ_id in self.organs),
            (Reason.OFFICIAL, subject.official_id in self.officials),
            (Reason.UNNAMED, subject.official_id is None and subject.organ_id in self.unnamed),
        )
        return next((reason for reason, stands in rows if stands), None)


def walls_of(
    role: Role, ties: Iterable[Tie], people: Mapping[int, Person], own: Iterable[int]
) -> Walls:
    """Return the walls around somebody.

    *people* are the officials of the organs that the ties touch, by id; *own* the organs that
    are supervision offices: only the superior body handles complaints about them.
    """
    if role not in OFFICE_ROLES:
        return Walls(everything=True)
    tied = list(ties)
    officials = {tie.official_id for tie in tied if tie.official_id is not None}
    return Walls(
        own=frozenset() if role is Role.SUPERIOR else frozenset(own),
        organs=frozenset(tie.organ_id for tie in tied if tie.organ_id is not None),
        officials=frozenset(
            relative for official in officials for relative in line_of(official, people)
        ),
        unnamed=frozenset(people[each].organ_id for each in officials if each in people),
    )


def line_of(official_id: int, people: Mapping[int, Person]) -> frozenset[int]:
    """Return an official with everyone above and below in the same organ."""
    return frozenset({official_id, *above(official_id, people), *below(official_id, people)})


def above(official_id: int, people: Mapping[int, Person]) -> frozenset[int]:
    """Return the superiors of an official, as far as the same organ reaches."""
    found: set[int] = set()
    person = people.get(official_id)
    while person is not None and person.superior_id is not None:
        leader = people.get(person.superior_id)
        if leader is None or leader.organ_id != person.organ_id or leader.official_id in found:
            break
        found.add(leader.official_id)
        person = leader
    return frozenset(found)


def below(official_id: int, people: Mapping[int, Person]) -> frozenset[int]:
    """Return everyone led by an official, directly or not, in the same organ."""
    return frozenset(each for each in people if official_id in above(each, people))
