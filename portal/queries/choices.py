"""Among what the queue can be narrowed: organs, members of staff and tags, by outward names."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF
from portal.domain.text import Text
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.tags import tags


@dataclass(frozen=True, slots=True)
class Choices:
    """The organs by code, who handles complaints by username, the tags by name."""

    organs: Mapping[str, Text]
    organ_ids: Mapping[str, int]
    officers: Mapping[str, str]
    officer_ids: Mapping[str, int]
    tags: Mapping[str, int]


def choices(session: Session) -> Choices:
    """Return everything that can be chosen."""
    organs = session.execute(
        select(Organ.id, Organ.code, Organ.name_zh, Organ.name_en).order_by(Organ.name_zh)
    ).all()
    officers = session.execute(
        select(Staff.id, Staff.username, Staff.name)
        .where(Staff.role.in_(STEP_OF), Staff.active)
        .order_by(Staff.name)
    ).all()
    return Choices(
        {row.code: Text(row.name_zh, row.name_en) for row in organs},
        {row.code: row.id for row in organs},
        {row.username: row.name for row in officers},
        {row.username: row.id for row in officers},
        tags(session),
    )
