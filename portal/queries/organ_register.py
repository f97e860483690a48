"""The organs as the administrator keeps them, those no longer active included."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.domain.text import Text
from portal.models.organ import Organ
from portal.queries.directory import KINDS, kind_text


@dataclass(frozen=True, slots=True)
class RegisteredOrgan:
    """One organ; *superior* is the organ above it."""

    code: str
    name: Text
    kind: Text
    phone: str
    superior: Text | None
    active: bool


def organ_register(session: Session) -> list[RegisteredOrgan]:
    """Return every organ, kind by kind, by name within."""
    above = aliased(Organ)
    rows = session.execute(select(Organ, above).outerjoin(above, above.id == Organ.superior_id))
    places = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(rows, key=lambda row: (places.get(row[0].kind, len(KINDS)), row[0].name_zh))
    return [
        RegisteredOrgan(
            organ.code,
            organ.name,
            kind_text(organ.kind),
            organ.phone,
            superior.name if superior else None,
            organ.active,
        )
        for organ, superior in ordered
    ]
