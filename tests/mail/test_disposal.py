"""The letter about a final disposal tells the one that it was owed for, and no other."""

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.mail.compose import disposal as compose
from portal.mail.gathering import Order, gather
from portal.models.dispatch import Dispatch
from portal.services import disposal
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, lead_to


def test_a_final_disposal_is_told_with_body_day_and_words(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office, categories=(Category.C06,))
    Life(session, complaint, office).carry_out()
    row = session.query(Dispatch).one()
    disposal.record(
        session, complaint, holder(session, complaint), row.id,
        disposed_on=NOW.date(), disposal="已给予政务警告处分。", office=office, now=NOW,
    )  # fmt: skip
    order = Order("disposal", complaint.id, "<1@portal.example>", dispatch_id=row.id)

    facts = gather(session, order, office=office, now=NOW)

    assert facts is not None
    assert facts.disposal is not None
    assert (facts.disposal.body, facts.disposal.decided_on) == (row.body.text, NOW.date())
    assert "已给予政务警告处分。" in compose(facts).text
    unknown = gather(session, replace(order, dispatch_id=row.id + 1), office=office, now=NOW)
    assert unknown is not None
    assert unknown.disposal is None
