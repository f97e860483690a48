"""What the letter about a final disposal tells: which body decided, when, and what."""

from typing import TYPE_CHECKING

from portal.mail.facts import DisposalFacts
from portal.models.dispatch import Dispatch

if TYPE_CHECKING:
    from portal.mail.telling import Teller


def tell_disposal(teller: "Teller") -> DisposalFacts | None:
    """Return what another body made of what was sent to it, once that is on record."""
    row = teller.session.get(Dispatch, teller.dispatch_id) if teller.dispatch_id else None
    if row is None or row.disposed_on is None or row.complaint_id != teller.sheet.id:
        return None
    return DisposalFacts(body=row.body.text, decided_on=row.disposed_on, disposal=row.disposal)
