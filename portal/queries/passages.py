"""Where in a complaint that was found the words stand, for what its row does not show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Row, literal, select, union_all
from sqlalchemy.orm import Session

from portal.domain.lifecycle import GROUNDS
from portal.domain.search import Sought
from portal.domain.text import Text
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.models.organ import Organ

SHOWN = 3
"""So many passages of one complaint are shown."""
WORDS_MAX = 2_000
"""So many messages and grounds of one page of hits are read for it."""

FIELDS = {
    "facts": Text("事实", "Facts"),
    "wish": Text("诉求", "Wish"),
    "official_name": Text("被投诉人", "Official"),
    "official_post": Text("职务", "Post"),
    "place": Text("地点", "Place"),
    "commitment": Text("服务承诺", "Commitment"),
    "name_zh": Text("被投诉机关", "Organ"),
    "name_en": Text("被投诉机关", "Organ"),
}
"""What a complaint is found by beside reference and subject, in the order in which it is shown."""
MESSAGE = Text("往来消息", "Message")
REVIEW = Text("复查理由", "Grounds for a review")
COLUMNS = (
    Complaint.id, Complaint.reference, Complaint.facts, Complaint.wish, Complaint.official_name,
    Complaint.official_post, Complaint.place, Complaint.commitment, Organ.name_zh, Organ.name_en,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what a complaint says, and in which of its parts it stands."""

    where: Text
    text: str


def passages(
    session: Session, sought: Sought, shown: Mapping[str, str]
) -> dict[str, tuple[Passage, ...]]:
    """Return where the words stand that reference and subject do not show, by reference.

    *shown* gives the subject of each complaint on the page. The messages are read only of those of
    which something is left to be found, all of them at once.
    """
    terms = [Sought((term,)) for term in sought.terms]
    query = select(*COLUMNS).join(Organ, Organ.id == Complaint.organ_id)
    rows = session.execute(query.where(Complaint.reference.in_(shown))).all()
    found: dict[str, tuple[Passage, ...]] = {}
    unmet: dict[int, tuple[str, list[Sought]]] = {}
    for row in rows:
        hidden = _unmet(terms, (row.reference, shown[row.reference]))
        told = [(where, getattr(row, name)) for name, where in FIELDS.items()]
        found[row.reference] = _passages(hidden, told)
        left = _unmet(hidden, [text for _, text in told])
        if left:
            unmet[row.id] = row.reference, left
    for complaint_id, told in _said(session, sorted(unmet)).items():
        reference, left = unmet[complaint_id]
        found[reference] = (*found[reference], *_passages(left, told))[:SHOWN]
    return found


def _unmet(terms: Iterable[Sought], texts: Iterable[str]) -> list[Sought]:
    """Return the terms that stand in none of *texts*."""
    read = list(texts)
    return [term for term in terms if not any(term.expression.search(text) for text in read)]


def _passages(terms: Iterable[Sought], told: Sequence[tuple[Text, str]]) -> tuple[Passage, ...]:
    """Return the first passage of each term, none of them twice, SHOWN at most."""
    firsts = (
        next((Passage(where, found) for where, text in told if (found := term.excerpt(text))), None)
        for term in terms
    )
    return tuple(islice(dict.fromkeys(each for each in firsts if each), SHOWN))


def _said(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[Text, str]]]:
    """Return what was said about those complaints later, each with where, in its order."""
    if not ids:
        return {}
    messages = select(Message.complaint_id, literal(0).label("kind"), Message.body.label("text"))
    grounds = select(CaseLog.complaint_id, literal(1), CaseLog.reason).where(
        CaseLog.complaint_id.in_(ids), CaseLog.action.in_(GROUNDS)
    )
    both = union_all(messages.where(Message.complaint_id.in_(ids)), grounds).limit(WORDS_MAX)
    said: dict[int, list[tuple[Text, str]]] = {}
    rows: Iterable[Row[Any]] = session.execute(both)
    for row in rows:
        where = REVIEW if row.kind else MESSAGE
        said.setdefault(row.complaint_id, []).append((where, row.text))
    return said
