"""What the letter to staff tells of an organ: what was put to it, and what it did or did not do."""

from typing import TYPE_CHECKING

from portal.domain.clock import CLOCKS
from portal.domain.enquiring import News
from portal.domain.text import Text
from portal.mail.organ_facts import OrganWorkFacts
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.organ import Organ
from portal.services.organ_duties import Put, last

if TYPE_CHECKING:
    from portal.mail.telling import Teller


def tell_organ_work(teller: "Teller") -> OrganWorkFacts | None:
    """Return what the organ did, or what it did not do by which day."""
    row = _put(teller)
    clock = last(teller.session, row) if row else None
    if row is None or clock is None:
        return None
    news, organ = News(teller.news), teller.session.get_one(Organ, row.organ_id)
    return OrganWorkFacts(
        news=news,
        number=row.number,
        asked=_of(organ.name, CLOCKS[clock.kind].text),
        due_on=clock.due_on,
        late=news is News.LATE,
    )


def _put(teller: "Teller") -> Put | None:
    if teller.enquiry_id is not None:
        return teller.session.get(Enquiry, teller.enquiry_id)
    return teller.session.get(OrderedMeasure, teller.measure_id or 0)


def _of(organ: Text, what: Text) -> Text:
    return Text(f"{organ.zh}（{what.zh}）", f"{organ.en} ({what.en})")
