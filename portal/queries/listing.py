"""The complaints of a view, as many as one run takes, found or walked like its pages."""

from sqlalchemy.orm import Session

from portal.domain.search import Sought
from portal.queries.bulk_runs import ids_of
from portal.queries.search import search
from portal.queries.selection import Selection
from portal.queries.worklist import worklist

PAGES_MAX = 20


def listing(session: Session, sought: Sought, selection: Selection, *, most: int) -> list[int]:
    """Return the ids of the first *most* complaints that the pages of a view would list."""
    references, after = list[str](), ""
    for _ in range(PAGES_MAX):
        if sought:
            found = search(session, sought, selection, after=after)
            references += [hit.entry.reference for hit in found.hits]
            after = found.after or ""
        else:
            page = worklist(session, selection, after=after, size=most)
            references += [entry.reference for entry in page.entries]
            after = page.after or ""
        if not after or len(references) >= most:
            break
    return ids_of(session, references[:most])
