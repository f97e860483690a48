"""First inquiries, for tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from portal.domain.inquiry import Asked, Channel, Outcome, Remit
from tests.factories import NOW

TODAY = date(2026, 9, 21)
FRIDAY = TODAY + timedelta(days=4)
ASKED = Asked(
    channel=Channel.VISIT,
    name="赵某",
    post="一号窗口",
    organ_code="housing",
    remit=Remit.OWN,
    answer="当场说明了所需材料。",
    outcome=Outcome.SETTLED,
)
PROMISED = replace(ASKED, outcome=Outcome.PROMISED, due_on=FRIDAY, reason="档案在库房，须调取。")


def asked(**changes: Any) -> Asked:
    """Return a first inquiry settled at once, but for the *changes*."""
    return replace(ASKED, **changes)


__all__ = ["ASKED", "FRIDAY", "NOW", "PROMISED", "TODAY", "asked"]
