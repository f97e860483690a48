"""The tags that are on complaints the actor may see."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.tag import ComplaintTag, Tag

TAGS_MAX = 100


def tags(session: Session) -> dict[str, int]:
    """Return the ids of the tags in use, by name; a tag on hidden complaints alone is hidden."""
    used = select(ComplaintTag.tag_id).where(ComplaintTag.tag_id == Tag.id).exists()
    rows = session.execute(select(Tag.name, Tag.id).where(used).order_by(Tag.name).limit(TAGS_MAX))
    return {row.name: row.id for row in rows}
