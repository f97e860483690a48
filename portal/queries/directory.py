"""The directory of organs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.text import Text
from portal.models.organ import Organ

KINDS = {
    "department": Text("区政府工作部门", "Government departments"),
    "counter": Text("窗口服务单位", "Service counters"),
    "subdistrict": Text("街道、乡镇", "Street offices and townships"),
    "institution": Text("事业单位", "Public institutions"),
    "supervision": Text("监督机关", "Supervision bodies"),
}


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """One organ that can be complained about."""

    code: str
    name: Text
    kind: Text


def organs(session: Session) -> list[OrganEntry]:
    """Return the active organs, kind by kind, by name within."""
    rows = session.execute(
        select(Organ.code, Organ.name_zh, Organ.name_en, Organ.kind).where(Organ.active)
    )
    places = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(rows, key=lambda row: (places.get(row.kind, len(places)), row.name_zh))
    return [
        OrganEntry(row.code, Text(row.name_zh, row.name_en), kind_text(row.kind)) for row in ordered
    ]


def kind_text(kind: str) -> Text:
    """Return the label of a kind of organ."""
    return KINDS.get(kind, Text(kind, kind))
