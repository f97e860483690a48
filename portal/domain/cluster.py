"""Clusters: which complaints are alike, which can be joined, and what of one goes over to another.

Complaints of one cause are investigated once; each keeps its receipt, its clocks and its answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

from portal.domain.category import Category
from portal.domain.search import IS_HAN, runs
from portal.domain.statuses import OPEN, Status
from portal.domain.text import Text

ALIKE = 0.3
"""From so much on in common, of 1, two complaints are suggested as one cause."""
AROUND = timedelta(days=30)
"""So far apart two of them are filed at most."""
NEAREST = 100
"""So many filed before, and so many after, are compared with one."""
SUGGESTED_MAX = 10
COMPARED_MAX = 1_500
"""So many signs of what happened are compared."""

JOINABLE = OPEN - {Status.RECEIVED, Status.TRANSFERRED, Status.UNDER_REVIEW}
"""While they stand so, complaints can be joined."""
CARRIED = JOINABLE - {Status.ASSIGNED, Status.CLARIFICATION}
"""While it stands so, something can be carried over from a complaint, or to it."""
FOUND = frozenset({Status.FINDINGS_PROPOSED, Status.AWAITING_APPROVAL, Status.DECIDED})
"""While it stands so, a complaint has findings that can be carried over."""
TAKES_FINDINGS = frozenset({Status.ACCEPTED, Status.INVESTIGATING})

LEADS = (FOUND, frozenset({Status.INVESTIGATING}), JOINABLE - FOUND - {Status.INVESTIGATING})
"""Of those that stand together, one of the first of these that holds any leads."""


def leading(standing: Mapping[int, Status]) -> int | None:
    """Return which of the complaints *standing* together leads, by id; None if all are over.

    The one whose investigation has come furthest does; among equals the one that was filed first.
    """
    return next(
        (each for statuses in LEADS for each in sorted(standing) if standing[each] in statuses),
        None,
    )


def shingles(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese signs, the words and the numbers of *text*."""
    return frozenset(piece for run in set(runs(text)) for piece in _pieces(run))


def _pieces(run: str) -> list[str]:
    if IS_HAN.match(run) and len(run) > 1:
        return ["".join(pair) for pair in pairwise(run)]
    return [run]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of both is in common: 0 for nothing, 1 for the same."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


class Objection(StrEnum):
    """Why a complaint is not joined with another."""

    ITSELF = "itself"
    NOT_NOW = "not_now"
    OTHER_ORGAN = "other_organ"
    ALREADY = "already"
    ELSEWHERE = "elsewhere"

    @property
    def text(self) -> Text:
        """Return what the office reads, after the number of the complaint that is meant."""
        return OBJECTIONS[self]


OBJECTIONS = {
    Objection.ITSELF: Text("就是本件。", "that is this complaint itself."),
    Objection.NOT_NOW: Text("按目前的状态不能并案。", "as it stands now, it cannot be joined."),
    Objection.OTHER_ORGAN: Text(
        "反映的是另一个机关；认定不能带到别的机关头上，所以不能并案。",
        "it is about another organ, and findings on one organ say nothing of another.",
    ),
    Objection.ALREADY: Text("已经和本件并案。", "it is joined with this one already."),
    Objection.ELSEWHERE: Text(
        "已经并入另一组：请先把它从那一组退出。",
        "it belongs to another group: take it out there first.",
    ),
}


@dataclass(frozen=True, slots=True)
class Joining:
    """What of a complaint decides on joining it with another."""

    id: int
    status: Status
    organ_id: int
    cluster_id: int | None


def objection(own: Joining, other: Joining) -> Objection | None:
    """Return why *other* cannot be joined with *own*; None if it can."""
    if other.id == own.id:
        return Objection.ITSELF
    if other.status not in JOINABLE:
        return Objection.NOT_NOW
    if other.organ_id != own.organ_id:
        return Objection.OTHER_ORGAN
    if own.cluster_id and other.cluster_id:
        same = own.cluster_id == other.cluster_id
        return Objection.ALREADY if same else Objection.ELSEWHERE
    return None


class Hindrance(StrEnum):
    """Why nothing is carried over to a complaint."""

    NOT_YOURS = "not_yours"
    NOT_THERE = "not_there"
    OWN_FINDINGS = "own_findings"
    OTHER_POINTS = "other_points"

    @property
    def text(self) -> Text:
        """Return what the office reads."""
        return HINDRANCES[self]


HINDRANCES = {
    Hindrance.NOT_YOURS: Text(
        "由他人承办：先改派给您，才能带入。",
        "Somebody else handles it: have it reassigned to you first.",
    ),
    Hindrance.NOT_THERE: Text(
        "目前的状态不能带入。", "As it stands now, nothing can be carried over to it."
    ),
    Hindrance.OWN_FINDINGS: Text(
        "已有自己的认定，不覆盖。", "It has findings of its own, which stay."
    ),
    Hindrance.OTHER_POINTS: Text(
        "反映了本件没有认定的问题，须另行认定。",
        "It complains of a point that has no finding here; that one needs its own.",
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What of one joined complaint decides on carrying over."""

    status: Status
    assignee_id: int | None
    points: frozenset[Category]
    found: bool


def hindrance(source: Part, target: Part) -> Hindrance | None:
    """Return why the work on *source* cannot be carried over to *target*; None if it can."""
    if target.assignee_id != source.assignee_id:
        return Hindrance.NOT_YOURS
    if source.status not in FOUND:
        begun = source.status is Status.INVESTIGATING and target.status is Status.ACCEPTED
        return None if begun else Hindrance.NOT_THERE
    if target.status not in TAKES_FINDINGS:
        return Hindrance.NOT_THERE
    if target.found:
        return Hindrance.OWN_FINDINGS
    return None if target.points <= source.points else Hindrance.OTHER_POINTS
